package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.call.SipCalls;
import io.rapport.media.sip.digest.Credentials;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.customer.Bearings;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls customers, and nobody else: only at numbers of theirs, only in countries that are ours.
final class Dialler {
    private static final Logger log = LoggerFactory.getLogger(Dialler.class);

    private final Doors doors;
    private final Trunks trunks;
    private final Customers customers;
    private final Promises promises;
    private final CallBook book;
    private final Switchboard switchboard;
    private final AgentLines agents;
    private final WrapUps wrapUps;
    private final Exchange exchange;
    private final OpenLines lines;
    private final Sounds sounds;
    private final VoiceSettings settings;
    private final Clock clock;

    Dialler(
            Doors doors,
            Trunks trunks,
            Customers customers,
            Promises promises,
            CallBook book,
            Switchboard switchboard,
            AgentLines agents,
            WrapUps wrapUps,
            Exchange exchange,
            OpenLines lines,
            Sounds sounds,
            VoiceSettings settings,
            Clock clock) {
        this.doors = doors;
        this.trunks = trunks;
        this.customers = customers;
        this.promises = promises;
        this.book = book;
        this.switchboard = switchboard;
        this.agents = agents;
        this.wrapUps = wrapUps;
        this.exchange = exchange;
        this.lines = lines;
        this.sounds = sounds;
        this.settings = settings;
        this.clock = clock;
    }

    /// Dials.
    ///
    /// @param promise for which we call; kept when they have spoken
    void call(Agent me, CustomerId customer, long contactPoint, Optional<PromiseId> promise) {
        if (agents.of(me.id()).isEmpty()) {
            throw noLine();
        }
        if (switchboard.now().inHand(me.id()).isPresent()) {
            throw Refusal.conflict("busy", "You have a call in hand. End it first.");
        }
        LinkedPoint point = customers.points(customer).stream()
                .filter(one -> one.id() == contactPoint && one.point().kind() == ContactPoint.Kind.PHONE)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("They have no such number."));
        Optional<Promised> promised = promise.map(id -> promises.find(id)
                .filter(p -> p.state() == Promised.State.OPEN && p.customer().equals(customer))
                .orElseThrow(() -> Refusal.notFound("There is no such promise.")));
        TeamId home = customers
                .find(customer)
                .orElseThrow(() -> Refusal.notFound("There is no such customer."))
                .homeTeam();
        Door from = shown(home);
        String number = CallerId.number(point.point().value(), CallerId.country(from))
                .orElseThrow(() -> Refusal.unprocessable("number", "This is no number that can be called."));
        if (!mayCall(number)) {
            throw Refusal.unprocessable(
                    "country", "Numbers of that country are not called. An administrator allows it in the settings.");
        }
        if (Bearings.isPaidFor(number)) {
            throw Refusal.unprocessable(
                    "paid-for", "Whoever calls this number pays its owner for it. Ask them for another one.");
        }
        Trunk trunk = trunks.out()
                .orElseThrow(() -> Refusal.unprocessable(
                        "no-trunk", "No trunk takes our calls. An administrator sets one up under Doors."));
        dial(me, new Order(customer, point, number, from, trunk, promised));
    }

    static Refusal noLine() {
        return Refusal.conflict(
                "no-line", "Your browser is not connected to the telephone yet. Try again in a moment.");
    }

    private record Order(
            CustomerId customer,
            LinkedPoint point,
            String number,
            Door from,
            Trunk trunk,
            Optional<Promised> promise) {}

    private void dial(Agent me, Order order) {
        Lines sound = lines.now().orElseThrow(Dialler::closed);
        SipEnd end;
        Cord cord;
        Flow flow;
        SipCalls calls = exchange.calls().orElseThrow(Dialler::closed);
        try {
            flow = exchange.to(order.trunk());
            PhoneLine line = sound.phone(order.trunk().networks());
            end = new SipEnd(line);
            cord = new Cord(line, end, sound.room(), sounds, sounds.voice(Language.EN), settings.longestVoicemail());
        } catch (IOException away) {
            log.warn("call not dialled trunk={} cause={}", order.trunk().id(), away.toString());
            throw Refusal.unavailable("The trunk can't be reached just now. Try again in a moment.");
        }
        Call call;
        try {
            call = book.dialled(
                    order.customer(),
                    order.point(),
                    order.number(),
                    order.promise(),
                    order.trunk(),
                    me.id(),
                    clock.instant());
        } catch (RuntimeException away) {
            cord.close();
            throw away;
        }
        switchboard.add(call, new CallState.Dialling(me.id()), cord);
        wrapUps.handling(me.id());
        String host = order.trunk().account().map(Trunk.Account::domain).orElseGet(() -> host(flow.local()));
        String us = "<sip:" + order.from().address() + "@" + host + ">";
        String uri = "sip:" + order.number() + "@" + order.trunk().host();
        try {
            end.dials(calls.call(
                    Address.of("<" + uri + ">")
                            .map(Address::uri)
                            .orElseThrow(() -> new IllegalStateException("no URI: " + uri)),
                    us,
                    "<" + uri + ">",
                    List.of(new SipHeader("P-Asserted-Identity", us)),
                    end.offer(),
                    order.trunk().account().map(account -> new Credentials(account.user(), account.password())),
                    flow,
                    end));
        } catch (RuntimeException ours) {
            switchboard.news(call.id(), new CallNews.TheyEnded(true));
            throw ours;
        }
        cord.ringback(agents.of(me.id()));
        log.info(
                "call dialled interaction={} call={} trunk={}",
                call.interaction(),
                call.id(),
                order.trunk().id());
    }

    private static String host(String local) {
        int colon = local.lastIndexOf(':');
        return colon > local.lastIndexOf(']') ? local.substring(0, colon) : local;
    }

    private static Refusal closed() {
        return Refusal.unavailable("The telephone is not open just now. Try again in a moment.");
    }

    /// The number that the customer sees: their team's, else anyone of ours.
    private Door shown(TeamId home) {
        return doors.all().stream()
                .filter(door -> door.enabled() && door.channel() == Channel.PHONE)
                .min(Comparator.comparing((Door door) -> !door.team().equals(Optional.of(home)))
                        .thenComparing(door -> door.id().value()))
                .orElseThrow(() -> Refusal.unprocessable(
                        "no-number", "We have no number yet. An administrator sets one up under Doors."));
    }

    /// Whoever could make us dial anywhere could make us pay.
    private boolean mayCall(String number) {
        Set<String> countries = settings.countries().isEmpty()
                ? doors.all().stream()
                        .filter(door -> door.enabled() && door.channel() == Channel.PHONE)
                        .flatMap(door -> CallerId.country(door).stream())
                        .collect(Collectors.toUnmodifiableSet())
                : new TreeSet<>(settings.countries());
        return new Bearings(Optional.empty(), List.of(number), Optional.empty(), Optional.empty())
                .likelyCountry()
                .filter(countries::contains)
                .isPresent();
    }
}
