package io.rapport.server.channel;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class ReceiptStore {
    private final JdbcTemplate jdbc;

    ReceiptStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Row(CustomerId customer, MatterId matter) {}

    void insert(byte[] tokenHash, CustomerId customer, MatterId matter, Instant now) {
        jdbc.update(
                "insert into receipt (token_hash, customer, matter, created) values (?, ?, ?, ?)",
                tokenHash,
                customer.value(),
                matter.value(),
                Sql.time(now));
    }

    Optional<Row> find(byte[] tokenHash) {
        return jdbc
                .query(
                        "select customer, matter from receipt where token_hash = ?",
                        (row, n) ->
                                new Row(new CustomerId(row.getLong("customer")), new MatterId(row.getLong("matter"))),
                        tokenHash)
                .stream()
                .findFirst();
    }
}
