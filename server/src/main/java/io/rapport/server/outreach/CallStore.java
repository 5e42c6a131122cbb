package io.rapport.server.outreach;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// Whom teams call about incidents.
final class CallStore {
    private final JdbcTemplate jdbc;

    CallStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Teams whose customers wait for a call.
    List<TeamId> waitingTeams() {
        return Sql.longs(jdbc, """
                        select distinct c.home_team from incident_call l join customer c on c.id = l.customer
                          join incident i on i.id = l.incident
                         where l.state = 'WAITING' and i.state in ('TELLING', 'TOLD')
                        """).stream().map(TeamId::new).toList();
    }

    /// How many such calls a team has open.
    int open(TeamId team) {
        Integer open = jdbc.queryForObject("""
                select count(*) from incident_call l join promise p on p.id = l.promise
                 where l.state = 'PROMISED' and p.team = ? and p.state = 'OPEN'
                """, Integer.class, team.value());
        return open == null ? 0 : open;
    }

    record Waiting(long incident, String name, CustomerId customer) {}

    /// Whoever waits longest first; who knows meanwhile need not be called.
    List<Waiting> waiting(TeamId team, int limit) {
        return jdbc.query(
                """
                select l.incident, i.name, l.customer from incident_call l join customer c on c.id = l.customer
                  join incident i on i.id = l.incident
                  join touched t on t.incident = l.incident and t.customer = l.customer
                 where l.state = 'WAITING' and i.state in ('TELLING', 'TOLD') and c.home_team = ? and t.known is null
                   and c.erased is null
                 order by l.added, l.customer limit ?
                """,
                (row, n) -> new Waiting(
                        row.getLong("incident"), row.getString("name"), new CustomerId(row.getLong("customer"))),
                team.value(),
                limit);
    }

    /// @return whether they still waited
    boolean promised(long incident, CustomerId customer, PromiseId promise) {
        return jdbc.update("""
                        update incident_call set state = 'PROMISED', promise = ?
                         where incident = ? and customer = ? and state = 'WAITING'
                        """, promise.value(), incident, customer.value()) == 1;
    }

    boolean waits(long incident, CustomerId customer) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from incident_call where incident = ? and customer = ? and state = 'WAITING')",
                Boolean.class,
                incident,
                customer.value()));
    }

    /// The calls of these promises are over.
    List<TouchedStore.Touched> done(List<Long> promises) {
        return jdbc.query(
                """
                update incident_call set state = 'DONE' where promise = any (?) and state = 'PROMISED'
                returning incident, customer
                """,
                (row, n) -> new TouchedStore.Touched(row.getLong("incident"), new CustomerId(row.getLong("customer"))),
                (Object) promises.toArray(Long[]::new));
    }

    /// Of one who was talked with.
    Optional<PromiseId> doneWith(long incident, CustomerId customer) {
        return jdbc
                .query(
                        """
                        update incident_call set state = 'DONE' where incident = ? and customer = ? and state <> 'DONE'
                        returning promise
                        """,
                        (row, n) -> Optional.ofNullable(Sql.numberOrNull(row, "promise"))
                                .map(PromiseId::new),
                        incident,
                        customer.value())
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// @param waiting on the list
    /// @param open promised to be made
    record Counts(int waiting, int open, int done) {}

    Counts counts(long incident) {
        return jdbc.query(
                        """
                        select count(*) filter (where state = 'WAITING') as waiting,
                               count(*) filter (where state = 'PROMISED') as open,
                               count(*) filter (where state = 'DONE') as done from incident_call where incident = ?
                        """,
                        (row, n) -> new Counts(row.getInt("waiting"), row.getInt("open"), row.getInt("done")),
                        incident)
                .getFirst();
    }

    /// Those who are to be called are called no more.
    void forget(long incident) {
        jdbc.update("update incident_call set state = 'DONE' where incident = ? and state = 'WAITING'", incident);
    }
}
