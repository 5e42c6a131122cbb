package io.rapport.server.standing;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// Outages as they stand among the incidents: those that were approved, and whom they touched. Whoever talked with us
/// about one was called.
final class IncidentOutages implements Outages {
    private final JdbcTemplate jdbc;

    IncidentOutages(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Touched> uncounted(long standingPromise, Instant since, int limit) {
        return jdbc.query(
                """
                select i.id, t.customer, i.since, i.until, case when t.known_how = 'TALKED' then t.known end as called
                  from incident i join touched t on t.incident = i.id
                 where i.kind = 'OUTAGE' and i.state not in ('DRAFT', 'SUBMITTED') and i.since is not null
                   and (i.until is null or i.until >= ?)
                   and not exists (select from standing_case s where s.standing_promise = ?
                                      and s.key = 'outage:' || i.id || ':' || t.customer)
                 order by i.since, i.id, t.customer limit ?
                """,
                (row, n) -> new Touched(
                        "outage:" + row.getLong("id") + ":" + row.getLong("customer"),
                        new CustomerId(row.getLong("customer")),
                        Sql.instant(row, "since"),
                        Optional.ofNullable(Sql.instantOrNull(row, "until")),
                        Optional.ofNullable(Sql.instantOrNull(row, "called"))),
                Sql.time(since),
                standingPromise,
                limit);
    }
}
