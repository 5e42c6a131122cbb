package io.rapport.server.coverage;

import io.rapport.server.calling.CallBacks;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.wishes.Wishes;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// Offers customers with whom nobody has spoken for long to their team, while nobody waits there: never
/// more than there are people of it in. Thread-safe.
final class Hellos {
    /// Nobody took it up for so long: it is nobody's any more, until the customer's turn comes again.
    static final Duration UNTAKEN = Duration.ofDays(3);

    private static final Duration TURN = Duration.ofDays(90);
    private static final Duration DUE = Duration.ofDays(14);
    private static final int MOST_LOOKED_AT = 50;
    private static final String ABOUT = "Hello";

    private final CoverageStore store;
    private final CoverageSettings settings;
    private final Known known;
    private final TransactionTemplate transaction;

    /// What others know, and do.
    record Known(
            Customers customers,
            Matters matters,
            Promises promises,
            Wishes wishes,
            CallBacks callBacks,
            Workforce workforce) {}

    Hellos(CoverageStore store, CoverageSettings settings, Known known, TransactionTemplate transaction) {
        this.store = store;
        this.settings = settings;
        this.known = known;
        this.transaction = transaction;
    }

    /// Since when nobody must have spoken with somebody.
    Instant since(Instant now) {
        return now.atZone(ZoneOffset.UTC).minusMonths(settings.months()).toInstant();
    }

    int months() {
        return settings.months();
    }

    /// Ends what is over, and offers anew; may be run again at any time.
    void lookAfter(Instant now) {
        store.offered().forEach(offered -> end(offered, now));
        if (settings.hello()) {
            known.workforce().teams().forEach(team -> offer(team, now));
        }
    }

    private void end(CoverageStore.Offered offered, Instant now) {
        known.promises()
                .change(
                        offered.promise(),
                        promise -> {
                            boolean open = promise.state() == Promised.State.OPEN;
                            boolean old = offered.offered().plus(UNTAKEN).isBefore(now);
                            if (open && offered.spoken()) {
                                known.promises().keep(promise, promise.owner(), now);
                            } else if (open && old && promise.owner().isEmpty()) {
                                known.promises().release(promise, Optional.empty(), "nobody had time", now);
                            } else if (open) {
                                return false;
                            }
                            store.end(offered.promise(), offered.spoken(), now);
                            return true;
                        },
                        false);
    }

    private void offer(Team team, Instant now) {
        int room = present(team.id()) - store.open(team.id());
        if (room <= 0 || !team.calendar().isOpen(now) || store.waits(team.id())) {
            return;
        }
        List<CustomerId> candidates = store.offerable(team.id(), since(now), now.minus(TURN), MOST_LOOKED_AT);
        for (CustomerId customer : candidates) {
            if (room > 0 && mayBeCalled(customer, now) && make(customer, team, now)) {
                room--;
            }
        }
    }

    private int present(TeamId team) {
        return Math.toIntExact(known.workforce().agentsOf(team).stream()
                .map(Agent::id)
                .map(known.workforce()::presence)
                .filter(Presence::isIn)
                .count());
    }

    private boolean mayBeCalled(CustomerId customer, Instant now) {
        return known.wishes().quietUntil(customer, now).isEmpty()
                && known.customers().points(customer).stream()
                        .filter(point -> point.point().kind() == ContactPoint.Kind.PHONE)
                        .allMatch(point -> known.callBacks()
                                .forbids(customer, point.point().value(), false, now)
                                .isEmpty());
    }

    private boolean make(CustomerId customer, Team team, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            known.customers().lock(customer);
            if (store.isOpen(customer) || !known.promises().open(customer).isEmpty()) {
                return false;
            }
            MatterId matter = known.matters().open(customer, ABOUT, false, now);
            PromiseId promise = known.promises()
                    .make(
                            new Promises.Draft(
                                    customer,
                                    matter,
                                    team.id(),
                                    Promised.Kind.HELLO,
                                    "say hello: nobody has spoken with them for " + settings.months() + " months",
                                    team.calendar().due(now.plus(DUE), Duration.ZERO),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    true),
                            Channel.PHONE,
                            known.customers().acquaintances(customer).stream()
                                    .findFirst()
                                    .map(one -> one.agent()),
                            now);
            return store.offer(promise, customer, team.id(), now);
        }));
    }
}
