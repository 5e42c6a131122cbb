package io.rapport.server.mystery;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.PromiseId;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/// Which alarms stand, and the promise that each became.
final class DoorAlarmStore {
    private final JdbcTemplate jdbc;

    DoorAlarmStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Standing(DoorId door, Worry.Kind kind, PromiseId promise, Instant since, String what) {}

    List<Standing> standing() {
        return jdbc.query(
                """
                select a.door, a.kind, a.promise, a.since, p.what from door_alarm a join promise p on p.id = a.promise
                 order by a.door, a.kind
                """,
                (row, n) -> new Standing(
                        new DoorId(row.getLong("door")),
                        Worry.Kind.valueOf(row.getString("kind")),
                        new PromiseId(row.getLong("promise")),
                        Sql.instant(row, "since"),
                        row.getString("what")));
    }

    boolean stands(DoorId door, Worry.Kind kind) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from door_alarm where door = ? and kind = ?)",
                Boolean.class,
                door.value(),
                kind.name()));
    }

    void raise(DoorId door, Worry.Kind kind, PromiseId promise, Instant since) {
        jdbc.update(
                "insert into door_alarm (door, kind, promise, since) values (?, ?, ?, ?)",
                door.value(),
                kind.name(),
                promise.value(),
                Sql.time(since));
    }

    void clear(DoorId door, Worry.Kind kind) {
        jdbc.update("delete from door_alarm where door = ? and kind = ?", door.value(), kind.name());
    }
}
