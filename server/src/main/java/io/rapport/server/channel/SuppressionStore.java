package io.rapport.server.channel;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.ContactPoint;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcTemplate;

/// Addresses are found by a digest, which stays when the person is erased.
final class SuppressionStore {
    private static final String DIGEST = "sha256(convert_to(? || ' ' || ?, 'UTF8'))";

    private final JdbcTemplate jdbc;

    SuppressionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    boolean has(ContactPoint point) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select is_suppressed(?, ?)", Boolean.class, point.kind().name(), point.value()));
    }

    boolean add(ContactPoint point, Suppression.Why why, OptionalLong account, Instant now) {
        return jdbc.update(
                        "insert into suppression (digest, kind, value, why, since, account) values (" + DIGEST
                                + ", ?, ?, ?, ?, ?) on conflict (digest) do nothing",
                        point.kind().name(),
                        point.value(),
                        point.kind().name(),
                        point.value(),
                        why.name(),
                        Sql.time(now),
                        account.isPresent() ? account.getAsLong() : null)
                == 1;
    }

    boolean remove(ContactPoint point) {
        return jdbc.update(
                        "delete from suppression where digest = " + DIGEST,
                        point.kind().name(),
                        point.value())
                == 1;
    }

    List<Suppression> latest(String words, int limit) {
        return jdbc.query(
                """
                select kind, value, why, since from suppression
                 where value is not null and position(lower(?) in value) > 0 order by since desc, digest limit ?
                """,
                (row, n) -> new Suppression(
                        new ContactPoint(ContactPoint.Kind.valueOf(row.getString("kind")), row.getString("value")),
                        Suppression.Why.valueOf(row.getString("why")),
                        Sql.instant(row, "since")),
                words,
                limit);
    }

    long count() {
        Long all = jdbc.queryForObject("select count(*) from suppression", Long.class);
        return all == null ? 0 : all;
    }
}
