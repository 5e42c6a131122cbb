package io.rapport.server.timeline;

import io.rapport.server.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// What is to be said of calls besides what became of them: how they sounded, who recorded them and who listened, what
/// came of them and whereto they were put through; all by the interactions of the calls.
record CallRemarks(
        Map<Long, List<Line.Remark>> remarks,
        Map<Long, Line.RecordingRef> recordings,
        Map<Long, List<Line.Listened>> listeners,
        Map<Long, Line.Disposition> dispositions,
        Map<Long, Line.PassedRef> passed) {

    CallRemarks() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    /// A call with all of it.
    Line.@Nullable Call on(long interaction, Line.@Nullable Call call) {
        return call == null
                ? null
                : call.with(
                        remarks.getOrDefault(interaction, List.of()),
                        recordings.get(interaction),
                        listeners.getOrDefault(interaction, List.of()),
                        dispositions.get(interaction),
                        passed.get(interaction));
    }

    /// Reads it.
    void read(JdbcTemplate jdbc, List<Long> interactions) {
        if (interactions.isEmpty()) {
            return;
        }
        Object ids = interactions.toArray(Long[]::new);
        jdbc.query(
                """
                select c.interaction, c.trunk is null as page, r.* from call_remark r join call c on c.id = r.call
                 where c.interaction = any (?) order by r.began, r.id
                """,
                row -> {
                    remarks.computeIfAbsent(row.getLong("interaction"), fresh -> new ArrayList<>())
                            .add(remark(row));
                },
                ids);
        jdbc.query(
                "select * from recording where interaction = any (?) order by id",
                row -> {
                    recordings.put(
                            row.getLong("interaction"),
                            new Line.RecordingRef(
                                    row.getString("id"),
                                    row.getString("basis"),
                                    row.getString("asked_by"),
                                    Sql.instant(row, "began"),
                                    row.getObject("millis", Integer.class)));
                },
                ids);
        jdbc.query(
                "select c.interaction, p.* from call_passed p join call c on c.id = p.call where c.interaction = any (?)",
                row -> {
                    passed.put(
                            row.getLong("interaction"),
                            new Line.PassedRef(
                                    row.getString("agent"),
                                    row.getString("number"),
                                    row.getBoolean("carrier"),
                                    Sql.instant(row, "at")));
                },
                ids);
        jdbc.query(
                """
                select c.interaction, l.* from call_listener l join call c on c.id = l.call
                 where c.interaction = any (?) order by l.began, l.id
                """,
                row -> {
                    listeners
                            .computeIfAbsent(row.getLong("interaction"), fresh -> new ArrayList<>())
                            .add(new Line.Listened(
                                    row.getString("agent"),
                                    row.getString("how"),
                                    Sql.instant(row, "began"),
                                    Sql.instantOrNull(row, "ended")));
                },
                ids);
        jdbc.query(
                """
                select c.interaction, c.agent, c.at, d.id, d.name from call_disposition c
                  join disposition d on d.id = c.disposition where c.interaction = any (?)
                """,
                row -> {
                    dispositions.put(
                            row.getLong("interaction"),
                            new Line.Disposition(
                                    row.getString("id"),
                                    row.getString("name"),
                                    row.getString("agent"),
                                    Sql.instant(row, "at")));
                },
                ids);
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
