package io.rapport.server.calling;

import io.rapport.server.access.Tokens;
import io.rapport.server.customer.Bearings;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkProof;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.wishes.Wishes;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Calls that customers ask for: which windows we can keep, what they permit, and the promise that it becomes.
/// What changes something runs in the caller's transaction, with the customer locked.
public final class CallBacks {
    /// That are shown to choose among.
    static final int MOST_NUMBERS = 5;

    static final int MAX_PURPOSE = 200;

    private final CallBackStore store;
    private final Rules rules;
    private final Places places;
    private final Capacity capacity;
    private final Wishes wishes;
    private final Customers customers;
    private final Merges merges;
    private final Workforce workforce;
    private final Matters matters;
    private final Promises promises;
    private final Journal journal;

    CallBacks(
            CallBackStore store,
            Rules rules,
            Places places,
            Capacity capacity,
            Wishes wishes,
            Customers customers,
            Merges merges,
            Workforce workforce,
            Matters matters,
            Promises promises,
            Journal journal) {
        this.store = store;
        this.rules = rules;
        this.places = places;
        this.capacity = capacity;
        this.wishes = wishes;
        this.customers = customers;
        this.merges = merges;
        this.workforce = workforce;
        this.matters = matters;
        this.promises = promises;
        this.journal = journal;
    }

    /// That somebody wants to be called.
    ///
    /// @param window empty: the soonest that can be kept
    /// @param contactPoint the number: a telephone number of theirs
    /// @param purpose what it is about, in the words that they were shown; at most 200 characters
    /// @param through how they said so
    /// @param wording which text they agreed to: "survey-1"
    /// @param owner whose promise it is, if they still work here; else the team's
    public record Wish(
            CustomerId customer,
            MatterId matter,
            Optional<Window> window,
            long contactPoint,
            String purpose,
            Through through,
            String wording,
            Optional<AgentId> owner) {
        public Wish {
            purpose = purpose.strip();
            purpose = purpose.length() > MAX_PURPOSE ? purpose.substring(0, MAX_PURPOSE) : purpose;
        }
    }

    /// What became of a wish.
    public sealed interface Asked {
        /// It is promised; a call that was promised before now comes then.
        record Promised(PromiseId promise, Window window) implements Asked {}

        /// That window can't be kept (any more); these can.
        record Gone(List<Window> others) implements Asked {}

        /// It is no number of theirs that we may call.
        record NoNumber() implements Asked {}

        /// A rule forbids it then.
        record MayNot(String why) implements Asked {}
    }

    /// Windows in which somebody may be called and their team can keep it, soonest first, at most 12; none where no
    /// number of theirs is known.
    public List<Window> windows(CustomerId customer, Instant now) {
        Person person = person(customer);
        return person.numbers().isEmpty() ? List.of() : windows(person, person.first(), Purpose.SERVICE, now);
    }

    /// Whom we would call, read once.
    ///
    /// @param numbers the best proven first; those that cost whoever calls them are left out
    private record Person(Team team, Places.Known known, Predicate<Instant> peace, List<LinkedPoint> numbers) {
        /// The number that is called where nobody chose one; empty where there is none.
        String first() {
            return numbers.isEmpty() ? "" : numbers.getFirst().point().value();
        }

        Optional<LinkedPoint> number(long contactPoint) {
            return numbers.stream().filter(point -> point.id() == contactPoint).findFirst();
        }
    }

    private Person person(CustomerId customer) {
        List<CustomerId> circle = merges.circle(customer);
        return person(circle, callable(circle));
    }

    private Person person(List<CustomerId> circle, List<LinkedPoint> numbers) {
        Team team = home(circle);
        Wishes.Peace peace = wishes.peace(circle);
        return new Person(team, places.of(circle, team.calendar().zone(), peace.zone()), peace.at(), numbers);
    }

    private List<Window> windows(Person person, String number, Purpose purpose, Instant now) {
        Team team = person.team();
        Whereabouts where = person.known().called(number);
        Map<Window, Integer> promised = store.promised(team.id(), now, now.plus(CallingHours.HORIZON));
        Predicate<Window> may =
                window -> may(person.peace(), where, purpose, window).isEmpty();
        return Offering.choose(team.calendar(), may.and(window -> free(team, promised, window, now) > 0), now);
    }

    private int free(Team team, Map<Window, Integer> promised, Window window, Instant now) {
        int taken = promised.entrySet().stream()
                .filter(other -> other.getKey().meets(window))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return capacity.of(team, window, now) - taken;
    }

    /// Why they may not be called in a window; empty: they may.
    private Optional<String> may(Predicate<Instant> peace, Whereabouts where, Purpose purpose, Window window) {
        CallingHours hours = rules.now();
        if (!hours.allow(where, purpose, window)) {
            return hours.forbids(where, purpose, window.from())
                    .or(() -> hours.forbids(where, purpose, window.to().minusSeconds(1)))
                    .map(CallingRule::source)
                    .or(() -> Optional.of("Not at every moment of it."));
        }
        boolean quiet = peace.test(window.from()) || peace.test(window.to().minusSeconds(1));
        return quiet ? Optional.of("They want their peace then.") : Optional.empty();
    }

    /// Whether somebody may be called now at a number, and which rule says no.
    ///
    /// @param asked whether they asked for it
    /// @return the rule's words; empty: they may
    public Optional<Forbidden> forbids(CustomerId customer, String number, boolean asked, Instant now) {
        Whereabouts where = person(customer).known().called(number);
        Purpose purpose = asked ? Purpose.ASKED : Purpose.SERVICE;
        return rules.now()
                .forbids(where, purpose, now)
                .map(rule -> new Forbidden(
                        rule.source(),
                        rule.scope() == CallingRule.Scope.EVERY_CALL,
                        rules.now().next(where, purpose, now)));
    }

    /// @param law whether nobody may set it aside
    /// @param until when they may be called again, if within two weeks
    public record Forbidden(String why, boolean law, Optional<Instant> until) {}

    /// What somebody may choose among.
    ///
    /// @param windows soonest first; by the clock of their team where no number of theirs is known
    /// @param numbers the best proven first; may be none
    /// @param clock by which times are named to them
    public record Offer(List<Window> windows, List<MaskedNumber> numbers, ZoneId clock) {}

    /// All of it at once, for a page or a letter.
    public Offer offer(CustomerId customer, Instant now) {
        return offer(person(customer), now);
    }

    /// The same, of whoever has a number that we know.
    public Optional<Offer> offerAtNumber(CustomerId customer, Instant now) {
        List<CustomerId> circle = merges.circle(customer);
        List<LinkedPoint> numbers = callable(circle);
        return numbers.isEmpty() ? Optional.empty() : Optional.of(offer(person(circle, numbers), now));
    }

    private Offer offer(Person person, Instant now) {
        String first = person.first();
        return new Offer(
                windows(person, first, Purpose.SERVICE, now),
                masked(person.numbers()),
                person.known().shown(person.known().called(first)));
    }

    /// By which clock times are named to them.
    public ZoneId clock(CustomerId customer) {
        Person person = person(customer);
        return person.known().shown(person.known().called(person.first()));
    }

    /// Their numbers, the best proven first; those that cost whoever calls them are left out.
    public List<MaskedNumber> numbers(CustomerId customer) {
        return masked(callable(merges.circle(customer)));
    }

    private static List<MaskedNumber> masked(List<LinkedPoint> numbers) {
        return numbers.stream()
                .limit(MOST_NUMBERS)
                .map(point -> MaskedNumber.of(point.id(), point.point().value()))
                .toList();
    }

    private List<LinkedPoint> callable(List<CustomerId> circle) {
        return customers.points(circle).stream()
                .filter(point -> point.point().kind() == ContactPoint.Kind.PHONE)
                .filter(point -> !Bearings.isPaidFor(point.point().value()))
                .sorted(Comparator.comparing(
                                LinkedPoint::proof,
                                Comparator.<LinkProof>naturalOrder().reversed())
                        .thenComparing(LinkedPoint::id))
                .toList();
    }

    /// Takes a wish: a permission, and a promise of a call within its window. Whoever has an open one has it moved:
    /// nobody has two.
    public Asked ask(Wish wish, Instant now) {
        Person person = person(wish.customer());
        Optional<String> number =
                person.number(wish.contactPoint()).map(point -> point.point().value());
        if (number.isEmpty()) {
            return new Asked.NoNumber();
        }
        Team team = person.team();
        store.onlyOneGivesAway(team.id());
        Optional<Window> window = wish.window()
                .or(() -> windows(person, number.get(), Purpose.SERVICE, now).stream()
                        .findFirst());
        if (window.isEmpty()) {
            return new Asked.Gone(List.of());
        }
        Whereabouts where = person.known().called(number.get());
        Optional<String> forbidden = may(person.peace(), where, Purpose.ASKED, window.get());
        if (forbidden.isPresent()) {
            return new Asked.MayNot(forbidden.get());
        }
        Optional<CallBack> open = store.open(merges.circle(wish.customer()));
        boolean same = open.filter(one -> one.window().equals(window.get())).isPresent();
        if (!same && !kept(team, window.get(), now)) {
            return new Asked.Gone(windows(person, number.get(), Purpose.SERVICE, now));
        }
        long permission = permit(wish, window.get(), now);
        return open.map(one -> again(one, wish, window.get(), permission, now))
                .orElseGet(() -> promised(wish, window.get(), permission, team, now));
    }

    /// A call back that was promised without a window, after a call that we missed, gets the one they choose.
    private Optional<Promised> withoutWindow(CustomerId customer) {
        return merges.circle(customer).stream()
                .flatMap(record -> promises.open(record).stream())
                .filter(promise -> promise.kind() == Promised.Kind.CALL_BACK)
                .filter(promise -> store.find(promise.id()).isEmpty())
                .findFirst();
    }

    private boolean kept(Team team, Window window, Instant now) {
        boolean toCome = window.from().isAfter(now) && window.to().isBefore(now.plus(CallingHours.HORIZON));
        Map<Window, Integer> promised = store.promised(team.id(), now, now.plus(CallingHours.HORIZON));
        return toCome && Offering.works(team.calendar(), window) && free(team, promised, window, now) > 0;
    }

    private long permit(Wish wish, Window window, Instant now) {
        long permission = store.permit(new Permission(
                wish.customer(),
                wish.contactPoint(),
                wish.purpose(),
                wish.through(),
                wish.wording(),
                wish.matter(),
                window,
                now,
                window.to().plus(Permission.LASTS),
                Optional.empty()));
        journal.append(
                wish.customer(),
                new CallingEvent.CallPermitted(permission, Optional.of(wish.matter()), wish.through()),
                now);
        return permission;
    }

    private Asked again(CallBack open, Wish wish, Window window, long permission, Instant now) {
        store.reach(open, wish.contactPoint(), permission);
        move(open, window, CallingEvent.CallPlanned.Why.CHOSEN, true, now);
        return new Asked.Promised(open.promise(), window);
    }

    private Asked promised(Wish wish, Window window, long permission, Team team, Instant now) {
        Optional<Promised> waiting = withoutWindow(wish.customer());
        waiting.ifPresent(promise -> promises.move(promise, window.to(), Optional.empty(), now));
        PromiseId promise = waiting.map(Promised::id).orElseGet(() -> make(wish, window, team, now));
        store.insert(new CallBack(
                promise,
                waiting.map(Promised::customer).orElse(wish.customer()),
                team.id(),
                Optional.of(wish.contactPoint()),
                Optional.of(permission),
                now,
                window,
                window));
        planned(wish.customer(), promise, window, CallingEvent.CallPlanned.Why.CHOSEN, now);
        return new Asked.Promised(promise, window);
    }

    private PromiseId make(Wish wish, Window window, Team team, Instant now) {
        matters.find(wish.matter()).ifPresent(matter -> matters.heard(matter, now));
        Optional<AgentId> owner =
                wish.owner().flatMap(workforce::agent).filter(Agent::enabled).map(Agent::id);
        return promises.make(
                new Promises.Draft(
                        wish.customer(),
                        wish.matter(),
                        team.id(),
                        Promised.Kind.CALL_BACK,
                        "Call back: " + wish.purpose(),
                        window.to(),
                        owner,
                        Optional.empty(),
                        Optional.empty(),
                        true),
                Channel.PHONE,
                owner,
                now);
    }

    /// Moves a promised call to another window, with its deadline.
    ///
    /// @param told whether they know, or are told in the same transaction
    void move(CallBack one, Window to, CallingEvent.CallPlanned.Why why, boolean told, Instant now) {
        if (one.window().equals(to)) {
            return;
        }
        store.move(one, to, why, told, now);
        promises.find(one.promise())
                .filter(promise -> promise.state() == Promised.State.OPEN)
                .ifPresent(promise -> promises.move(promise, to.to(), Optional.empty(), now));
        planned(one.customer(), one.promise(), to, why, now);
    }

    private void planned(
            CustomerId customer, PromiseId promise, Window window, CallingEvent.CallPlanned.Why why, Instant now) {
        journal.append(customer, new CallingEvent.CallPlanned(promise, window.from(), window.to(), why), now);
    }

    /// They don't want to be called any more: every permission is withdrawn, and what was to be said in a call is
    /// written.
    public void withdraw(CustomerId customer, Instant now) {
        List<CustomerId> records = merges.circle(customer);
        int withdrawn = store.withdraw(records, now);
        if (withdrawn > 0) {
            journal.append(customer, new CallingEvent.CallForbidden(withdrawn), now);
        }
        store.open(records).flatMap(one -> promises.find(one.promise())).ifPresent(promise -> {
            promises.release(promise, Optional.empty(), "they would rather have it in writing", now);
            Team team = workforce.team(promise.team());
            promises.make(
                    new Promises.Draft(
                            promise.customer(),
                            promise.matter(),
                            promise.team(),
                            Promised.Kind.SAID,
                            "Write to them instead of calling: " + promise.what(),
                            team.calendar().due(now, team.answerWithin()),
                            promise.owner(),
                            Optional.empty(),
                            Optional.empty(),
                            true),
                    Channel.MAIL,
                    promise.owner(),
                    now);
        });
    }

    /// Makes a page on which somebody chooses when they are called about a matter. In a transaction of its own, or in
    /// the
    /// caller's.
    ///
    /// @return its path
    public String page(CustomerId customer, MatterId matter, Instant now) {
        String token = Tokens.fresh();
        store.link(
                Tokens.hash(token),
                new CallBackStore.Link(customer, matter, Optional.empty()),
                now,
                now.plus(CallLetters.LASTS));
        return "/c/" + token;
    }

    /// The window of a promise to call, if it has one.
    public Optional<CallBack> of(PromiseId promise) {
        return store.find(promise);
    }

    /// How a promise to call stands.
    ///
    /// @param window empty: as soon as we can
    /// @param tries goes at which nobody answered
    public record Standing(Optional<Window> window, int tries) {}

    /// How these promises to call stand; those without window and without a go are left out.
    public Map<PromiseId, Standing> standing(List<PromiseId> promises) {
        return promises.isEmpty() ? Map.of() : store.standing(promises);
    }

    /// The open call that somebody was promised, if any.
    public Optional<CallBack> open(CustomerId customer) {
        return store.open(merges.circle(customer));
    }

    private Team home(List<CustomerId> circle) {
        TeamId team = customers.find(circle.getFirst()).orElseThrow().homeTeam();
        return workforce.team(team);
    }

    /// The next windows for a call that has to be planned anew: none before the time left.
    List<Window> later(CallBack one, Instant now) {
        Person person = person(one.customer());
        return one.contactPoint()
                .flatMap(person::number)
                .map(point -> windows(person, point.point().value(), Purpose.SERVICE, now).stream()
                        .filter(window -> !window.from().isBefore(one.window().to()))
                        .toList())
                .orElse(List.of());
    }

    /// How long before the end of a window it must be told that it will not be kept.
    static final Duration WARNING = Duration.ofMinutes(12);
}
