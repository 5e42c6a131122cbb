package io.rapport.server.journal;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Where modules write what happened. Thread-safe.
///
/// Events of one transaction are collected and written by one statement just before its commit, in the order in
/// which they were appended; after the commit the readers of this process are woken.
public final class Journal {
    private final BundlingTemplate jdbc;
    private final EventCodec codec;
    private final List<Runnable> afterCommit = new CopyOnWriteArrayList<>();

    Journal(BundlingTemplate jdbc, EventCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    /// Writes that this happened, in the running transaction.
    ///
    /// @throws IllegalStateException outside a transaction
    public void append(CustomerId customer, JournalEvent event, Instant at) {
        pending().add(new Pending(customer.value(), codec.type(event), codec.write(event), at));
    }

    /// The same for what belongs to no customer.
    public void append(JournalEvent event, Instant at) {
        pending().add(new Pending(null, codec.type(event), codec.write(event), at));
    }

    /// Calls `wake` after each commit that wrote events, on the committing thread: it must only wake somebody.
    void onCommit(Runnable wake) {
        afterCommit.add(wake);
    }

    private List<Pending> pending() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the journal is only written within a transaction");
        }
        @Nullable Object bound = TransactionSynchronizationManager.getResource(this);
        if (bound instanceof Batch batch) {
            return batch.events;
        }
        Batch batch = new Batch();
        TransactionSynchronizationManager.bindResource(this, batch);
        TransactionSynchronizationManager.registerSynchronization(batch);
        return batch.events;
    }

    private record Pending(@Nullable Long customer, String type, String payload, Instant at) {}

    private final class Batch implements TransactionSynchronization {
        private final List<Pending> events = new ArrayList<>();

        /// Before the template's own end, so that the events travel with what still waits.
        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE - 1;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            jdbc.later(
                    """
                    insert into event (customer, type, payload, at)
                    select customer, type, payload::jsonb, at::timestamptz
                      from unnest(?::bigint[], ?::text[], ?::text[], ?::text[])
                           with ordinality as e(customer, type, payload, at, n)
                     order by n
                    """,
                    events.stream().map(Pending::customer).toArray(Long[]::new),
                    events.stream().map(Pending::type).toArray(String[]::new),
                    events.stream().map(Pending::payload).toArray(String[]::new),
                    events.stream().map(e -> Sql.time(e.at()).toString()).toArray(String[]::new));
            jdbc.flush();
        }

        @Override
        public void afterCommit() {
            afterCommit.forEach(Runnable::run);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Journal.this);
        }
    }

    /// The next events behind a position that can no longer be overtaken, oldest first.
    ///
    /// The text of a number must not be called like its column: ORDER BY would mean the text, by which 1000 stands
    /// before 999, and readers would pass what they have not read.
    List<Recorded> after(Recorded.Position position, int limit) {
        return jdbc.query("""
                select tx::text as number, id, customer, type, payload::text as payload, at from event
                 where (tx, id) > (?::xid8, ?) and tx < pg_snapshot_xmin(pg_current_snapshot())
                 order by event.tx, id limit ?
                """, this::recorded, Long.toUnsignedString(position.tx()), position.id(), limit);
    }

    /// All events of one customer, oldest first.
    List<Recorded> of(CustomerId customer) {
        return jdbc.query("""
                select tx::text as number, id, customer, type, payload::text as payload, at from event
                 where customer = ? order by event.tx, id
                """, this::recorded, customer.value());
    }

    /// An event that a reader put aside.
    record Parked(long event, Optional<CustomerId> customer) {}

    /// Oldest first.
    List<Parked> parked(String reader) {
        return jdbc.query(
                "select event, customer from journal_parked where reader = ? order by event",
                (row, n) -> {
                    long customer = row.getLong("customer");
                    return new Parked(
                            row.getLong("event"),
                            row.wasNull() ? Optional.empty() : Optional.of(new CustomerId(customer)));
                },
                reader);
    }

    /// The event itself, or none.
    List<Recorded> find(Parked parked) {
        String columns =
                "select tx::text as number, id, customer, type, payload::text as payload, at from event where ";
        return parked.customer()
                .map(customer -> jdbc.query(
                        columns + "customer = ? and id = ?", this::recorded, customer.value(), parked.event()))
                .orElseGet(() -> jdbc.query(columns + "customer is null and id = ?", this::recorded, parked.event()));
    }

    private static Recorded.Position position(ResultSet row) throws SQLException {
        return new Recorded.Position(Long.parseUnsignedLong(row.getString("number")), row.getLong("id"));
    }

    private Recorded recorded(ResultSet row, int number) throws SQLException {
        return new Recorded(
                position(row),
                Optional.ofNullable(Sql.numberOrNull(row, "customer")).map(CustomerId::new),
                codec.read(row.getString("type"), row.getString("payload")),
                Sql.instant(row, "at"));
    }

    /// The last position that can no longer be overtaken.
    Recorded.Position end() {
        List<Recorded.Position> last = jdbc.query("""
                select tx::text as number, id from event where tx < pg_snapshot_xmin(pg_current_snapshot())
                 order by event.tx desc, id desc limit 1
                """, (row, n) -> position(row));
        return last.isEmpty() ? Recorded.Position.START : last.getFirst();
    }
}
