package io.rapport.server.access;

import io.rapport.server.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

final class AccountStore {
    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Stored(Account account, @Nullable String passwordHash) {}

    Optional<Stored> byName(String name) {
        return jdbc.sql("select id, name, role, enabled, password_hash from account where lower(name) = lower(?)")
                .param(name)
                .query((row, n) -> new Stored(account(row), row.getString("password_hash")))
                .optional();
    }

    Optional<Account> byId(long id) {
        return jdbc.sql("select id, name, role, enabled from account where id = ?")
                .param(id)
                .query((row, n) -> account(row))
                .optional();
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("enabled"));
    }

    long create(String name, Role role, @Nullable String passwordHash) {
        return jdbc.sql("insert into account (name, role, password_hash) values (?, ?, ?) returning id")
                .params(Arrays.<@Nullable Object>asList(name, role.name(), passwordHash))
                .query(Long.class)
                .single();
    }

    void change(long id, String name, Role role, boolean enabled) {
        jdbc.sql("update account set name = ?, role = ?, enabled = ? where id = ?")
                .params(name, role.name(), enabled, id)
                .update();
    }

    void setPassword(long id, String hash) {
        jdbc.sql("update account set password_hash = ? where id = ?")
                .params(hash, id)
                .update();
    }

    long count() {
        return jdbc.sql("select count(*) from account").query(Long.class).single();
    }

    int administratorsWithPassword(long besides) {
        return jdbc.sql("select count(*) from account where role = 'ADMINISTRATOR' and enabled"
                        + " and password_hash is not null and id <> ?")
                .param(besides)
                .query(Integer.class)
                .single();
    }

    void link(byte[] tokenHash, @Nullable Long account, Instant expires) {
        jdbc.sql("insert into sign_in_link (token_hash, account, expires) values (?, ?, ?)")
                .params(Arrays.<@Nullable Object>asList(tokenHash, account, Sql.time(expires)))
                .update();
    }

    record Link(@Nullable Long account) {}

    Optional<Link> validLink(byte[] tokenHash, Instant now) {
        return jdbc.sql("select account from sign_in_link where token_hash = ? and used is null and expires > ?")
                .params(tokenHash, Sql.time(now))
                .query((row, n) -> new Link(Sql.numberOrNull(row, "account")))
                .optional();
    }

    boolean useLink(byte[] tokenHash, Instant now) {
        return jdbc.sql("update sign_in_link set used = ? where token_hash = ? and used is null and expires > ?")
                        .params(Sql.time(now), tokenHash, Sql.time(now))
                        .update()
                == 1;
    }

    void dropLinksForFirstAdministrator() {
        jdbc.sql("delete from sign_in_link where account is null and used is null")
                .update();
    }

    void audit(@Nullable Long account, String action, String subject, Instant at) {
        jdbc.sql("insert into audit (at, account, action, subject) values (?, ?, ?, ?)")
                .params(Arrays.<@Nullable Object>asList(Sql.time(at), account, action, subject))
                .update();
    }

    Optional<String> language(long account) {
        return jdbc.sql("select language from account where id = ? and language is not null")
                .param(account)
                .query(String.class)
                .optional();
    }

    void speak(long account, String language) {
        jdbc.sql("update account set language = ? where id = ?")
                .params(language, account)
                .update();
    }

    Optional<String> setting(String key) {
        return jdbc.sql("select value from installation where key = ?")
                .param(key)
                .query(String.class)
                .optional();
    }

    void set(String key, String value) {
        jdbc.sql(
                        "insert into installation (key, value) values (?, ?) on conflict (key) do update set value = excluded.value")
                .params(key, value)
                .update();
    }
}
