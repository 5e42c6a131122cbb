package io.rapport.server.coverage;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// With whom one of us has spoken: an answered call, a reply that one of us wrote, a chat of one of us.
final class CoverageStore {
    /// Everybody who is a customer, one row a person, with when one of us last spoke with them. Not
    /// prospects, nor who only claims to be somebody, nor who was forgotten, nor our own mystery customer.
    private static final String PEOPLE = """
            (select c.id, c.name, c.home_team as team, c.created, l.last
               from customer c
               left join (select coalesce(r.circle, r.id) as person, max(a.last) as last
                            from acquaintance a join customer r on r.id = a.customer group by 1) l on l.person = c.id
              where (c.circle is null or c.circle = c.id) and not c.prospect and c.claims is null
                and c.erased is null and not c.mystery) p
            """;

    private final JdbcTemplate jdbc;

    CoverageStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Covered(TeamId team, long spoken, long all) {}

    /// Of each team that has customers.
    List<Covered> shares(Instant since) {
        return jdbc.query(
                "select p.team, count(*) as n, count(*) filter (where p.last >= ?) as spoken from " + PEOPLE
                        + " group by p.team order by p.team",
                (row, n) -> new Covered(new TeamId(row.getLong("team")), row.getLong("spoken"), row.getLong("n")),
                Sql.time(since));
    }

    record Silent(CustomerId customer, String name, TeamId team, Instant known, Optional<Instant> last) {}

    /// Those with whom nobody spoke since, by number.
    List<Silent> silent(Optional<TeamId> team, Instant since, long after, int limit) {
        return jdbc.query(
                "select p.* from " + PEOPLE + " where (p.last is null or p.last < ?) and p.id > ?"
                        + (team.isPresent() ? " and p.team = ?" : " and ? = 0") + " order by p.id limit ?",
                (row, n) -> new Silent(
                        new CustomerId(row.getLong("id")),
                        row.getString("name"),
                        new TeamId(row.getLong("team")),
                        Sql.instant(row, "created"),
                        Optional.ofNullable(Sql.instantOrNull(row, "last"))),
                Sql.time(since),
                after,
                team.map(TeamId::value).orElse(0L),
                limit);
    }

    /// Whom a team may say hello to: customers of at least so long, with whom nobody spoke since, who took
    /// no agreement to be called back, to whom nothing is promised, and who were not offered lately.
    List<CustomerId> offerable(TeamId team, Instant since, Instant offeredBefore, int limit) {
        return jdbc.query(
                """
                select c.id from customer c
                 where c.home_team = ? and c.created < ?
                   and (c.circle is null or c.circle = c.id) and not c.prospect and c.claims is null
                   and c.erased is null and not c.mystery
                   and not exists (select from customer r join acquaintance a on a.customer = r.id
                                    where (r.id = c.id or r.circle = c.id) and a.last >= ?)
                   and not exists (select from customer r join promise o on o.customer = r.id and o.state = 'OPEN'
                                    where r.id = c.id or r.circle = c.id)
                   and not exists (select from customer r join hello h on h.customer = r.id
                                    where (r.id = c.id or r.circle = c.id) and (h.ended is null or h.offered >= ?))
                   and not exists (select from customer r join customer_agreement g on g.customer = r.id
                                    where (r.id = c.id or r.circle = c.id) and g.kind = 'MARKETING_CALL'
                                      and g.withdrawn is not null
                                      and not exists (select from customer_agreement s
                                                       where s.customer = g.customer and s.kind = g.kind
                                                         and s.withdrawn is null))
                 order by c.id limit ?
                """,
                (row, n) -> new CustomerId(row.getLong("id")),
                team.value(),
                Sql.time(since),
                Sql.time(since),
                Sql.time(offeredBefore),
                limit);
    }

    /// Whether something of a team that nobody has taken is about to be late.
    boolean waits(TeamId team) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (select from promise
                                where team = ? and state = 'OPEN' and owner is null and (risk <> 'CALM' or call_first))
                """, Boolean.class, team.value()));
    }

    int open(TeamId team) {
        Integer open = jdbc.queryForObject(
                "select count(*)::int from hello where team = ? and ended is null", Integer.class, team.value());
        return open == null ? 0 : open;
    }

    /// One that was offered and has not ended.
    ///
    /// @param spoken whether one of us has spoken with them since
    record Offered(PromiseId promise, Instant offered, boolean spoken) {}

    List<Offered> offered() {
        return jdbc.query(
                """
                select h.promise, h.offered,
                       exists (select from customer o join customer r on r.id = o.id or r.circle = coalesce(o.circle, o.id)
                                 join acquaintance a on a.customer = r.id
                                where o.id = h.customer and a.last >= h.offered) as spoken
                  from hello h where h.ended is null order by h.offered limit 1000
                """,
                (row, n) -> new Offered(
                        new PromiseId(row.getLong("promise")), Sql.instant(row, "offered"), row.getBoolean("spoken")));
    }

    /// @return whether none of them is open yet
    boolean offer(PromiseId promise, CustomerId customer, TeamId team, Instant now) {
        return jdbc.update("""
                        insert into hello (promise, customer, team, offered) values (?, ?, ?, ?) on conflict do nothing
                        """, promise.value(), customer.value(), team.value(), Sql.time(now)) == 1;
    }

    boolean isOpen(CustomerId customer) {
        return !Sql.longs(jdbc, "select promise from hello where customer = ? and ended is null", customer.value())
                .isEmpty();
    }

    void end(PromiseId promise, boolean spoken, Instant now) {
        jdbc.update(
                "update hello set ended = ?, spoken = ? where promise = ? and ended is null",
                Sql.time(now),
                spoken,
                promise.value());
    }
}
