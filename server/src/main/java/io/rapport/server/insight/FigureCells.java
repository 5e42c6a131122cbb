package io.rapport.server.insight;

import io.rapport.server.database.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// Questions and votes, counted beforehand: one row for each day, team, reason, channel and survey, so that a
/// dashboard reads as many rows as there are of those and not as there are votes. Exact at every moment: who writes a
/// question, a vote or a reason marks its day and team as stale in the same transaction (triggers of V046), what is
/// stale is read from the rows themselves, and a job counts it anew.
final class FigureCells {
    /// Marks that one transaction of the job takes at the most: while one is open, no reader of the journal
    /// passes it.
    static final int AT_ONCE = 40;

    private static final String COLUMNS = String.join(", ", Counting.columns(Source.ASKS));

    private final NamedParameterJdbcTemplate jdbc;
    private final JdbcTemplate plain;
    private final TransactionTemplate transaction;

    FigureCells(NamedParameterJdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.plain = jdbc.getJdbcTemplate();
        this.transaction = transaction;
    }

    /// Rows of cells, fresh ones as they stand, stale ones counted now: a query with `day`, `team`,
    /// `reason`, `channel`, `survey` and what [Counting] counts. It asks for `:first`, `:last`, `:zone` and
    /// `:now`.
    ///
    /// @param built whether what was counted beforehand is of these definitions, in this zone
    static String rows(boolean built) {
        if (!built) {
            return "select (r.at at time zone :zone)::date as day, " + cut("r") + " from (" + CaseRows.of(Source.ASKS)
                    + ") r where r.at >= :from and r.at < :to group by 1, 2, 3, 4, 5";
        }
        return """
                select f.day, f.team, f.reason, f.channel, f.survey, %s
                  from figure_cell f join survey s on s.id = f.survey and s.series = f.series
                 where f.day between :first and :last
                   and not exists (select from figure_stale t where t.team = f.team
                                      and (t.asked at time zone :zone)::date = f.day)
                union all
                select t.day, %s
                  from (select distinct team, (asked at time zone :zone)::date as day from figure_stale
                         where asked >= :from and asked < :to) t
                  join (%s) r on r.team = t.team and r.at >= t.day::timestamp at time zone :zone
                             and r.at < (t.day + 1)::timestamp at time zone :zone
                 group by 1, 2, 3, 4, 5
                """.formatted(COLUMNS, cut("r"), CaseRows.of(Source.ASKS));
    }

    private static String cut(String rows) {
        return rows + ".team, coalesce(" + rows + ".reason, " + Slice.NOT_SAID + ") as reason, " + rows + ".channel, "
                + rows + ".survey, " + String.join(", ", Counting.counts(Source.ASKS));
    }

    /// Whether the cells are of what figures mean now, and of days of this zone.
    boolean built(ZoneId zone) {
        return Sql.texts(plain, "select digest from figure_built").contains(digest(zone));
    }

    private static String digest(ZoneId zone) {
        try {
            String meant = zone.getId() + CaseRows.of(Source.ASKS) + Counting.counts(Source.ASKS);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(meant.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// Counts anew what is stale; all, where figures mean something else than when it was counted, or the
    /// zone is another.
    void refresh(ZoneId zone) {
        if (!built(zone)) {
            begin(zone);
        }
        while (refreshSome(zone)) {
            // Until nothing is stale; what becomes so meanwhile is for the next time, if it does not end.
        }
    }

    /// Nothing is counted, and each day of each team is stale. Writers of marks wait for nobody.
    private void begin(ZoneId zone) {
        transaction.executeWithoutResult(status -> {
            plain.execute("lock table figure_cell in exclusive mode");
            plain.update("delete from figure_cell");
            plain.update("""
                    insert into figure_stale (asked, team)
                    select min(asked), team from ask group by team, (asked at time zone ?)::date
                    """, zone.getId());
            plain.update("delete from figure_built");
            plain.update("insert into figure_built (digest) values (?)", digest(zone));
        });
    }

    private record Stale(long team, LocalDate day) {}

    /// Whoever marks something after these marks were taken marks it again: what they wrote is counted
    /// either now or the next time, never in neither.
    private boolean refreshSome(ZoneId zone) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<Stale> marks = plain.query(
                    """
                    delete from figure_stale where id in (select id from figure_stale order by id limit ?)
                    returning team, (asked at time zone ?)::date as day
                    """,
                    (row, n) -> new Stale(row.getLong("team"), row.getObject("day", LocalDate.class)),
                    AT_ONCE,
                    zone.getId());
            List<Stale> stale = marks.stream().distinct().toList();
            if (!stale.isEmpty()) {
                recount(stale, zone);
            }
            return marks.size() == AT_ONCE;
        }));
    }

    private void recount(List<Stale> stale, ZoneId zone) {
        MapSqlParameterSource values = new MapSqlParameterSource()
                .addValue("zone", zone.getId())
                .addValue("teams", stale.stream().map(Stale::team).toArray(Long[]::new))
                .addValue(
                        "days", stale.stream().map(one -> one.day().toString()).toArray(String[]::new));
        String those =
                "(select u.team, u.day::date as day from unnest(:teams::bigint[], :days::text[]) as u (team, day)) t";
        jdbc.update("delete from figure_cell f using " + those + " where f.team = t.team and f.day = t.day", values);
        jdbc.update("""
                insert into figure_cell (day, series, team, reason, channel, survey, %s)
                select t.day, r.series, %s
                  from %s join (%s) r on r.team = t.team and r.at >= t.day::timestamp at time zone :zone
                                     and r.at < (t.day + 1)::timestamp at time zone :zone
                 group by 1, 2, 3, 4, 5, 6
                """.formatted(COLUMNS, cut("r"), those, CaseRows.of(Source.ASKS)), values);
    }
}
