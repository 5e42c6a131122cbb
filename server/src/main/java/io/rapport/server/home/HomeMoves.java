package io.rapport.server.home;

import io.rapport.server.channel.HomeNews;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives a person to another team. What nobody has yet goes along; whoever promised something keeps the promise, unless
/// it is said that promises go along too. Hand-overs and letters that wait stay what they are. Thread-safe; each move
/// is
/// a transaction of its own.
public final class HomeMoves {
    /// So long a customer is not told of a move, so that it can be undone before they hear of it.
    static final Duration UNTOLD = Duration.ofSeconds(10);

    private static final int MOST_TOLD = 50;

    private final HomeMoveStore store;
    private final Customers customers;
    private final Merges merges;
    private final Promises promises;
    private final Workforce workforce;
    private final HomeNews news;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HomeMoves(
            HomeMoveStore store,
            Customers customers,
            Merges merges,
            Promises promises,
            Workforce workforce,
            HomeNews news,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.merges = merges;
        this.promises = promises;
        this.workforce = workforce;
        this.news = news;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What goes along with a person.
    public enum Along {
        /// Only promises that nobody has yet.
        FREE,
        /// All open promises; those that somebody had can be taken by the new team.
        ALL
    }

    /// What a move came to.
    public sealed interface Moved {
        /// @param move its number, by which it can be undone
        record Now(long move) implements Moved {}

        record AlreadyThere() implements Moved {}

        record NoSuchTeam() implements Moved {}
    }

    /// @param tell whether they are told who looks after them from now on, a moment later
    public Moved move(CustomerId customer, TeamId to, Along along, boolean tell, AgentId by) {
        return move(customer, to, along, tell, Optional.empty(), by);
    }

    /// @param removal with which many they go
    Moved move(CustomerId customer, TeamId to, Along along, boolean tell, Optional<Long> removal, AgentId by) {
        if (workforce.findTeam(to).isEmpty()) {
            return new Moved.NoSuchTeam();
        }
        return transaction.execute(status -> {
            TeamId from = customers.lock(customer);
            if (from.equals(to)) {
                return new Moved.AlreadyThere();
            }
            Instant now = clock.instant();
            CustomerId survivor = merges.circle(customer).getFirst();
            List<Customers.Home> before = customers.homes(survivor);
            List<Promised> going = going(survivor, to, along);
            long move = store.insert(survivor, from, to, by, before, tell, removal, now);
            store.remember(move, going);
            customers.moveHome(survivor, to, by, now);
            going.forEach(promise -> promises.rehome(promise, to, !isOf(promise, to), now));
            return new Moved.Now(move);
        });
    }

    /// The open promises that go along.
    private List<Promised> going(CustomerId survivor, TeamId to, Along along) {
        List<Promised> going = new ArrayList<>();
        for (CustomerId record : merges.circle(survivor)) {
            promises.open(record).stream()
                    .filter(promise -> !promise.team().equals(to))
                    .filter(promise -> along == Along.ALL || promise.owner().isEmpty() || isOf(promise, to))
                    .forEach(going::add);
        }
        return going;
    }

    /// Whether one of that team has it.
    private boolean isOf(Promised promise, TeamId team) {
        return promise.owner()
                .flatMap(workforce::agent)
                .map(Agent::team)
                .filter(team::equals)
                .isPresent();
    }

    /// Takes the last move of a person back, with what went along and was not taken by somebody meanwhile.
    ///
    /// @return whether it was the last one, and theirs
    public boolean undo(CustomerId customer, long move, AgentId by) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            TeamId team = customers.lock(customer);
            CustomerId survivor = merges.circle(customer).getFirst();
            Optional<HomeMoveStore.Row> row = store.last(survivor)
                    .filter(last -> last.id() == move
                            && last.to().equals(team)
                            && !last.homes().isEmpty());
            if (row.isEmpty()) {
                return false;
            }
            Instant now = clock.instant();
            customers.moveBack(survivor, team, row.get().homes(), by, now);
            store.gone(move).forEach(one -> promises.comeHome(one.promise(), one.team(), one.owner(), now));
            store.undone(move, now);
            return true;
        }));
    }

    /// Tells those who are to be told and whose move was not undone.
    ///
    /// @return how many moves that were
    int tellDue() {
        List<HomeMoveStore.Row> due = store.untold(clock.instant().minus(UNTOLD), MOST_TOLD);
        due.forEach(row -> transaction.executeWithoutResult(status -> {
            customers.lock(row.customer());
            if (store.told(row.id(), clock.instant())) {
                List<CustomerId> circle = merges.circle(row.customer());
                workforce.findTeam(row.to()).ifPresent(to -> news.tell(row.id(), circle, to, clock.instant()));
            }
        }));
        return due.size();
    }
}
