package io.rapport.server.access;

import io.rapport.server.database.Sql;
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
