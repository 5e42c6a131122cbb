package io.rapport.server.recording;

import io.rapport.server.database.Sql;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// Recordings and rules.
final class RecordingStore {
    private final JdbcTemplate jdbc;

    RecordingStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    // ----------------------------------------------------------------------------------------------------------- rules

    RecordingRule rule(TeamId team) {
        return jdbc
                .query(
                        "select rule, keep_days from recording_rule where team = ?",
                        (row, n) -> new RecordingRule(
                                team,
                                RecordingRule.Rule.valueOf(row.getString("rule")),
                                Duration.ofDays(row.getInt("keep_days"))),
                        team.value())
                .stream()
                .findFirst()
                .orElseGet(() -> RecordingRule.unsaid(team));
    }

    void rule(RecordingRule rule) {
        jdbc.update(
                """
                insert into recording_rule (team, rule, keep_days) values (?, ?, ?)
                on conflict (team) do update set rule = excluded.rule, keep_days = excluded.keep_days
                """, rule.team().value(), rule.rule().name(), (int) rule.keep().toDays());
    }

    // ------------------------------------------------------------------------------------------------------ recordings

    long insert(
            CustomerId customer, InteractionId interaction, TeamId team, Basis basis, Instant began, Instant forget) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into recording (customer, interaction, team, basis, asked_by, began, forget_at)
                values (?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                customer.value(),
                interaction.value(),
                team.value(),
                basis instanceof Basis.Announced ? "ANNOUNCED" : "CONSENTED",
                basis instanceof Basis.Consented consented ? consented.to().value() : null,
                Sql.time(began),
                Sql.time(forget)));
    }

    void agent(long recording, AgentId agent) {
        jdbc.update(
                "insert into recording_agent (recording, agent) values (?, ?) on conflict do nothing",
                recording,
                agent.value());
    }

    /// @return whether there still is such a recording; locks it until the transaction ends
    boolean lock(long recording) {
        return !jdbc.queryForList("select id from recording where id = ? for update", Long.class, recording)
                .isEmpty();
    }

    void part(long recording, int number, BlobId blob, byte[] levels, byte[] sha256) {
        jdbc.update(
                "insert into recording_part (recording, number, blob, levels, sha256) values (?, ?, ?, ?, ?)",
                recording,
                number,
                blob.value(),
                levels,
                sha256);
        jdbc.update(
                "update recording set chain = sha256(chain || ? || int4send(?)) where id = ?",
                sha256,
                number,
                recording);
    }

    long gap(long recording, Recording.Why why, Optional<AgentId> agent, int began) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "insert into recording_gap (recording, why, agent, began_millis) values (?, ?, ?, ?) returning id",
                Long.class,
                recording,
                why.name(),
                agent.map(AgentId::value).orElse(null),
                began));
    }

    void endGap(long recording, Recording.Why why, int ended) {
        jdbc.update(
                "update recording_gap set ended_millis = ? where recording = ? and why = ? and ended_millis is null",
                ended,
                recording,
                why.name());
    }

    void end(long recording, int millis) {
        jdbc.update(
                "update recording_gap set ended_millis = ? where recording = ? and ended_millis is null",
                millis,
                recording);
        jdbc.update("update recording set millis = ? where id = ? and millis is null", millis, recording);
    }

    /// Those that a process which is no more has left end where their last part does.
    int endLeft() {
        return jdbc.update("""
                update recording r set millis = coalesce(
                       (select (max(number) + 1) * 5000 from recording_part where recording = r.id), 0)
                 where millis is null
                """);
    }

    Optional<Recording> find(long id) {
        return jdbc.query("""
                        select r.*, array(select agent from recording_agent where recording = r.id order by agent) as agents
                          from recording r where id = ?
                        """, (row, n) -> recording(row), id).stream().findFirst();
    }

    private Recording recording(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        Long[] agents = (Long[]) row.getArray("agents").getArray();
        return new Recording(
                id,
                new CustomerId(row.getLong("customer")),
                new InteractionId(row.getLong("interaction")),
                new TeamId(row.getLong("team")),
                row.getString("basis").equals("ANNOUNCED")
                        ? new Basis.Announced()
                        : new Basis.Consented(new AgentId(row.getLong("asked_by"))),
                Sql.instant(row, "began"),
                Optional.ofNullable(row.getObject("millis", Integer.class)),
                List.of(agents).stream().map(AgentId::new).toList(),
                gaps(id));
    }

    private List<Recording.Gap> gaps(long recording) {
        return jdbc.query(
                "select * from recording_gap where recording = ? order by id",
                (row, n) -> new Recording.Gap(
                        Recording.Why.valueOf(row.getString("why")),
                        Optional.ofNullable(Sql.numberOrNull(row, "agent")).map(AgentId::new),
                        row.getInt("began_millis"),
                        Optional.ofNullable(row.getObject("ended_millis", Integer.class))),
                recording);
    }

    /// A part as its row has it.
    record Kept(int number, BlobId blob, byte[] levels, byte[] sha256) {}

    /// In their order.
    List<Kept> parts(long recording) {
        return parts(recording, 0, Integer.MAX_VALUE);
    }

    /// @param until the first that is not wanted any more
    List<Kept> parts(long recording, int from, int until) {
        return jdbc.query(
                "select * from recording_part where recording = ? and number >= ? and number < ? order by number",
                (row, n) -> new Kept(
                        row.getInt("number"),
                        new BlobId(row.getObject("blob", UUID.class)),
                        row.getBytes("levels"),
                        row.getBytes("sha256")),
                recording,
                from,
                until);
    }

    byte[] chain(long recording) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select chain from recording where id = ?", byte[].class, recording));
    }

    List<Long> due(Instant now, int most) {
        return jdbc.queryForList(
                "select id from recording where forget_at <= ? and millis is not null order by forget_at limit ?",
                Long.class,
                Sql.time(now),
                most);
    }

    List<BlobId> blobs(long recording) {
        return parts(recording).stream().map(Kept::blob).toList();
    }

    void delete(long recording) {
        jdbc.update("delete from recording where id = ?", recording);
    }
}
