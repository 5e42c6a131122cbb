package io.rapport.server.access;

import io.rapport.server.database.Sql;
import io.rapport.server.web.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

final class ApiTokenStore {
    private static final Set<String> PERMISSIONS =
            Arrays.stream(Permission.values()).map(Permission::name).collect(Collectors.toSet());

    private final JdbcClient jdbc;

    ApiTokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Found(long id, Account account, Set<Permission> scopes, Instant expires, Optional<Instant> used) {}

    List<ApiTokens.Known> of(long account) {
        return jdbc.sql(
                        "select id, name, scopes, created, expires, last_used from api_token where account = ? order by id")
                .param(account)
                .query((row, n) -> new ApiTokens.Known(
                        row.getLong("id"),
                        row.getString("name"),
                        scopes(row),
                        Sql.instant(row, "created"),
                        Sql.instant(row, "expires"),
                        Optional.ofNullable(Sql.instantOrNull(row, "last_used"))))
                .list();
    }

    /// A scope that there no longer is allows nothing.
    private static Set<Permission> scopes(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("scopes").getArray())
                .filter(PERMISSIONS::contains)
                .map(Permission::valueOf)
                .collect(Collectors.toSet());
    }

    void insert(long account, String name, byte[] hash, Set<Permission> scopes, Instant created, Instant expires) {
        jdbc.sql(
                        "insert into api_token (account, name, token_hash, scopes, created, expires) values (?, ?, ?, ?, ?, ?)")
                .params(
                        account,
                        name,
                        hash,
                        scopes.stream().map(Permission::name).sorted().toArray(String[]::new),
                        Sql.time(created),
                        Sql.time(expires))
                .update();
    }

    Optional<Found> find(byte[] hash, Instant now) {
        return find("t.token_hash", hash, now);
    }

    Optional<Found> find(long token, Instant now) {
        return find("t.id", token, now);
    }

    private Optional<Found> find(String column, Object value, Instant now) {
        return jdbc.sql("""
                        select t.id as token, t.scopes, t.expires, t.last_used, a.id, a.name, a.role, a.enabled
                          from api_token t join account a on a.id = t.account
                         where t.expires > ? and a.enabled and\s""" + column + " = ?")
                .params(Sql.time(now), value)
                .query((row, n) -> new Found(
                        row.getLong("token"),
                        AccountStore.account(row),
                        scopes(row),
                        Sql.instant(row, "expires"),
                        Optional.ofNullable(Sql.instantOrNull(row, "last_used"))))
                .optional();
    }

    void used(long id, Instant now) {
        jdbc.sql("update api_token set last_used = ? where id = ?")
                .params(Sql.time(now), id)
                .update();
    }

    boolean remove(long account, long id) {
        return jdbc.sql("delete from api_token where account = ? and id = ?")
                        .params(account, id)
                        .update()
                == 1;
    }
}
