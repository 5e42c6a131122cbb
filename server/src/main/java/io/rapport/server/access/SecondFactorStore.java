package io.rapport.server.access;

import io.rapport.server.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

final class SecondFactorStore {
    private final JdbcClient jdbc;

    SecondFactorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Stored(String sealedSecret, Optional<Instant> since, long lastStep) {}

    Optional<Stored> find(long account) {
        return jdbc.sql("select sealed_secret, since, last_step from second_factor where account = ?")
                .param(account)
                .query((row, n) -> new Stored(
                        row.getString("sealed_secret"),
                        Optional.ofNullable(Sql.instantOrNull(row, "since")),
                        row.getLong("last_step")))
                .optional();
    }

    /// Never in place of one that counts already.
    void begin(long account, String sealedSecret) {
        jdbc.sql("""
                        insert into second_factor (account, sealed_secret) values (?, ?)
                            on conflict (account) do update set sealed_secret = excluded.sealed_secret, last_step = 0
                         where second_factor.since is null
                        """).params(account, sealedSecret).update();
    }

    void confirm(long account, Instant now) {
        jdbc.sql("update second_factor set since = ? where account = ?")
                .params(Sql.time(now), account)
                .update();
    }

    /// One compare-and-set: of two who bring the same code, one gets in.
    boolean advance(long account, long step) {
        return jdbc.sql("update second_factor set last_step = ? where account = ? and last_step < ?")
                        .params(step, account, step)
                        .update()
                == 1;
    }

    void recovery(long account, List<byte[]> hashes) {
        jdbc.sql("delete from recovery_code where account = ?").param(account).update();
        hashes.forEach(hash -> jdbc.sql("insert into recovery_code (account, code_hash) values (?, ?)")
                .params(account, hash)
                .update());
    }

    boolean useRecovery(long account, byte[] hash, Instant now) {
        return jdbc.sql("update recovery_code set used = ? where account = ? and code_hash = ? and used is null")
                        .params(Sql.time(now), account, hash)
                        .update()
                == 1;
    }

    int recoveryLeft(long account) {
        return jdbc.sql("select count(*) from recovery_code where account = ? and used is null")
                .param(account)
                .query(Integer.class)
                .single();
    }

    boolean remove(long account) {
        jdbc.sql("delete from recovery_code where account = ?").param(account).update();
        return jdbc.sql("delete from second_factor where account = ?")
                        .param(account)
                        .update()
                == 1;
    }
}
