package io.rapport.server.voice;

import io.rapport.media.codec.Coding;
import io.rapport.server.channel.Doors;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.workforce.Agent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What each of us sees of the telephone.
final class PhoneViews {
    /// Of the calls that ring at somebody, and of those who wait, the oldest are shown: with hundreds who call at once
    /// nobody reads more, and everybody is told with each change.
    static final int MOST_RINGING = 5;

    static final int MOST_WAITING = 50;

    private final Doors doors;
    private final Trunks trunks;
    private final PageDoors pages;
    private final AgentLines lines;
    private final DeskPhones phones;
    private final PickUps pickUps;
    private final WrapUps wrapUps;
    private final RingPolicy policy;

    PhoneViews(
            Doors doors,
            Trunks trunks,
            PageDoors pages,
            AgentLines lines,
            DeskPhones phones,
            PickUps pickUps,
            WrapUps wrapUps,
            RingPolicy policy) {
        this.doors = doors;
        this.trunks = trunks;
        this.pages = pages;
        this.lines = lines;
        this.phones = phones;
        this.pickUps = pickUps;
        this.wrapUps = wrapUps;
        this.policy = policy;
    }

    /// What is the same for all of us at one moment, found once however many look.
    ///
    /// @param rings at whom each call rings, by its number
    record Moment(boolean open, Board board, Map<Long, Map<AgentId, RingPolicy.Why>> rings) {}

    Moment at(Board board, Instant now) {
        boolean open = pages.any()
                || trunks.any()
                        && doors.all().stream().anyMatch(door -> door.enabled() && door.channel() == Channel.PHONE);
        return new Moment(
                open,
                board,
                board.calls().stream()
                        .collect(Collectors.toMap(live -> live.call().id(), live -> board.rings(live, policy, now))));
    }

    PhoneWire.PhoneView of(Agent agent, Moment moment) {
        List<LiveCall> waiting = moment.board().calls().stream()
                .filter(live ->
                        live.call().home().equals(agent.team()) && live.waits().isPresent())
                .toList();
        return new PhoneWire.PhoneView(
                moment.open(),
                lines.of(agent.id()).isPresent(),
                lines.speaks(agent.id()).map(Coding::name).orElse(null),
                phones.isThere(agent.id()),
                phones.isThere(agent.id())
                        && phones.of(agent.id()).filter(DeskPhone::preferred).isPresent(),
                pickUps.of(agent.id())
                        .map(whom -> new PhoneWire.CustomerRef(whom.customer().toString(), whom.name()))
                        .orElse(null),
                calls(agent.id(), moment),
                waiting.stream()
                        .limit(MOST_WAITING)
                        .map(live -> waiting(live, live.waits().orElseThrow()))
                        .toList(),
                waiting.size(),
                wrapUps.of(agent.id()).map(PhoneViews::wrapUp).orElse(null),
                moment.board()
                        .listenedTo(agent.id())
                        .map(live -> listening(agent.id(), live))
                        .orElse(null));
    }

    private static PhoneWire.ListeningView listening(AgentId agent, LiveCall live) {
        ListeningIn mine = live.listener(agent).orElseThrow();
        return new PhoneWire.ListeningView(
                Long.toString(live.call().id()),
                customer(live.call()),
                live.state().agents().stream().map(AgentId::toString).toList(),
                mine.how().name(),
                mine.since(),
                live.state() instanceof CallState.Talking talking && talking.held());
    }

    /// Who of us hears a call without being in it.
    static List<PhoneWire.ListenerView> listeners(LiveCall live) {
        return live.listeners().stream()
                .map(one -> new PhoneWire.ListenerView(
                        one.who().toString(), one.how().name(), one.since()))
                .toList();
    }

    private List<PhoneWire.CallView> calls(AgentId agent, Moment moment) {
        List<PhoneWire.CallView> calls = new ArrayList<>();
        int ringing = 0;
        for (LiveCall live : moment.board().calls()) {
            if (live.isWith(agent)) {
                calls.add(call(agent, live, live.why().orElse(RingPolicy.Why.HOME)));
                continue;
            }
            RingPolicy.@Nullable Why why =
                    moment.rings().getOrDefault(live.call().id(), Map.of()).get(agent);
            if (why != null && ringing++ < MOST_RINGING) {
                calls.add(call(agent, live, why));
            }
        }
        return calls;
    }

    private static PhoneWire.CallView call(AgentId agent, LiveCall live, RingPolicy.Why why) {
        Call call = live.call();
        Optional<Instant> answered =
                live.state() instanceof CallState.Talking talking ? Optional.of(talking.since()) : Optional.empty();
        return new PhoneWire.CallView(
                Long.toString(call.id()),
                live.isOurs() ? "OUT" : "IN",
                !live.isWith(agent)
                        ? "RINGING"
                        : switch (live.state()) {
                            case CallState.Waiting _, CallState.Taken _, CallState.Voicemail _, CallState.Over _ ->
                                "RINGING";
                            case CallState.Dialling _ -> "DIALLING";
                            case CallState.Talking talking -> talking.held() ? "HELD" : "TALKING";
                        },
                customer(call),
                call.number(),
                call.caller().map(Call.Caller::doorName).orElse(""),
                call.page().orElse(null),
                why.name(),
                call.began(),
                answered.orElse(null),
                call.promise().map(Object::toString).orElse(null),
                call.matter().map(Object::toString).orElse(null),
                live.desks().containsKey(agent),
                live.state().agents().stream()
                        .filter(other -> !other.equals(agent))
                        .map(AgentId::toString)
                        .toList(),
                live.asked().map(one -> one.who().toString()).orElse(null),
                live.isWith(agent) && live.state() instanceof CallState.Talking ? sound(agent, live.sound()) : null,
                live.isWith(agent) ? listeners(live) : List.of());
    }

    private static PhoneWire.SoundView sound(AgentId agent, Hearing.Now sound) {
        return new PhoneWire.SoundView(
                meter(sound, Party.CUSTOMER),
                meter(sound, Party.of(agent)),
                sound.faults().stream()
                        .map(fault -> new PhoneWire.FaultView(
                                fault.fault().name(),
                                switch (fault.party().whose()) {
                                    case CUSTOMER -> "CUSTOMER";
                                    case ALL -> "ALL";
                                    case AGENT -> fault.party().equals(Party.of(agent)) ? "YOU" : "COLLEAGUE";
                                },
                                fault.since()))
                        .toList(),
                sound.recording().name());
    }

    private static PhoneWire.@Nullable MeterView meter(Hearing.Now sound, Party party) {
        Hearing.Meter meter = sound.meters().get(party);
        return meter == null
                ? null
                : new PhoneWire.MeterView(
                        meter.grade().name(),
                        meter.lostPercent(),
                        meter.farLostPercent().orElse(null),
                        meter.jitterMillis(),
                        meter.roundTripMillis().orElse(null));
    }

    private static PhoneWire.CustomerRef customer(Call call) {
        return new PhoneWire.CustomerRef(call.person().toString(), call.name());
    }

    private static PhoneWire.WaitingView waiting(LiveCall live, CallState.Waiting waiting) {
        Call call = live.call();
        return new PhoneWire.WaitingView(
                Long.toString(call.id()), customer(call), call.number(), waiting.since(), waiting.hears());
    }

    private static PhoneWire.WrapUpView wrapUp(WrapUps.WrapUp wrapUp) {
        Call call = wrapUp.call();
        return new PhoneWire.WrapUpView(
                Long.toString(call.id()),
                call.interaction().toString(),
                customer(call),
                wrapUp.until(),
                call.promise().map(Object::toString).orElse(null));
    }
}
