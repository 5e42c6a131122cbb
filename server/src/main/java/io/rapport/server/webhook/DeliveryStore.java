package io.rapport.server.webhook;

import io.rapport.server.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is on its way to webhooks, and what arrived.
final class DeliveryStore {
    private static final String COLUMNS =
            "id, webhook, type, body, state, created, attempts, tried, next_attempt, status, answer";

    private final JdbcClient jdbc;

    DeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isAnybodyListening() {
        return jdbc.sql("select exists (select from webhook where enabled)")
                .query(Boolean.class)
                .single();
    }

    /// For every webhook that is on and wants this type, in the running transaction.
    void add(long event, String type, String body, Instant now) {
        jdbc.sql("""
                        insert into webhook_delivery (webhook, event, type, body, state, created, next_attempt)
                        select id, ?, ?, ?, 'WAITING', ?, ? from webhook
                         where enabled and (types = '{}' or ? = any (types))
                        """)
                .params(event, type, body, Sql.time(now), Sql.time(now), type)
                .update();
    }

    /// Webhooks with something to be sent now.
    List<Long> due(Instant now) {
        return jdbc.sql("""
                        select w.id from webhook w where w.enabled and exists (
                               select from webhook_delivery d
                                where d.webhook = w.id and d.state = 'WAITING' and d.next_attempt <= ?)
                        """).params(Sql.time(now)).query(Long.class).list();
    }

    List<Delivery> due(long webhook, Instant now, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from webhook_delivery where webhook = ? and state = 'WAITING' and next_attempt <= ?
                         order by next_attempt, id limit ?
                        """)
                .params(webhook, Sql.time(now), limit)
                .query((row, n) -> delivery(row))
                .list();
    }

    List<Delivery> latest(long webhook, OptionalLong before, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from webhook_delivery where webhook = ? and id < ? order by id desc limit ?")
                .params(webhook, before.orElse(Long.MAX_VALUE), limit)
                .query((row, n) -> delivery(row))
                .list();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getLong("webhook"),
                row.getString("type"),
                row.getString("body"),
                Delivery.State.valueOf(row.getString("state")),
                Sql.instant(row, "created"),
                row.getInt("attempts"),
                Optional.ofNullable(Sql.instantOrNull(row, "tried")),
                Optional.ofNullable(Sql.instantOrNull(row, "next_attempt")),
                Optional.ofNullable((Integer) row.getObject("status")),
                row.getString("answer"));
    }

    void tried(
            long id,
            Delivery.State state,
            Optional<Instant> next,
            Optional<Integer> status,
            String answer,
            Instant now) {
        jdbc.sql("""
                        update webhook_delivery set state = ?, next_attempt = ?, status = ?, answer = ?,
                               attempts = attempts + 1, tried = ? where id = ?
                        """)
                .param(state.name())
                .param(Sql.timeOrNull(next.orElse(null)))
                .param(status.orElse(null))
                .param(answer)
                .param(Sql.time(now))
                .param(id)
                .update();
    }

    /// Its three days begin anew.
    boolean again(long webhook, long id, Instant now) {
        return jdbc.sql("""
                        update webhook_delivery set state = 'WAITING', created = ?, next_attempt = ?
                         where id = ? and webhook = ? and state <> 'WAITING'
                        """).params(Sql.time(now), Sql.time(now), id, webhook).update() == 1;
    }

    void park(long webhook) {
        jdbc.sql(
                        "update webhook_delivery set state = 'PARKED', next_attempt = null where webhook = ? and state = 'WAITING'")
                .params(webhook)
                .update();
    }

    /// Webhooks for which more than so many wait.
    List<Long> overfull(int most) {
        return jdbc.sql("""
                        select webhook from webhook_delivery where state = 'WAITING' group by webhook having count(*) > ?
                        """).params(most).query(Long.class).list();
    }

    void sweep(Instant before) {
        jdbc.sql("delete from webhook_delivery where created < ? and state <> 'WAITING'")
                .params(Sql.time(before))
                .update();
    }
}
