package io.rapport.server.home;

import io.rapport.server.customer.Customers;
import io.rapport.server.database.Sql;
import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class HomeMoveStore {
    private final JdbcTemplate jdbc;

    HomeMoveStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param homes what it was before
    record Row(long id, CustomerId customer, TeamId to, List<Customers.Home> homes) {}

    /// A promise that went along.
    record Gone(PromiseId promise, TeamId team, Optional<AgentId> owner) {}

    long insert(
            CustomerId customer,
            TeamId from,
            TeamId to,
            AgentId by,
            List<Customers.Home> before,
            boolean tell,
            Optional<Long> removal,
            Instant now) {
        Long id = jdbc.queryForObject(
                """
                insert into home_move (customer, from_team, to_team, agent, records, teams, whys, details, tell, removal, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                customer.value(),
                from.value(),
                to.value(),
                by.value(),
                before.stream().map(home -> home.record().value()).toArray(Long[]::new),
                before.stream().map(home -> home.team().value()).toArray(Long[]::new),
                before.stream().map(Customers.Home::why).toArray(String[]::new),
                before.stream().map(Customers.Home::detail).toArray(String[]::new),
                tell,
                removal.orElse(null),
                Sql.time(now));
        return Objects.requireNonNull(id);
    }

    void remember(long move, List<Promised> going) {
        going.forEach(promise -> jdbc.update(
                "insert into home_move_promise (move, promise, owner, team) values (?, ?, ?, ?)",
                move,
                promise.id().value(),
                promise.owner().map(AgentId::value).orElse(null),
                promise.team().value()));
    }

    /// The last move of a person, if it was not undone.
    Optional<Row> last(CustomerId customer) {
        return jdbc.query("""
                        select * from (select * from home_move where customer = ? order by id desc limit 1) last
                         where undone is null
                        """, (row, n) -> row(row), customer.value()).stream().findFirst();
    }

    private static Row row(ResultSet row) throws SQLException {
        Long[] records = (Long[]) row.getArray("records").getArray();
        Long[] teams = (Long[]) row.getArray("teams").getArray();
        String[] whys = (String[]) row.getArray("whys").getArray();
        String[] details = (String[]) row.getArray("details").getArray();
        List<Customers.Home> homes = new ArrayList<>();
        // Of an erased person nothing is left to give back.
        for (int i = 0; i < Math.min(records.length, whys.length); i++) {
            homes.add(new Customers.Home(new CustomerId(records[i]), new TeamId(teams[i]), whys[i], details[i]));
        }
        return new Row(
                row.getLong("id"), new CustomerId(row.getLong("customer")), new TeamId(row.getLong("to_team")), homes);
    }

    List<Gone> gone(long move) {
        return jdbc.query(
                "select promise, team, owner from home_move_promise where move = ? order by promise",
                (row, n) -> new Gone(
                        new PromiseId(row.getLong("promise")),
                        new TeamId(row.getLong("team")),
                        Optional.ofNullable(Sql.numberOrNull(row, "owner")).map(AgentId::new)),
                move);
    }

    void undone(long move, Instant now) {
        jdbc.update("update home_move set undone = ? where id = ?", Sql.time(now), move);
    }

    List<Row> untold(Instant before, int limit) {
        return jdbc.query("""
                select * from home_move where tell and told is null and undone is null and at <= ? order by id limit ?
                """, (row, n) -> row(row), Sql.time(before), limit);
    }

    /// @return whether nobody was told of it yet, and it stands
    boolean told(long move, Instant now) {
        return jdbc.update(
                        "update home_move set told = ? where id = ? and tell and told is null and undone is null",
                        Sql.time(now),
                        move)
                == 1;
    }
}
