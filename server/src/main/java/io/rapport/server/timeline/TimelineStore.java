package io.rapport.server.timeline;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TimelineStore {
    private static final String LINES =
            "select l.*, (select u.send_at from outbound u where u.interaction = l.interaction and l.kind = 'OUTBOUND'"
                    + " limit 1) as send_at from timeline_line l";

    private static final Pattern VOTE_LINK = Pattern.compile("https?://\\S{1,200}/v/[A-Za-z0-9_-]{40,100}\\S{0,20}");

    private final JdbcTemplate jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    TimelineStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<TimelineRow> rows) {
        jdbc.execute("""
                insert into timeline_entry (id, customer, at, kind, matter, agent, interaction, ref, detail)
                select id, customer, at, kind, matter, agent, interaction, ref, nullif(detail, '')::jsonb
                  from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                       as t(id, customer, at, kind, matter, agent, interaction, ref, detail)
                on conflict (id) do nothing
                """, (PreparedStatement statement) -> {
            array(statement, 1, "bigint", rows, TimelineRow::id);
            array(statement, 2, "bigint", rows, TimelineRow::customer);
            array(statement, 3, "timestamptz", rows, row -> Sql.time(row.at()).toString());
            array(statement, 4, "text", rows, TimelineRow::kind);
            array(statement, 5, "bigint", rows, TimelineRow::matter);
            array(statement, 6, "bigint", rows, TimelineRow::agent);
            array(statement, 7, "bigint", rows, TimelineRow::interaction);
            array(statement, 8, "bigint", rows, TimelineRow::ref);
            array(
                    statement,
                    9,
                    "text",
                    rows,
                    row -> row.detail().isEmpty() ? "" : json.writeValueAsString(row.detail()));
            return statement.executeUpdate();
        });
    }

    private static void array(
            PreparedStatement statement,
            int at,
            String type,
            List<TimelineRow> rows,
            Function<TimelineRow, @Nullable Object> value)
            throws SQLException {
        Object[] values = rows.stream().map(value).toArray();
        statement.setArray(at, statement.getConnection().createArrayOf(type, values));
    }

    void removeInteraction(InteractionId interaction) {
        jdbc.update("delete from timeline_entry where interaction = ?", interaction.value());
    }

    void clear() {
        jdbc.update("truncate timeline_entry");
    }

    /// Lines before a place, newest first.
    ///
    /// @param kinds only these; none: all
    List<Line> before(CustomerId customer, Instant at, long id, Set<String> kinds, int limit) {
        return lines(
                LINES + " where customer = ? and (at, id) < (?, ?)" + among(kinds)
                        + " order by at desc, id desc limit ?",
                with(kinds, List.of(customer.value(), Sql.time(at), id), limit));
    }

    List<Line> newest(CustomerId customer, Set<String> kinds, int limit) {
        return lines(
                LINES + " where customer = ?" + among(kinds) + " order by at desc, id desc limit ?",
                with(kinds, List.of(customer.value()), limit));
    }

    private static String among(Set<String> kinds) {
        return kinds.isEmpty() ? "" : " and kind = any (?)";
    }

    private static Object[] with(Set<String> kinds, List<Object> first, int limit) {
        List<Object> arguments = new ArrayList<>(first);
        if (!kinds.isEmpty()) {
            arguments.add(kinds.toArray(String[]::new));
        }
        arguments.add(limit);
        return arguments.toArray();
    }

    List<Line> byIds(List<Long> ids) {
        return lines(LINES + " where id = any (?) order by at, id", (Object) ids.toArray(Long[]::new));
    }

    /// @param kind of the lines; `ref` counts within it
    List<Line> ofRef(String kind, long ref) {
        return lines(LINES + " where kind = ? and ref = ? order by at, id", kind, ref);
    }

    List<Line> ofInteraction(InteractionId interaction) {
        return lines(LINES + " where interaction = ? order by at, id", interaction.value());
    }

    private List<Line> lines(String sql, Object... arguments) {
        More more = new More(new HashMap<>(), new HashMap<>(), new HashMap<>(), new CallRemarks(), new VoteRemarks());
        List<Function<More, Line>> rows = new ArrayList<>();
        List<Long> interactions = new ArrayList<>();
        List<Long> calls = new ArrayList<>();
        List<Long> votes = new ArrayList<>();
        Map<String, List<Long>> refs = new HashMap<>();
        jdbc.query(
                sql,
                row -> {
                    Long interaction = Sql.numberOrNull(row, "interaction");
                    if (interaction != null) {
                        interactions.add(interaction);
                        if (row.getString("call_state") != null) {
                            calls.add(interaction);
                        }
                        if ("VOTE".equals(row.getString("channel"))) {
                            votes.add(interaction);
                        }
                    }
                    Long ref = Sql.numberOrNull(row, "ref");
                    if (ref != null) {
                        refs.computeIfAbsent(row.getString("kind"), kind -> new ArrayList<>())
                                .add(ref);
                    }
                    rows.add(line(row));
                },
                arguments);
        if (!interactions.isEmpty()) {
            jdbc.query(
                    "select id, interaction, name, type, bytes from attachment where interaction = any (?) order by id",
                    row -> {
                        more.files()
                                .computeIfAbsent(row.getLong("interaction"), i -> new ArrayList<>())
                                .add(new Line.Attachment(
                                        row.getString("id"),
                                        row.getString("name"),
                                        row.getString("type"),
                                        row.getLong("bytes")));
                    },
                    (Object) interactions.toArray(Long[]::new));
            more.calls().read(jdbc, calls);
            more.votes().read(jdbc, votes);
        }
        more.cards().putAll(HandOverCards.read(jdbc, refs.getOrDefault("HAND_OVER", List.of())));
        rooms(refs.getOrDefault("ROOM", List.of()), more.rooms());
        return rows.stream().map(row -> row.apply(more)).toList();
    }

    /// What lines need besides their own row: files by interaction, cards by hand-over, questions by number.
    private record More(
            Map<Long, List<Line.Attachment>> files,
            Map<Long, Line.Card> cards,
            Map<Long, Asked> rooms,
            CallRemarks calls,
            VoteRemarks votes) {}

    private record Asked(String team, String text, boolean settled, List<Line.RoomAnswer> answers) {}

    private void rooms(List<Long> questions, Map<Long, Asked> rooms) {
        if (questions.isEmpty()) {
            return;
        }
        Object ids = questions.toArray(Long[]::new);
        jdbc.query(
                "select id, team, text, settled is not null as settled from question where id = any (?)",
                row -> {
                    rooms.put(
                            row.getLong("id"),
                            new Asked(
                                    row.getString("team"),
                                    row.getString("text"),
                                    row.getBoolean("settled"),
                                    new ArrayList<>()));
                },
                ids);
        jdbc.query(
                "select id, question, agent, text, at from answer where question = any (?) order by at, id",
                row -> {
                    Asked asked = rooms.get(row.getLong("question"));
                    if (asked != null) {
                        asked.answers()
                                .add(new Line.RoomAnswer(
                                        row.getString("id"),
                                        row.getString("agent"),
                                        row.getString("text"),
                                        Sql.instant(row, "at")));
                    }
                },
                ids);
    }

    private Function<More, Line> line(ResultSet row) throws SQLException {
        return switch (row.getString("kind")) {
            case "INBOUND" -> inbound(row);
            case "OUTBOUND" -> outbound(row);
            case "NOTE" ->
                fixed(new Line.Note(
                        row.getString("id"),
                        Sql.instant(row, "at"),
                        row.getString("matter"),
                        row.getString("agent"),
                        text(row, "note")));
            case "PROMISE" -> promise(row);
            case "HAND_OVER" -> handOver(row);
            case "ROOM" -> room(row);
            case "MATTER" -> {
                JsonNode detail = detail(row);
                yield fixed(new Line.OfMatter(
                        row.getString("id"),
                        Sql.instant(row, "at"),
                        row.getString("matter"),
                        row.getString("agent"),
                        detail.path("event").asString(""),
                        text(row, "about"),
                        detail.path("why").asString("")));
            }
            case "HOME" ->
                fixed(new Line.Home(
                        row.getString("id"),
                        Sql.instant(row, "at"),
                        null,
                        row.getString("agent"),
                        detail(row).path("event").asString(""),
                        detail(row).path("from").asString(""),
                        detail(row).path("to").asString("")));
            case "MERGE" ->
                fixed(new Line.Merge(
                        row.getString("id"),
                        Sql.instant(row, "at"),
                        null,
                        row.getString("agent"),
                        detail(row).path("event").asString(""),
                        text(row, "about")));
            default -> throw new IllegalStateException("a timeline line of the unknown kind " + row.getString("kind"));
        };
    }

    private static Function<More, Line> fixed(Line line) {
        return more -> line;
    }

    private static Function<More, Line> handOver(ResultSet row) throws SQLException {
        long ref = row.getLong("ref");
        Line.HandOver line = new Line.HandOver(
                row.getString("id"),
                Sql.instant(row, "at"),
                row.getString("matter"),
                row.getString("agent"),
                text(row, "from_agent"),
                text(row, "to_agent"),
                new Line.Card("", "", "", "", "", ""),
                text(row, "hand_over_state"),
                row.getString("reason"));
        return more -> new Line.HandOver(
                line.id(),
                line.at(),
                line.matter(),
                line.agent(),
                line.from(),
                line.to(),
                more.cards().getOrDefault(ref, line.card()),
                line.state(),
                line.reason());
    }

    private static Function<More, Line> room(ResultSet row) throws SQLException {
        String id = row.getString("id");
        Instant at = Sql.instant(row, "at");
        String matter = row.getString("matter");
        String agent = row.getString("agent");
        long question = row.getLong("ref");
        return more -> {
            Asked asked = more.rooms().getOrDefault(question, new Asked("", "", true, List.of()));
            return new Line.Room(
                    id,
                    at,
                    matter,
                    agent,
                    Long.toString(question),
                    asked.team(),
                    asked.text(),
                    List.copyOf(asked.answers()),
                    asked.settled());
        };
    }

    private Function<More, Line> inbound(ResultSet row) throws SQLException {
        long interaction = row.getLong("interaction");
        String name = text(row, "address_name");
        String from = name.isEmpty() ? text(row, "address") : name + " <" + text(row, "address") + ">";
        String fate = row.getString("fate") == null
                ? ""
                : row.getString("fate") + (text(row, "fate_detail").isEmpty() ? "" : ": " + text(row, "fate_detail"));
        Line.Inbound line = new Line.Inbound(
                row.getString("id"),
                Sql.instant(row, "at"),
                row.getString("matter"),
                null,
                Long.toString(interaction),
                text(row, "channel"),
                from,
                text(row, "door"),
                text(row, "subject"),
                withFields(text(row, "text"), row.getString("fields")),
                row.getBoolean("html"),
                row.getBoolean("remote_images"),
                List.of(),
                text(row, "proof"),
                row.getString("reply_to"),
                fate,
                row.getBoolean("unreadable"),
                row.getBoolean("truncated"),
                call(row),
                null);
        return more -> new Line.Inbound(
                line.id(),
                line.at(),
                line.matter(),
                line.agent(),
                line.interaction(),
                line.channel(),
                line.from(),
                line.door(),
                line.subject(),
                line.text(),
                line.html(),
                line.remoteImages(),
                more.files().getOrDefault(interaction, List.of()),
                line.proof(),
                line.replyTo(),
                line.fate(),
                line.unreadable(),
                line.truncated(),
                more.calls().on(interaction, line.call()),
                more.votes().of(interaction));
    }

    private String withFields(String text, @Nullable String fields) {
        if (fields == null) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        for (JsonNode field : json.readTree(fields)) {
            out.append("\n")
                    .append(field.path("label").asString(""))
                    .append(": ")
                    .append(field.path("value").asString(""));
        }
        return out.toString();
    }

    private Function<More, Line> outbound(ResultSet row) throws SQLException {
        long interaction = row.getLong("interaction");
        String id = row.getString("id");
        Instant at = Sql.instant(row, "at");
        String matter = row.getString("matter");
        String agent = row.getString("agent");
        String channel = text(row, "channel");
        String name = text(row, "address_name");
        String to = name.isEmpty() ? text(row, "address") : name + " <" + text(row, "address") + ">";
        String subject = text(row, "subject");
        boolean automatic = row.getBoolean("automatic");
        String text = automatic ? withoutVotes(text(row, "text")) : text(row, "text");
        Instant changed = Sql.instantOrNull(row, "outbound_changed");
        String state = row.getString("outbound_state");
        Line.Delivery delivery = new Line.Delivery(
                state == null ? "ACCEPTED" : state,
                text(row, "outbound_detail"),
                row.getInt("attempts"),
                changed == null ? at : changed,
                Sql.instantOrNull(row, "send_at"));
        Line.@Nullable Call call = call(row);
        return more -> new Line.Outbound(
                id,
                at,
                matter,
                agent,
                Long.toString(interaction),
                channel,
                to,
                subject,
                text,
                more.files().getOrDefault(interaction, List.of()),
                automatic,
                delivery,
                more.calls().on(interaction, call));
    }

    /// A link by which a customer says how it was is theirs alone: none of us ever sees one.
    private static String withoutVotes(String text) {
        return VOTE_LINK.matcher(text).replaceAll("…");
    }

    private static Line.@Nullable Call call(ResultSet row) throws SQLException {
        String state = row.getString("call_state");
        Instant began = Sql.instantOrNull(row, "call_began");
        if (state == null || began == null) {
            return null;
        }
        Instant answered = Sql.instantOrNull(row, "call_answered");
        Instant ended = Sql.instantOrNull(row, "call_ended");
        Instant waited = answered != null ? answered : ended != null ? ended : began;
        return new Line.Call(
                state,
                row.getString("call_agent"),
                Duration.between(began, waited).toSeconds(),
                answered == null || ended == null
                        ? 0
                        : Duration.between(answered, ended).toSeconds(),
                List.of(),
                null,
                List.of(),
                null,
                null);
    }

    private Function<More, Line> promise(ResultSet row) throws SQLException {
        JsonNode detail = detail(row);
        String deadline = detail.path("deadline").asString("");
        return fixed(new Line.OfPromise(
                row.getString("id"),
                Sql.instant(row, "at"),
                row.getString("matter"),
                row.getString("agent"),
                text(row, "ref"),
                detail.path("event").asString(""),
                text(row, "what"),
                deadline.isEmpty() ? Sql.instant(row, "at") : Instant.parse(deadline),
                row.getString("owner"),
                text(row, "promise_kind")));
    }

    private JsonNode detail(ResultSet row) throws SQLException {
        String detail = row.getString("detail");
        return json.readTree(detail == null ? "{}" : detail);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
