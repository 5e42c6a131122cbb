package io.rapport.server.home;

import io.rapport.server.customer.Bearings;
import io.rapport.server.facts.About;
import io.rapport.server.facts.Field;
import io.rapport.server.facts.Fields;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.PostcodePrefix;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives many customers to another team, some seconds at a time. Each goes in a transaction of their own, and how far
/// it
/// came stands in the database: after a restart it goes on where it stood, and whoever has gone is not moved twice.
public final class Removals {
    /// So many people are shown before anybody goes.
    public static final int SAMPLE = 10;

    /// Customers of one team at the most: more than one team ever has.
    static final int MOST = 1_000_000;

    static final int BATCH = 50;
    static final int LATEST = 20;
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Removals.class);

    private final RemovalStore store;
    private final HomeMoves moves;
    private final Fields fields;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Removals(RemovalStore store, HomeMoves moves, Fields fields, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.moves = moves;
        this.fields = fields;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param sample some of them
    public record Preview(int people, int promises, List<CustomerId> sample) {}

    /// Who would go, without moving anybody.
    public Preview preview(Removal.Whom whom) {
        List<Long> chosen = chosen(whom, 0, MOST);
        return new Preview(
                chosen.size(),
                store.openPromises(chosen),
                chosen.stream().limit(SAMPLE).map(CustomerId::new).toList());
    }

    public long begin(Removal.Whom whom, TeamId to, HomeMoves.Along along, long account, AgentId by) {
        return store.insert(whom, to, along, account, by, chosen(whom, 0, MOST).size(), clock.instant());
    }

    /// The latest, newest first.
    public List<Removal> latest() {
        return store.latest(LATEST);
    }

    /// Those who have gone stay where they are.
    ///
    /// @return whether it was under way
    public boolean stop(long id) {
        return store.end(id, Removal.State.STOPPED, clock.instant());
    }

    /// Brings those who have gone back, with what went along; whoever was moved again since stays.
    ///
    /// @return whether it had come to its end
    public boolean undo(long id) {
        return store.back(id);
    }

    private List<Long> chosen(Removal.Whom whom, long after, int limit) {
        if (whom.kind() != Removal.Kind.POSTCODE) {
            return store.chosen(whom, after, limit);
        }
        Optional<PostcodePrefix> prefix = PostcodePrefix.read(whom.value());
        List<Long> asking = fields.of(About.PERSON).stream()
                .filter(field -> Bearings.asksForPostcode(field.key()) || Bearings.asksForPostcode(field.name()))
                .map(Field::id)
                .toList();
        return prefix.map(p -> store.withPostcodes(whom.from(), asking, after).stream()
                        .filter(one -> one.detail().startsWith(p.toString())
                                || one.postcodes().stream().anyMatch(p::holds))
                        .map(RemovalStore.Living::customer)
                        .limit(limit)
                        .toList())
                .orElse(List.of());
    }

    /// Carries those that are under way on.
    synchronized void run() {
        Instant until = clock.instant().plus(TURN);
        Optional<Removal> busy = store.busy();
        try {
            while (busy.isPresent() && clock.instant().isBefore(until)) {
                some(busy.get());
                busy = store.busy();
            }
        } catch (TransientDataAccessException raced) {
            // Somebody merged or wrote to one of them just now: they go with the next turn.
            log.debug("removal waits cause={}", raced.toString());
        }
    }

    private void some(Removal one) {
        if (one.state() == Removal.State.UNDOING) {
            someBack(one);
            return;
        }
        // Postcodes are compared here, not in the database: looked at less often, more at once.
        int limit = one.whom().kind() == Removal.Kind.POSTCODE ? 10 * BATCH : BATCH;
        List<Long> batch = chosen(one.whom(), one.cursor(), limit);
        if (batch.isEmpty()) {
            store.end(one.id(), Removal.State.DONE, clock.instant());
            log.info("removal={} done moved={}", one.id(), one.moved());
            return;
        }
        for (long customer : batch) {
            if (!store.isRunning(one.id())) {
                return;
            }
            HomeMoves.Moved moved =
                    moves.move(new CustomerId(customer), one.to(), one.along(), false, Optional.of(one.id()), one.by());
            store.progress(one.id(), customer, moved instanceof HomeMoves.Moved.Now ? 1 : 0);
        }
    }

    private void someBack(Removal one) {
        List<RemovalStore.Gone> batch = store.gone(one.id(), one.cursor(), BATCH);
        for (RemovalStore.Gone gone : batch) {
            boolean back = moves.undo(gone.customer(), gone.move(), one.by());
            store.progress(one.id(), gone.move(), back ? -1 : 0);
        }
        if (batch.isEmpty()) {
            store.end(one.id(), Removal.State.UNDONE, clock.instant());
            log.info("removal={} undone left={}", one.id(), one.moved());
        }
    }
}
