package io.rapport.server.timeline;

import io.rapport.server.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Reads what is to be said of the sound of calls.
final class CallRemarks {
    private CallRemarks() {}

    /// @param into by the interactions of the calls
    static void read(JdbcTemplate jdbc, List<Long> interactions, Map<Long, List<Line.Remark>> into) {
        if (interactions.isEmpty()) {
            return;
        }
        jdbc.query(
                """
                select c.interaction, c.trunk is null as page, r.* from call_remark r join call c on c.id = r.call
                 where c.interaction = any (?) order by r.began, r.id
                """,
                row -> {
                    into.computeIfAbsent(row.getLong("interaction"), fresh -> new ArrayList<>())
                            .add(remark(row));
                },
                (Object) interactions.toArray(Long[]::new));
    }

    /// @param into by the interactions of the calls
    static void recordings(JdbcTemplate jdbc, List<Long> interactions, Map<Long, Line.RecordingRef> into) {
        if (interactions.isEmpty()) {
            return;
        }
        jdbc.query(
                "select * from recording where interaction = any (?) order by id",
                row -> {
                    into.put(
                            row.getLong("interaction"),
                            new Line.RecordingRef(
                                    row.getString("id"),
                                    row.getString("basis"),
                                    row.getString("asked_by"),
                                    Sql.instant(row, "began"),
                                    row.getObject("millis", Integer.class)));
                },
                (Object) interactions.toArray(Long[]::new));
    }

    /// @param into by the interactions of the calls
    static void passed(JdbcTemplate jdbc, List<Long> interactions, Map<Long, Line.PassedRef> into) {
        if (interactions.isEmpty()) {
            return;
        }
        jdbc.query(
                "select c.interaction, p.* from call_passed p join call c on c.id = p.call where c.interaction = any (?)",
                row -> {
                    into.put(
                            row.getLong("interaction"),
                            new Line.PassedRef(
                                    row.getString("agent"),
                                    row.getString("number"),
                                    row.getBoolean("carrier"),
                                    Sql.instant(row, "at")));
                },
                (Object) interactions.toArray(Long[]::new));
    }

    private static Line.Remark remark(ResultSet row) throws SQLException {
        return new Line.Remark(
                row.getString("what"),
                row.getString("whose"),
                row.getString("agent"),
                row.getString("whose").equals("AGENT") || row.getBoolean("page") ? "NETWORK" : "CARRIER",
                row.getString("way"),
                Sql.instant(row, "began"),
                Sql.instant(row, "ended"),
                rounded(row, "lost_share", 100),
                rounded(row, "jitter_millis", 1),
                rounded(row, "round_trip_millis", 1));
    }

    private static @Nullable Integer rounded(ResultSet row, String column, int times) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (int) Math.round(times * value);
    }
}
