package io.rapport.server.home;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class RemovalStore {
    /// Of a circle only the one who speaks for it is chosen; the mystery customer and the forgotten stay.
    private static final String OF_TEAM = """
            from customer c
             where c.home_team = ? and c.id > ? and (c.circle is null or c.circle = c.id) and c.erased is null
               and not c.mystery
            """;

    private final JdbcTemplate jdbc;

    RemovalStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// By number; of those chosen by postcode all of the team.
    List<Long> chosen(Removal.Whom whom, long after, int limit) {
        String all = "select c.id " + OF_TEAM;
        return switch (whom.kind()) {
            case ALL, POSTCODE ->
                Sql.longs(jdbc, all + " order by c.id limit ?", whom.from().value(), after, limit);
            case NUMBER -> Sql.longs(jdbc, all + """
                         and exists (select from customer r
                                       join customer_contact_point l on l.customer = r.id
                                       join contact_point p on p.id = l.contact_point
                                      where (r.id = c.id or r.circle = c.id) and p.kind = 'PHONE' and p.value like ?)
                         order by c.id limit ?
                        """, whom.from().value(), after, whom.value() + "%", limit);
            case LANGUAGE ->
                Sql.longs(
                        jdbc,
                        all + " and (c.language = ? or c.language like ?) order by c.id limit ?",
                        whom.from().value(),
                        after,
                        whom.value(),
                        whom.value() + "-%",
                        limit);
            case PLACE ->
                Sql.longs(
                        jdbc,
                        all + " and lower(c.place) = lower(?) order by c.id limit ?",
                        whom.from().value(),
                        after,
                        whom.value(),
                        limit);
        };
    }

    /// @param detail by what they are at home there, where that is a postcode
    record Living(long customer, String detail, List<String> postcodes) {}

    List<Living> withPostcodes(TeamId team, List<Long> fields, long after) {
        return jdbc.query(
                """
                select c.id, case when c.home_why = 'POSTCODE' then c.home_detail else '' end as detail,
                       array(select f.value from customer r join customer_fact f on f.customer = r.id
                              where (r.id = c.id or r.circle = c.id) and f.field = any (?)) as postcodes
                """ + OF_TEAM + " order by c.id",
                (row, n) -> new Living(row.getLong("id"), row.getString("detail"), List.of((String[])
                        row.getArray("postcodes").getArray())),
                fields.toArray(Long[]::new),
                team.value(),
                after);
    }

    int openPromises(List<Long> customers) {
        Integer count = jdbc.queryForObject("""
                select count(*) from customer r join promise p on p.customer = r.id and p.state = 'OPEN'
                 where coalesce(r.circle, r.id) = any (?)
                """, Integer.class, (Object) customers.toArray(Long[]::new));
        return count == null ? 0 : count;
    }

    long insert(Removal.Whom whom, TeamId to, HomeMoves.Along along, long account, AgentId by, int total, Instant now) {
        Long id = jdbc.queryForObject(
                """
                insert into home_removal (from_team, to_team, kind, value, promises, account, agent, state, total, begun)
                values (?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?) returning id
                """,
                Long.class,
                whom.from().value(),
                to.value(),
                whom.kind().name(),
                whom.value(),
                along == HomeMoves.Along.ALL,
                account,
                by.value(),
                total,
                Sql.time(now));
        return Objects.requireNonNull(id);
    }

    Optional<Removal> busy() {
        return jdbc
                .query(
                        "select * from home_removal where state in ('RUNNING', 'UNDOING') order by id limit 1",
                        (row, n) -> removal(row))
                .stream()
                .findFirst();
    }

    boolean isRunning(long id) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from home_removal where id = ? and state = 'RUNNING')", Boolean.class, id));
    }

    /// @param moved how many more have gone: 1, 0, or -1 where one came back
    void progress(long id, long cursor, int moved) {
        jdbc.update("update home_removal set cursor = ?, moved = moved + ? where id = ?", cursor, moved, id);
    }

    /// One that went with many.
    record Gone(long move, CustomerId customer) {}

    /// Those who went and did not come back yet, the last first.
    List<Gone> gone(long removal, long before, int limit) {
        return jdbc.query(
                """
                select id, customer from home_move where removal = ? and undone is null and id < ?
                 order by id desc limit ?
                """,
                (row, n) -> new Gone(row.getLong("id"), new CustomerId(row.getLong("customer"))),
                removal,
                before,
                limit);
    }

    boolean back(long id) {
        return jdbc.update(
                        "update home_removal set state = 'UNDOING', cursor = ? where id = ? and state in ('DONE', 'STOPPED')",
                        Long.MAX_VALUE,
                        id)
                == 1;
    }

    boolean end(long id, Removal.State state, Instant now) {
        return jdbc.update(
                        "update home_removal set state = ?, ended = ? where id = ? and state in ('RUNNING', 'UNDOING')",
                        state.name(),
                        Sql.time(now),
                        id)
                == 1;
    }

    List<Removal> latest(int limit) {
        return jdbc.query("select * from home_removal order by id desc limit ?", (row, n) -> removal(row), limit);
    }

    private static Removal removal(ResultSet row) throws SQLException {
        return new Removal(
                row.getLong("id"),
                new Removal.Whom(
                        new TeamId(row.getLong("from_team")),
                        Removal.Kind.valueOf(row.getString("kind")),
                        row.getString("value")),
                new TeamId(row.getLong("to_team")),
                row.getBoolean("promises") ? HomeMoves.Along.ALL : HomeMoves.Along.FREE,
                new AgentId(row.getLong("agent")),
                Removal.State.valueOf(row.getString("state")),
                row.getInt("total"),
                row.getInt("moved"),
                row.getLong("cursor"),
                Sql.instant(row, "begun"),
                Optional.ofNullable(Sql.instantOrNull(row, "ended")));
    }
}
