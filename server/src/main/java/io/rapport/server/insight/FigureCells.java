package io.rapport.server.insight;

import io.rapport.server.database.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// Questions and votes, counted beforehand: one row for each day, team, reason, channel and survey, so that a
/// dashboard reads as many rows as there are of those and not as there are votes. Exact at every moment: who writes a
/// question, a vote, a reason or a call marks its day and team as stale in the same transaction (triggers of V046 to
/// V048), what is stale is read from the rows themselves, and a job counts it anew.
final class FigureCells {
    /// Days of teams that one transaction of the job counts at the most: while one is open, no reader of the journal
    /// passes it.
    static final int AT_ONCE = 40;

    /// Marks that it looks at: in a busy hour there are hundreds of one day, which is counted once for all of them.
    private static final int MARKS = 2_000;

    /// What is counted beforehand of a source, and where it stands.
    private enum Kept {
        ASKS(Source.ASKS, "figure_cell"),
        ASKED_AGAIN(Source.ASKED_AGAIN, "again_cell"),
        /// Of times there is no sum: each stands for itself.
        RED_FACES(Source.RED_FACES, "red_cell");

        private final Source source;
        private final String table;

        Kept(Source source, String table) {
            this.source = source;
            this.table = table;
        }

        static Optional<Kept> of(Source source) {
            return Stream.of(values()).filter(one -> one.source == source).findFirst();
        }

        private boolean isAddedUp() {
            return Counting.times(source).isEmpty();
        }

        private String columns() {
            return isAddedUp() ? String.join(", ", Counting.columns(source)) : "seconds";
        }

        /// Of rows of the source, called `r`.
        private String made() {
            return "r.team, coalesce(r.reason, " + Slice.NOT_SAID + ") as reason, r.channel, r.survey, "
                    + (isAddedUp() ? String.join(", ", Counting.counts(source)) : "r.seconds");
        }

        private String together(String columns) {
            return isAddedUp() ? " group by " + columns : "";
        }

        /// Of each team and day of `t`, its rows as `r`. One after the other, which `offset 0` sees to: PostgreSQL
        /// expects far more of a day than there is, and would read whole tables for it.
        private String ofDay() {
            return "cross join lateral (select q.* from (" + CaseRows.of(source) + ") q where q.team = t.team"
                    + " and q.at >= t.day::timestamp at time zone :zone"
                    + " and q.at < (t.day + 1)::timestamp at time zone :zone offset 0) r";
        }

        private String meant() {
            return CaseRows.of(source) + made();
        }
    }

    private final NamedParameterJdbcTemplate jdbc;
    private final JdbcTemplate plain;
    private final TransactionTemplate transaction;

    FigureCells(NamedParameterJdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.plain = jdbc.getJdbcTemplate();
        this.transaction = transaction;
    }

    /// Whether rows of a source are added up already, so that its numbers are sums of theirs ([Counting#sums]).
    static boolean isAddedUp(Source source) {
        return Kept.of(source).filter(Kept::isAddedUp).isPresent();
    }

    /// Rows of a source by which it can be counted: fresh cells as they stand, stale ones made now; of what is
    /// not counted beforehand, its own rows. A query with `day`, `team`, `reason`, `channel`, `survey` and what
    /// [Counting] counts, or is made of. It asks for `:first`, `:last`, `:from`, `:to`, `:zone` and `:now`.
    String rows(Source source, ZoneId zone) {
        Optional<Kept> kept = Kept.of(source);
        return kept.isEmpty()
                ? "select r.*, (r.at at time zone :zone)::date as day from (" + CaseRows.of(source)
                        + ") r where r.at >= :from and r.at < :to"
                : rows(kept.get(), built(zone));
    }

    private static String rows(Kept kept, boolean built) {
        if (!built) {
            return "select (r.at at time zone :zone)::date as day, " + kept.made() + " from ("
                    + CaseRows.of(kept.source) + ") r where r.at >= :from and r.at < :to"
                    + kept.together("1, 2, 3, 4, 5");
        }
        return """
                select f.day, f.team, f.reason, f.channel, f.survey, %s
                  from %s f join survey s on s.id = f.survey and s.series = f.series
                 where f.day between :first and :last
                   and not exists (select from figure_stale t where t.team = f.team
                                      and (t.asked at time zone :zone)::date = f.day)
                union all
                select t.day, %s
                  from (select distinct team, (asked at time zone :zone)::date as day from figure_stale
                         where asked >= :from and asked < :to) t
                  %s %s
                """.formatted(kept.columns(), kept.table, kept.made(), kept.ofDay(), kept.together("1, 2, 3, 4, 5"));
    }

    /// Whether the cells are of what figures mean now, and of days of this zone.
    boolean built(ZoneId zone) {
        return Sql.texts(plain, "select digest from figure_built").contains(digest(zone));
    }

    private static String digest(ZoneId zone) {
        try {
            String meant =
                    zone.getId() + Stream.of(Kept.values()).map(Kept::meant).toList();
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
            for (Kept kept : Kept.values()) {
                plain.update("delete from " + kept.table);
            }
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
                    with oldest as (select id, team, (asked at time zone ?)::date as day from figure_stale order by id limit ?),
                         days as (select team, day from oldest group by team, day order by min(id) limit ?)
                    delete from figure_stale f using oldest o join days d on d.team = o.team and d.day = o.day
                     where f.id = o.id returning o.team, o.day
                    """,
                    (row, n) -> new Stale(row.getLong("team"), row.getObject("day", LocalDate.class)),
                    zone.getId(),
                    MARKS,
                    AT_ONCE);
            List<Stale> stale = marks.stream().distinct().toList();
            if (!stale.isEmpty()) {
                recount(stale, zone);
            }
            return stale.size() == AT_ONCE || marks.size() == MARKS;
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
        for (Kept kept : Kept.values()) {
            jdbc.update(
                    "delete from " + kept.table + " f using " + those + " where f.team = t.team and f.day = t.day",
                    values);
            jdbc.update(
                    """
                    insert into %s (day, series, team, reason, channel, survey, %s)
                    select t.day, r.series, %s
                      from %s %s %s
                    """.formatted(
                                    kept.table,
                                    kept.columns(),
                                    kept.made(),
                                    those,
                                    kept.ofDay(),
                                    kept.together("1, 2, 3, 4, 5, 6")),
                    values);
        }
    }
}
