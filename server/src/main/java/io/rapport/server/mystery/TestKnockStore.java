package io.rapport.server.mystery;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.DoorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// Test knocks and their schedule, and what is known of who waits and arrives at a door.
final class TestKnockStore {
    private final JdbcTemplate jdbc;

    TestKnockStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    long insert(DoorId door, Instant at) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "insert into test_knock (door, at) values (?, ?) returning id",
                Long.class,
                door.value(),
                Sql.time(at)));
    }

    void failed(long number, String why) {
        jdbc.update(
                "update test_knock set failure = ? where id = ?",
                why.length() > 300 ? why.substring(0, 300) : why,
                number);
    }

    /// @return whether there is such a test knock, and it had no receipt yet
    boolean receipt(long number, Instant at) {
        return jdbc.update(
                        "update test_knock set receipt_at = ? where id = ? and receipt_at is null",
                        Sql.time(at),
                        number)
                == 1;
    }

    /// @return whether there is such a test knock, and it had no answer yet
    boolean answered(long number, Instant at) {
        return jdbc.update(
                        "update test_knock set answered_at = ? where id = ? and answered_at is null",
                        Sql.time(at),
                        number)
                == 1;
    }

    /// Whether one of us has answered the call that this test knock is.
    boolean isTalkedWith(long number) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                        select exists (select 1 from inbound n join call c on c.interaction = n.interaction
                                        where n.test_knock = ? and c.answered is not null)
                        """, Boolean.class, number));
    }

    Optional<TestKnock> find(long number) {
        return jdbc.query("select * from test_knock_line where id = ?", (row, n) -> knock(row), number).stream()
                .findFirst();
    }

    Optional<TestKnock> last(DoorId door) {
        return jdbc
                .query(
                        "select * from test_knock_line where door = ? order by id desc limit 1",
                        (row, n) -> knock(row),
                        door.value())
                .stream()
                .findFirst();
    }

    private static TestKnock knock(ResultSet row) throws SQLException {
        String fate = row.getString("fate");
        return new TestKnock(
                row.getLong("id"),
                new DoorId(row.getLong("door")),
                Sql.instant(row, "at"),
                row.getString("failure"),
                Optional.ofNullable(Sql.instantOrNull(row, "arrived_at")),
                "JUNK".equals(fate) || "DISMISSED_JUNK".equals(fate),
                Optional.ofNullable(Sql.instantOrNull(row, "receipt_at")),
                Optional.ofNullable(Sql.instantOrNull(row, "answered_at")),
                Optional.ofNullable(Sql.instantOrNull(row, "deadline")));
    }

    /// Every how many hours a door is knocked at; doors that are not named: never.
    Map<DoorId, Integer> schedule() {
        Map<DoorId, Integer> hours = new HashMap<>();
        jdbc.query("select door, every_hours from test_knock_schedule", row -> {
            hours.put(new DoorId(row.getLong("door")), row.getInt("every_hours"));
        });
        return hours;
    }

    /// @param hours 1 to 168; 0 switches it off
    void schedule(DoorId door, int hours) {
        if (hours == 0) {
            jdbc.update("delete from test_knock_schedule where door = ?", door.value());
        } else {
            jdbc.update("""
                    insert into test_knock_schedule (door, every_hours) values (?, ?)
                    on conflict (door) do update set every_hours = excluded.every_hours
                    """, door.value(), hours);
        }
    }

    /// Deadlines of the answers that are waited for at a door and have passed, oldest first; at most 200.
    List<Overdue> overdue(DoorId door, Instant now) {
        return jdbc.query(
                "select deadline, mystery from waiting_at_door where door = ? and deadline < ? order by deadline limit 200",
                (row, n) -> new Overdue(Sql.instant(row, "deadline"), row.getBoolean("mystery")),
                door.value(),
                Sql.time(now));
    }

    record Overdue(Instant deadline, boolean mystery) {}

    /// How many people knocked at a door in each hour of the wall clock since then; hours without any are left out.
    /// Junk and test knocks are nobody.
    Map<LocalDateTime, Integer> arrivals(DoorId door, Instant since, ZoneId zone) {
        Map<LocalDateTime, Integer> counts = new HashMap<>();
        jdbc.query(
                """
                select date_trunc('hour', received at time zone ?) as hour, count(*) as n from inbound
                 where door = ? and received >= ? and test_knock is null and fate not in ('JUNK', 'DISMISSED_JUNK')
                   and channel <> 'VOTE'
                 group by 1
                """,
                row -> {
                    counts.put(row.getObject("hour", LocalDateTime.class), row.getInt("n"));
                },
                zone.getId(),
                door.value(),
                Sql.time(since));
        return counts;
    }
}
