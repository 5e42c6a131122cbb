package io.rapport.server.interaction;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MatterStore {
    private static final String COLUMNS = "id, customer, about, sales, state, opened, closed, last_at";

    private final BundlingTemplate jdbc;

    MatterStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    MatterId insert(CustomerId customer, String about, String key, boolean sales, Instant at) {
        long id = jdbc.number("matter");
        jdbc.later("""
                insert into matter (id, customer, about, about_key, sales, state, opened, last_at)
                overriding system value values (?, ?, ?, ?, ?, 'OPEN', ?, ?)
                """, id, customer.value(), about, key, sales, Sql.time(at), Sql.time(at));
        return new MatterId(id);
    }

    MatterId insertWaiting(CustomerId customer, String about, String key, Instant closes, Instant at) {
        long id = jdbc.number("matter");
        jdbc.later("""
                insert into matter (id, customer, about, about_key, sales, state, opened, last_at, closes_at)
                overriding system value values (?, ?, ?, ?, false, 'WAITING', ?, ?, ?)
                """, id, customer.value(), about, key, Sql.time(at), Sql.time(at), Sql.time(closes));
        return new MatterId(id);
    }

    Optional<Matter> find(MatterId id) {
        return jdbc
                .query("select " + COLUMNS + " from matter where id = ?", (row, n) -> matter(row), id.value())
                .stream()
                .findFirst();
    }

    List<Matter> of(CustomerId customer, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from matter where customer = ? order by last_at desc, id desc limit ?",
                (row, n) -> matter(row),
                customer.value(),
                limit);
    }

    Optional<Matter> withKey(CustomerId customer, String key, Instant since) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from matter where customer = ? and about_key = ? and last_at >= ?"
                                + " order by last_at desc limit 1",
                        (row, n) -> matter(row),
                        customer.value(),
                        key,
                        Sql.time(since))
                .stream()
                .findFirst();
    }

    List<Matter> dueToClose(Instant now, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from matter where state = 'WAITING' and closes_at <= ?"
                        + " order by closes_at limit ?",
                (row, n) -> matter(row),
                Sql.time(now),
                limit);
    }

    void state(MatterId id, Matter.State state, Optional<Instant> closes, Instant at) {
        jdbc.later(
                "update matter set state = ?, closes_at = ?, closed = null, closed_why = null,"
                        + " last_at = greatest(last_at, ?) where id = ?",
                state.name(),
                Sql.timeOrNull(closes.orElse(null)),
                Sql.time(at),
                id.value());
    }

    void touch(MatterId id, Instant at) {
        jdbc.later("update matter set last_at = greatest(last_at, ?) where id = ?", Sql.time(at), id.value());
    }

    void close(MatterId id, String why, Instant at) {
        jdbc.update(
                "update matter set state = 'CLOSED', closes_at = null, closed = ?, closed_why = ? where id = ?",
                Sql.time(at),
                why,
                id.value());
    }

    void kind(MatterId id, boolean sales) {
        jdbc.update("update matter set sales = ? where id = ?", sales, id.value());
    }

    private static Matter matter(ResultSet row) throws SQLException {
        return new Matter(
                new MatterId(row.getLong("id")),
                new CustomerId(row.getLong("customer")),
                row.getString("about"),
                row.getBoolean("sales"),
                Matter.State.valueOf(row.getString("state")),
                Sql.instant(row, "opened"),
                Optional.ofNullable(Sql.instantOrNull(row, "closed")),
                Sql.instant(row, "last_at"));
    }
}
