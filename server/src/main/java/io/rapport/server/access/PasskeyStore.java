package io.rapport.server.access;

import io.rapport.server.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

final class PasskeyStore {
    private final JdbcClient jdbc;

    PasskeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Passkeys.Known> of(long account) {
        return jdbc.sql("select id, name, created, last_used from passkey where account = ? order by id")
                .param(account)
                .query((row, n) -> new Passkeys.Known(
                        row.getLong("id"),
                        row.getString("name"),
                        Sql.instant(row, "created"),
                        Optional.ofNullable(Sql.instantOrNull(row, "last_used"))))
                .list();
    }

    record Stored(long id, long account, byte[] credential, long signCount) {}

    Optional<Stored> find(byte[] credentialId) {
        return jdbc.sql("select id, account, credential, sign_count from passkey where credential_id = ?")
                .param(credentialId)
                .query((row, n) -> new Stored(
                        row.getLong("id"),
                        row.getLong("account"),
                        row.getBytes("credential"),
                        row.getLong("sign_count")))
                .optional();
    }

    List<byte[]> credentialIds(long account) {
        return jdbc.sql("select credential_id from passkey where account = ? order by id")
                .param(account)
                .query((row, n) -> row.getBytes(1))
                .list();
    }

    void insert(long account, byte[] credentialId, byte[] credential, long signCount, String name, Instant now) {
        jdbc.sql("""
                        insert into passkey (account, credential_id, credential, sign_count, name, created)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(account, credentialId, credential, signCount, name, Sql.time(now))
                .update();
    }

    /// Against the count that was checked: of two answers with one count, one counts.
    boolean used(Stored stored, long signCount, Instant now) {
        return jdbc.sql("update passkey set sign_count = ?, last_used = ? where id = ? and sign_count = ?")
                        .params(signCount, Sql.time(now), stored.id(), stored.signCount())
                        .update()
                == 1;
    }

    boolean remove(long account, long id) {
        return jdbc.sql("delete from passkey where account = ? and id = ?")
                        .params(account, id)
                        .update()
                == 1;
    }

    void removeAll(long account) {
        jdbc.sql("delete from passkey where account = ?").param(account).update();
    }
}
