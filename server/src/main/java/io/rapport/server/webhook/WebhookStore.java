package io.rapport.server.webhook;

import io.rapport.server.database.Sql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Webhooks and their sealed secrets.
final class WebhookStore {
    private static final String COLUMNS = "id, address, types, enabled, created, failing_since, given_up";

    private final JdbcClient jdbc;

    WebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Webhook> all() {
        return jdbc.sql("select " + COLUMNS + " from webhook order by id")
                .query((row, n) -> webhook(row))
                .list();
    }

    Optional<Webhook> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from webhook where id = ?")
                .params(id)
                .query((row, n) -> webhook(row))
                .optional();
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        Array types = row.getArray("types");
        return new Webhook(
                row.getLong("id"),
                row.getString("address"),
                List.of((String[]) types.getArray()),
                row.getBoolean("enabled"),
                Sql.instant(row, "created"),
                Optional.ofNullable(Sql.instantOrNull(row, "failing_since")),
                Optional.ofNullable(Sql.instantOrNull(row, "given_up")));
    }

    long add(String address, List<String> types, String sealedSecret, Instant now) {
        return jdbc.sql("insert into webhook (address, types, secret, created) values (?, ?, ?, ?) returning id")
                .params(address, types.toArray(String[]::new), sealedSecret, Sql.time(now))
                .query(Long.class)
                .single();
    }

    /// Switching it on again forgets that it failed.
    boolean change(long id, String address, List<String> types, boolean enabled) {
        return jdbc.sql("""
                        update webhook set address = ?, types = ?, failing_since = case when ? and not enabled then null else failing_since end,
                               given_up = case when ? then null else given_up end, enabled = ?
                         where id = ?
                        """)
                        .params(address, types.toArray(String[]::new), enabled, enabled, enabled, id)
                        .update()
                == 1;
    }

    boolean remove(long id) {
        return jdbc.sql("delete from webhook where id = ?").params(id).update() == 1;
    }

    /// @param until by when the one before is signed with as well
    boolean renew(long id, String sealedSecret, Instant until) {
        return jdbc.sql("update webhook set old_secret = secret, old_until = ?, secret = ? where id = ?")
                        .params(Sql.time(until), sealedSecret, id)
                        .update()
                == 1;
    }

    /// Sealed, the newest first.
    List<String> secrets(long id, Instant now) {
        return jdbc.sql("""
                        select secret from webhook where id = ?
                        union all select old_secret from webhook where id = ? and old_until > ?
                        """).params(id, id, Sql.time(now)).query(String.class).list();
    }

    void arrived(long id) {
        jdbc.sql("update webhook set failing_since = null where id = ? and failing_since is not null")
                .params(id)
                .update();
    }

    /// @return since when nothing arrives; null when it is gone
    @Nullable
    Instant failed(long id, Instant now) {
        return jdbc.sql("""
                        update webhook set failing_since = coalesce(failing_since, ?) where id = ? returning failing_since
                        """)
                .params(Sql.time(now), id)
                .query((row, n) -> Sql.instant(row, "failing_since"))
                .optional()
                .orElse(null);
    }

    boolean giveUp(long id, Instant now) {
        return jdbc.sql("update webhook set enabled = false, given_up = ? where id = ? and enabled")
                        .params(Sql.time(now), id)
                        .update()
                == 1;
    }
}
