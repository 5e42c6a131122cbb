package io.rapport.server.access;

import io.rapport.server.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

final class SessionStore {
    private static final String HAS_SECOND_STEP = """
            (exists (select from second_factor f where f.account = %1$s and f.since is not null)
              or exists (select from passkey p where p.account = %1$s))
            """;

    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param elsewhere whether a provider that is trusted with it asked for the second step
    record Fresh(byte[] tokenHash, long account, String csrf, String address, String device, boolean elsewhere) {}

    void open(Fresh fresh, Instant now, Instant expires) {
        jdbc.sql("insert into session (token_hash, account, csrf, created, last_seen, expires, address, device,"
                        + " second_step_elsewhere) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        fresh.tokenHash(),
                        fresh.account(),
                        fresh.csrf(),
                        Sql.time(now),
                        Sql.time(now),
                        Sql.time(expires),
                        fresh.address(),
                        fresh.device(),
                        fresh.elsewhere())
                .update();
    }

    Optional<SignedIn> find(byte[] tokenHash, Instant now) {
        return jdbc.sql("""
                        select a.id, a.name, a.role, a.enabled, s.id as session, s.csrf, s.expires,
                               exists (select from installation where key = 'second-step' and value = 'required')
                                 and not s.second_step_elsewhere and not %s as must_enrol
                          from session s join account a on a.id = s.account
                         where s.token_hash = ? and s.expires > ? and a.enabled
                        """.formatted(HAS_SECOND_STEP.formatted("a.id")))
                .params(tokenHash, Sql.time(now))
                .query((row, n) -> signedIn(row))
                .optional();
    }

    boolean isOpen(long session, Instant now) {
        return jdbc.sql("select exists (select from session where id = ? and expires > ?)")
                .params(session, Sql.time(now))
                .query(Boolean.class)
                .single();
    }

    private static SignedIn signedIn(ResultSet row) throws SQLException {
        Account account = AccountStore.account(row);
        return new SignedIn(
                account,
                row.getLong("session"),
                0,
                row.getString("csrf"),
                Sql.instant(row, "expires"),
                row.getBoolean("must_enrol")
                        ? Sessions.BEFORE_ENROLMENT
                        : account.role().permissions());
    }

    void extend(byte[] tokenHash, Instant now, Instant expires) {
        jdbc.sql("update session set last_seen = ?, expires = ? where token_hash = ?")
                .params(Sql.time(now), Sql.time(expires), tokenHash)
                .update();
    }

    List<Sessions.Open> of(long account, Instant now, int limit) {
        return jdbc.sql("""
                        select id, created, last_seen, address, device from session
                         where account = ? and expires > ? order by last_seen desc, id desc limit ?
                        """)
                .params(account, Sql.time(now), limit)
                .query((row, n) -> new Sessions.Open(
                        row.getLong("id"),
                        Sql.instant(row, "created"),
                        Sql.instant(row, "last_seen"),
                        row.getString("address"),
                        row.getString("device")))
                .list();
    }

    Set<Long> close(byte[] tokenHash) {
        return closed("token_hash = ?", tokenHash);
    }

    Set<Long> close(long account, long session) {
        return closed("account = ? and id = ?", account, session);
    }

    Set<Long> closeOthers(long account, long kept) {
        return closed("account = ? and id <> ?", account, kept);
    }

    Set<Long> closeWithoutSecondStep(long kept) {
        return closed(
                "id <> ? and not second_step_elsewhere and not " + HAS_SECOND_STEP.formatted("session.account"), kept);
    }

    private Set<Long> closed(String which, Object... parameters) {
        return new HashSet<>(jdbc.sql("delete from session where " + which + " returning id")
                .params(parameters)
                .query(Long.class)
                .list());
    }

    int sweep(Instant now) {
        return jdbc.sql("delete from session where expires < ?")
                .param(Sql.time(now))
                .update();
    }
}
