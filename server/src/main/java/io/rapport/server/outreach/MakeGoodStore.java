package io.rapport.server.outreach;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

final class MakeGoodStore {
    private final JdbcTemplate jdbc;

    MakeGoodStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// What is proposed.
    ///
    /// @param by empty: a standing promise asks for it
    record Draft(String what, OptionalLong amountCents, String currency, OptionalLong by) {}

    long insert(CustomerId customer, OptionalLong incident, OptionalLong standing, Draft draft, Instant now) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into make_good (incident, standing_promise, customer, what, amount_cents, currency, state, proposed_by,
                                       proposed)
                values (?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?) returning id
                """,
                Long.class,
                orNull(incident),
                orNull(standing),
                customer.value(),
                draft.what(),
                orNull(draft.amountCents()),
                draft.amountCents().isPresent() ? draft.currency() : null,
                orNull(draft.by()),
                Sql.time(now)));
    }

    /// For all who are touched and have none of this incident yet, by one statement.
    int insertAll(long incident, Draft draft, Instant now) {
        return jdbc.update(
                """
                insert into make_good (incident, customer, what, amount_cents, currency, state, proposed_by, proposed)
                select t.incident, t.customer, ?, ?, ?, 'PROPOSED', ?, ? from touched t
                 where t.incident = ? and not exists (select from make_good m
                        where m.incident = t.incident and m.customer = t.customer and m.state <> 'DROPPED')
                """,
                draft.what(),
                orNull(draft.amountCents()),
                draft.amountCents().isPresent() ? draft.currency() : null,
                orNull(draft.by()),
                Sql.time(now),
                incident);
    }

    boolean approve(long id, long account, Instant now) {
        return jdbc.update("""
                        update make_good set state = 'APPROVED', approved_by = ?, approved = ?
                         where id = ? and state = 'PROPOSED' and proposed_by is distinct from ?
                        """, account, Sql.time(now), id, account) == 1;
    }

    int approveAll(long incident, long account, Instant now) {
        return jdbc.update("""
                update make_good set state = 'APPROVED', approved_by = ?, approved = ?
                 where incident = ? and state = 'PROPOSED' and proposed_by is distinct from ?
                """, account, Sql.time(now), incident, account);
    }

    boolean drop(long id) {
        return jdbc.update(
                        "update make_good set state = 'DROPPED' where id = ? and state in ('PROPOSED', 'APPROVED')", id)
                == 1;
    }

    boolean done(long id, long account, @Nullable String proof, Instant now) {
        return jdbc.update("""
                        update make_good set state = 'DONE', done_by = ?, done = ?, proof = coalesce(?, proof)
                         where id = ? and state = 'APPROVED'
                        """, account, Sql.time(now), proof, id) == 1;
    }

    int doneAll(long incident, long account, Instant now) {
        return jdbc.update(
                "update make_good set state = 'DONE', done_by = ?, done = ? where incident = ? and state = 'APPROVED'",
                account,
                Sql.time(now),
                incident);
    }

    boolean arrived(long id, MakeGood.Arrival how, @Nullable String proof, Instant now) {
        return jdbc.update("""
                        update make_good set state = 'ARRIVED', arrived = ?, arrived_how = ?, proof = coalesce(?, proof)
                         where id = ? and state = 'DONE'
                        """, Sql.time(now), how.name(), proof, id) == 1;
    }

    Optional<MakeGood> find(long id) {
        return jdbc.query("select * from make_good where id = ?", (row, n) -> makeGood(row), id).stream()
                .findFirst();
    }

    List<MakeGood> of(List<CustomerId> records, int limit) {
        return jdbc.query(
                "select * from make_good where customer = any (?) and state <> 'DROPPED' order by id desc limit ?",
                (row, n) -> makeGood(row),
                records.stream().map(CustomerId::value).toArray(Long[]::new),
                limit);
    }

    /// One of an incident, with whose it is.
    record Named(MakeGood makeGood, String name) {}

    List<Named> rows(long incident, Optional<MakeGood.State> state, long after, int limit) {
        return jdbc.query(
                """
                select m.*, c.name from make_good m join customer c on c.id = m.customer
                 where m.incident = ? and m.id > ? and (?::text is null or m.state = ?) order by m.id limit ?
                """,
                (row, n) -> new Named(makeGood(row), row.getString("name")),
                incident,
                after,
                state.map(MakeGood.State::name).orElse(null),
                state.map(MakeGood.State::name).orElse(null),
                limit);
    }

    Map<MakeGood.State, Integer> counts(long incident) {
        Map<MakeGood.State, Integer> counts = new EnumMap<>(MakeGood.State.class);
        jdbc.query(
                "select state, count(*) as n from make_good where incident = ? group by state",
                row -> {
                    counts.put(MakeGood.State.valueOf(row.getString("state")), row.getInt("n"));
                },
                incident);
        return counts;
    }

    private static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static MakeGood makeGood(ResultSet row) throws SQLException {
        return new MakeGood(
                row.getLong("id"),
                Sql.number(row, "incident"),
                Sql.number(row, "standing_promise"),
                new CustomerId(row.getLong("customer")),
                row.getString("what"),
                Sql.number(row, "amount_cents"),
                Sql.text(row, "currency").orElse(""),
                MakeGood.State.valueOf(row.getString("state")),
                Sql.number(row, "proposed_by"),
                Sql.number(row, "approved_by"),
                Sql.instant(row, "proposed"),
                Sql.text(row, "proof"),
                Optional.ofNullable(Sql.instantOrNull(row, "arrived")),
                Sql.text(row, "arrived_how").map(MakeGood.Arrival::valueOf));
    }
}
