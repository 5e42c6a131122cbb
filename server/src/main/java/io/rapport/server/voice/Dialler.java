package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.customer.Bearings;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.sound.Sounds;
import io.rapport.server.web.Language;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// Calls customers, and nobody else: only at numbers of theirs, only in countries that are ours.
final class Dialler {
    private static final Logger log = LoggerFactory.getLogger(Dialler.class);

    private final Doors doors;
    private final Trunks trunks;
    private final Customers customers;
    private final Peace peace;
    private final Promises promises;
    private final CallBook book;
    private final Switchboard switchboard;
    private final AgentLines agents;
    private final WrapUps wrapUps;
    private final DeskPhones phones;
    private final PickUps pickUps;
    private final Edge edge;
    private final OpenLines lines;
    private final Sounds sounds;
    private final Caps caps;
    private final CapAlarm alarm;
    private final VoiceSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Dialler(
            Doors doors,
            Trunks trunks,
            Customers customers,
            Peace peace,
            Promises promises,
            CallBook book,
            Switchboard switchboard,
            AgentLines agents,
            WrapUps wrapUps,
            DeskPhones phones,
            PickUps pickUps,
            Edge edge,
            OpenLines lines,
            Sounds sounds,
            Caps caps,
            CapAlarm alarm,
            VoiceSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.doors = doors;
        this.trunks = trunks;
        this.customers = customers;
        this.peace = peace;
        this.promises = promises;
        this.book = book;
        this.switchboard = switchboard;
        this.agents = agents;
        this.wrapUps = wrapUps;
        this.phones = phones;
        this.pickUps = pickUps;
        this.edge = edge;
        this.lines = lines;
        this.sounds = sounds;
        this.caps = caps;
        this.alarm = alarm;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Calls a customer at one of their numbers, from my browser; or, where that is not connected or I like it better,
    /// from the telephone on my desk, which rings first.
    ///
    /// @param promise for which we call; kept when they have spoken
    /// @param anyway also in their quiet hours
    void call(Agent me, CustomerId customer, long contactPoint, Optional<PromiseId> promise, boolean anyway) {
        boolean browser = agents.of(me.id()).isPresent();
        boolean desk = phones.isThere(me.id())
                && (!browser || phones.of(me.id()).filter(DeskPhone::preferred).isPresent());
        if (!browser && !desk) {
            throw noLine();
        }
        LinkedPoint point = customers.points(customer).stream()
                .filter(one -> one.id() == contactPoint && one.point().kind() == ContactPoint.Kind.PHONE)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("They have no such number."));
        Optional<Promised> promised = promise.map(id -> promises.find(id)
                .filter(p -> p.state() == Promised.State.OPEN && p.customer().equals(customer))
                .orElseThrow(() -> Refusal.notFound("There is no such promise.")));
        boolean asked =
                promised.filter(one -> one.kind() == Promised.Kind.CALL_BACK).isPresent();
        // What never may be is told before what may be later.
        Order order = order(me, customer, point, promised);
        peace.mayBeBroken(customer, point.point().value(), asked, anyway);
        if (!desk) {
            dial(me, order, Optional.empty());
        } else if (!pickUps.ring(
                me.id(),
                new PickUps.Whom(customer, order.name(), order.number()),
                (line, at) -> dial(me, order, Optional.of(new FromDesk(line, at))))) {
            throw Refusal.unavailable("Your desk phone can't be reached just now. Try again in a moment.");
        }
    }

    /// What one of us dialled at the telephone on their desk. Whom we don't know yet is a customer from now on.
    Order dialled(Agent me, String typed) {
        busy(me);
        within(me);
        Door from = ours(me.team());
        String number = CallerId.number(typed, CallerId.country(from)).orElseThrow(Dialler::noNumber);
        may(number);
        ContactPoint address = new ContactPoint(ContactPoint.Kind.PHONE, number);
        CustomerId customer = withNumber(number)
                .orElseGet(() -> Objects.requireNonNull(transaction.execute(status -> customers
                        .meet(
                                new Knock(
                                        address, "", Evidence.UNKNOWN, Optional.empty(), Optional.of(me.team()), false),
                                clock.instant())
                        .id())));
        peace.notQuiet(customer);
        // Nobody can be asked whether they mean it who dials at a desk: our own hours are not held against them.
        peace.mayBeBroken(customer, number, true, false);
        LinkedPoint point = customers.points(customer).stream()
                .filter(one -> one.point().equals(address))
                .findFirst()
                .orElseThrow(Dialler::noNumber);
        return order(me, customer, point, Optional.empty());
    }

    /// A number outside to which one of us puts somebody through, by the rules by which customers are called.
    ///
    /// @param anyway also in their quiet hours
    Beyond beyond(Agent me, String typed, boolean anyway) {
        within(me);
        Door from = ours(me.team());
        if (typed.matches(EmergencyCalls.SHORT) || settings.emergency().containsKey(typed)) {
            throw Refusal.unprocessable("number", "Nobody is put through to an emergency number.");
        }
        String number = CallerId.number(typed, CallerId.country(from)).orElseThrow(Dialler::noNumber);
        may(number);
        if (!anyway) {
            withNumber(number).ifPresent(peace::notQuiet);
        }
        return new Beyond(number, from, ways());
    }

    /// They are on their way there.
    void counted(Agent me) {
        caps.count(me.id(), clock.instant());
    }

    private Optional<CustomerId> withNumber(String number) {
        ContactPoint address = new ContactPoint(ContactPoint.Kind.PHONE, number);
        return customers.search(number, 5).stream()
                .filter(one -> customers.points(one).stream()
                        .anyMatch(point -> point.point().equals(address)))
                .findFirst();
    }

    /// Where somebody is put through to, after all rules were asked.
    ///
    /// @param from the number that is shown there
    record Beyond(String number, Door from, List<Trunk> trunks) {
        Beyond {
            trunks = List.copyOf(trunks);
        }

        /// From where their sound may come.
        boolean test(InetAddress address) {
            return trunks.stream().anyMatch(trunk -> trunk.networks().test(address));
        }
    }

    private List<Trunk> ways() {
        List<Trunk> ways = trunks.out();
        if (ways.isEmpty()) {
            throw Refusal.unprocessable(
                    "no-trunk", "No trunk takes our calls. An administrator sets one up under Doors.");
        }
        return ways;
    }

    /// Beyond what is allowed nobody is called, and those who look after the house hear of it.
    private void within(Agent me) {
        Instant now = clock.instant();
        int out = Math.toIntExact(
                switchboard.now().calls().stream().filter(LiveCall::goesOut).count());
        Optional<Caps.Limit> limit = caps.hold(me.id(), out, now);
        limit.ifPresent(one -> {
            alarm.held(me, one, now);
            throw Refusal.tooOften(
                    switch (one) {
                        case AGENT ->
                            "You have called as often as is allowed in an hour. An administrator may raise it.";
                        case HOUSE ->
                            "We have called as often as is allowed in an hour. An administrator may raise it.";
                        case AT_ONCE -> "As many calls go out as may at once. Try again in a moment.";
                    });
        });
    }

    private void busy(Agent me) {
        if (switchboard.now().inHand(me.id()).isPresent()) {
            throw Refusal.conflict("busy", "You have a call in hand. End it first.");
        }
        if (switchboard.now().listenedTo(me.id()).isPresent()) {
            throw Telephone.listens();
        }
    }

    private Order order(Agent me, CustomerId customer, LinkedPoint point, Optional<Promised> promise) {
        busy(me);
        within(me);
        Customer known = customers.find(customer).orElseThrow(() -> Refusal.notFound("There is no such customer."));
        Door from = ours(known.homeTeam());
        String number =
                CallerId.number(point.point().value(), CallerId.country(from)).orElseThrow(Dialler::noNumber);
        may(number);
        return new Order(customer, known.name(), point, number, from, ways(), promise);
    }

    private void may(String number) {
        if (!mayCall(number)) {
            throw Refusal.unprocessable(
                    "country", "Numbers of that country are not called. An administrator allows it in the settings.");
        }
        if (Bearings.isPaidFor(number)) {
            throw Refusal.unprocessable(
                    "paid-for", "Whoever calls this number pays its owner for it. Ask them for another one.");
        }
    }

    static Refusal noLine() {
        return Refusal.conflict(
                "no-line", "Your browser is not connected to the telephone yet. Try again in a moment.");
    }

    private static Refusal noNumber() {
        return Refusal.unprocessable("number", "This is no number that can be called.");
    }

    /// Whom we call, after all rules were asked.
    record Order(
            CustomerId customer,
            String name,
            LinkedPoint point,
            String number,
            Door from,
            List<Trunk> trunks,
            Optional<Promised> promise) {

        Order {
            trunks = List.copyOf(trunks);
        }

        /// From where their sound may come.
        boolean test(InetAddress address) {
            return trunks.stream().anyMatch(trunk -> trunk.networks().test(address));
        }
    }

    /// From a telephone on a desk: one that was picked up, or at which the number was dialled.
    record FromDesk(DeskLine line, AtDesk at) {}

    /// Dials.
    void dial(Agent me, Order order, Optional<FromDesk> desk) {
        busy(me);
        within(me);
        caps.count(me.id(), clock.instant());
        Lines sound = lines.now().orElseThrow(Dialler::closed);
        SipEnd end;
        Cord cord;
        try {
            PhoneLine line = sound.phone(order::test);
            end = new SipEnd(line);
            cord = new Cord(
                    line, end, sound.room(), sounds, sounds.voice(Language.EN), settings.longestVoicemail(), clock);
        } catch (IOException away) {
            throw unreachable(order, away);
        }
        Call call;
        try {
            call = book.dialled(
                    order.customer(),
                    order.point(),
                    order.number(),
                    order.promise(),
                    order.trunks().getFirst(),
                    me.id(),
                    clock.instant());
        } catch (RuntimeException away) {
            cord.close();
            throw away;
        }
        switchboard.add(call, new CallState.Dialling(me.id()), cord, desk.map(FromDesk::line));
        desk.ifPresent(from -> from.at().is(call.id(), from.line()));
        wrapUps.handling(me.id());
        try {
            edge.dial(order.trunks(), order.from().address(), order.number(), end, trunk -> book.goesBy(call, trunk));
        } catch (IOException away) {
            switchboard.news(call.id(), new CallNews.TheyEnded(true));
            throw unreachable(order, away);
        } catch (RuntimeException ours) {
            switchboard.news(call.id(), new CallNews.TheyEnded(true));
            throw ours;
        }
        cord.ringback(desk.isPresent() ? desk.get().line().hears() : agents.of(me.id()));
        log.info("call dialled interaction={} call={}", call.interaction(), call.id());
    }

    private static Refusal unreachable(Order order, IOException away) {
        log.warn("call not dialled customer={} cause={}", order.customer(), away.toString());
        return Refusal.unavailable("The trunk can't be reached just now. Try again in a moment.");
    }

    static Refusal closed() {
        return Refusal.unavailable("The telephone is not open just now. Try again in a moment.");
    }

    private Door ours(TeamId home) {
        return shown(home)
                .orElseThrow(() -> Refusal.unprocessable(
                        "no-number", "We have no number yet. An administrator sets one up under Doors."));
    }

    /// The number that the customer sees: their team's, else anyone of ours.
    Optional<Door> shown(TeamId home) {
        return doors.all().stream()
                .filter(door -> door.enabled() && door.channel() == Channel.PHONE)
                .min(Comparator.comparing((Door door) -> !door.team().equals(Optional.of(home)))
                        .thenComparing(door -> door.id().value()));
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
