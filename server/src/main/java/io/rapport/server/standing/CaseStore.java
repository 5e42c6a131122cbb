package io.rapport.server.standing;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/// What may be a case of a rule, read from others' tables: what ended since it was last looked, and what is
/// open for too long, as far as it was not counted yet. Test knocks of our own are no cases.
final class CaseStore {
    /// Cases that are looked at in one go.
    static final int AT_ONCE = 2_000;

    /// What ended so long before we last looked may have been written after that.
    private static final Duration WRITTEN_LATER = Duration.ofMinutes(10);

    /// How long after somebody hung up it is still looked whether they were called.
    private static final Duration LOOKED_AFTER = Duration.ofDays(14);

    private static final String UNCOUNTED =
            " and not exists (select from standing_case k where k.standing_promise = ? and k.key = ";

    private final JdbcTemplate jdbc;

    CaseStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Case> arrivals(StandingPromise of, Instant now) {
        return jdbc.query(
                """
                select * from (
                    (select p.id, p.customer, p.team, p.matter, p.made_at, p.ended from promise p
                      where p.team in (select id from team) and p.state = 'KEPT' and p.ended >= ?)
                    union all
                    (select p.id, p.customer, p.team, p.matter, p.made_at, null::timestamptz from promise p
                      where p.team in (select id from team) and p.state = 'OPEN' and p.made_at <= ?)) p
                  join customer c on c.id = p.customer
                 where not c.mystery and p.made_at >= ?
                   and exists (select from promise a where a.id = p.id and a.kind = 'ANSWER')
                """ + UNCOUNTED + "'promise:' || p.id) order by p.made_at limit " + AT_ONCE,
                mapper("promise:", row -> new Facts.Arrival(Sql.instant(row, "made_at"), time(row, "ended"))),
                looked(of),
                Sql.time(now.minus(Duration.ofHours(of.number()))),
                from(of),
                of.id());
    }

    List<Case> calls(StandingPromise of) {
        return jdbc.query(
                """
                select b.promise as id, b.customer, b.team, p.matter, a.at as tried,
                       coalesce(a.window_from, b.window_from) as begins, coalesce(a.window_to, b.window_to) as ends,
                       exists (select from call_move m where m.promise = b.promise and m.why = 'REPLANNED'
                                  and (a.at is null or m.at <= a.at)) as moved
                  from call_back b join promise p on p.id = b.promise join customer c on c.id = b.customer
                  left join lateral (select t.at, t.window_from, t.window_to from call_attempt t
                                      where t.promise = b.promise order by t.id limit 1) a on true
                 where b.window_to >= ? and b.asked >= ? and not c.mystery
                   and not (p.state = 'RELEASED' and p.ended < b.window_to and a.at is null)
                """ + UNCOUNTED + "'call:' || b.promise) order by b.window_to limit " + AT_ONCE,
                mapper(
                        "call:",
                        row -> new Facts.Call(
                                Sql.instant(row, "begins"),
                                Sql.instant(row, "ends"),
                                time(row, "tried"),
                                row.getBoolean("moved"))),
                looked(of),
                from(of),
                of.id());
    }

    List<Case> handOvers(StandingPromise of) {
        return jdbc.query(
                """
                select m.id, m.customer, c.home_team as team, m.id as matter, m.closed, h.times, h.last
                  from matter m join customer c on c.id = m.customer
                  join lateral (select count(*)::int as times, max(o.answered) as last
                                  from hand_over o join promise p on p.id = o.promise
                                 where p.matter = m.id and o.state = 'ACCEPTED') h on true
                 where m.opened >= ? and not c.mystery
                   and (m.closed >= ? or m.id in (
                            select p.matter from hand_over o join promise p on p.id = o.promise
                             where o.state = 'ACCEPTED' and o.answered >= ?))
                   and (m.closed is not null or h.times > ?)
                """ + UNCOUNTED + "'matter:' || m.id) order by m.id limit " + AT_ONCE,
                mapper(
                        "matter:",
                        row -> new Facts.HandOvers(row.getInt("times"), time(row, "last"), time(row, "closed"))),
                from(of),
                looked(of),
                looked(of),
                of.number(),
                of.id());
    }

    List<Case> hungUp(StandingPromise of) {
        return jdbc.query(
                """
                select l.id, l.customer, coalesce(p.team, c.home_team) as team, l.matter, l.ended, s.at as spoken
                  from call l join customer c on c.id = l.customer left join promise p on p.id = l.promise
                  left join lateral (
                       select min(case when k.direction = 'OUTBOUND' then k.began else k.answered end) as at from call k
                        where k.customer in (select r.id from customer r where r.id = c.id or r.circle = c.circle)
                          and k.id > l.id and (k.direction = 'OUTBOUND' or k.answered is not null)) s on true
                 where l.state = 'MISSED' and l.direction = 'INBOUND' and l.ended >= ? and l.ended >= ? and not c.mystery
                """ + UNCOUNTED + "'hung-up:' || l.id) order by l.ended limit " + AT_ONCE,
                mapper("hung-up:", row -> new Facts.HungUp(Sql.instant(row, "ended"), time(row, "spoken"))),
                Sql.time(judged(of).minus(LOOKED_AFTER)),
                from(of),
                of.id());
    }

    private interface Read {
        Facts of(ResultSet row) throws SQLException;
    }

    private static RowMapper<Case> mapper(String key, Read facts) {
        return (row, n) -> new Case(
                key + row.getLong("id"),
                new CustomerId(row.getLong("customer")),
                new TeamId(row.getLong("team")),
                Optional.ofNullable(Sql.numberOrNull(row, "matter")).map(MatterId::new),
                facts.of(row));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(Sql.instantOrNull(row, column));
    }

    private static Object looked(StandingPromise of) {
        return Sql.time(judged(of).minus(WRITTEN_LATER));
    }

    private static Instant judged(StandingPromise of) {
        return of.judged().orElseThrow();
    }

    private static Object from(StandingPromise of) {
        return Sql.time(of.from().orElseThrow());
    }
}
