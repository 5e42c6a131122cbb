package io.rapport.server.api;

import io.rapport.server.database.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was asked under keys, and what was answered.
final class KeyStore {
    private final JdbcClient jdbc;

    KeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param status empty as long as it is not answered
    record Row(
            byte[] digest,
            UUID boot,
            Optional<Integer> status,
            @Nullable String contentType,
            byte @Nullable [] answer) {}

    boolean begin(long account, Asked asked, UUID boot, Instant now) {
        return jdbc.sql("""
                        insert into idempotency_key (account, key, method, path, asked, boot, started)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                        .params(account, asked.key(), asked.method(), asked.path(), asked.digest(), boot, Sql.time(now))
                        .update()
                == 1;
    }

    Optional<Row> find(long account, Asked asked) {
        return jdbc.sql("""
                        select asked, boot, status, content_type, answer from idempotency_key
                         where account = ? and key = ? and method = ? and path = ?
                        """)
                .params(account, asked.key(), asked.method(), asked.path())
                .query((row, n) -> new Row(
                        row.getBytes("asked"),
                        row.getObject("boot", UUID.class),
                        Optional.ofNullable((Integer) row.getObject("status")),
                        row.getString("content_type"),
                        row.getBytes("answer")))
                .optional();
    }

    /// Takes over what a process began that is no more; of several one gets it.
    boolean takeOver(long account, Asked asked, UUID gone, UUID boot, Instant now) {
        return jdbc.sql("""
                        update idempotency_key set boot = ?, started = ?
                         where account = ? and key = ? and method = ? and path = ? and boot = ? and status is null
                        """)
                        .params(boot, Sql.time(now), account, asked.key(), asked.method(), asked.path(), gone)
                        .update()
                == 1;
    }

    void answered(long account, Asked asked, int status, @Nullable String contentType, byte[] answer) {
        jdbc.sql("""
                        update idempotency_key set status = ?, content_type = ?, answer = ?
                         where account = ? and key = ? and method = ? and path = ?
                        """)
                .param(status)
                .param(contentType)
                .param(answer)
                .param(account)
                .param(asked.key())
                .param(asked.method())
                .param(asked.path())
                .update();
    }

    void forget(long account, Asked asked) {
        jdbc.sql("delete from idempotency_key where account = ? and key = ? and method = ? and path = ?")
                .params(account, asked.key(), asked.method(), asked.path())
                .update();
    }

    /// How many an account has, counted no further than `most`.
    int count(long account, int most) {
        return jdbc.sql("select count(*) from (select from idempotency_key where account = ? limit ?) k")
                .params(account, most)
                .query(Integer.class)
                .single();
    }

    void sweep(Instant before) {
        jdbc.sql("delete from idempotency_key where started < ?")
                .params(Sql.time(before))
                .update();
    }
}
