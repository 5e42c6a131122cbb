package io.rapport.server.voice;

import io.rapport.server.database.Sql;
import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// Calls.
final class CallStore {
    private final JdbcTemplate jdbc;

    CallStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// A call as it is kept.
    record Row(
            long id,
            CustomerId customer,
            InteractionId interaction,
            Optional<MatterId> matter,
            Optional<PromiseId> promise,
            Said.Direction direction,
            Optional<AgentId> agent,
            Instant began,
            Optional<Instant> answered) {}

    long insert(
            CustomerId customer,
            InteractionId interaction,
            Optional<MatterId> matter,
            Optional<PromiseId> promise,
            Optional<DoorId> door,
            long trunk,
            Said.Direction direction,
            Optional<AgentId> agent,
            Instant began) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into call (customer, interaction, matter, promise, door, trunk, direction, state, agent, began)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                customer.value(),
                interaction.value(),
                matter.map(MatterId::value).orElse(null),
                promise.map(PromiseId::value).orElse(null),
                door.map(DoorId::value).orElse(null),
                trunk,
                direction.name(),
                direction == Said.Direction.INBOUND ? "WAITING" : "DIALLING",
                agent.map(AgentId::value).orElse(null),
                Sql.time(began)));
    }

    /// @return whether it had not ended before
    boolean talking(long call, AgentId agent, Instant at) {
        return jdbc.update("""
                        update call set state = 'TALKING', agent = ?, answered = coalesce(answered, ?)
                         where id = ? and ended is null
                        """, agent.value(), Sql.time(at), call) == 1;
    }

    /// @return whether it had not ended before
    boolean pass(long call, AgentId to) {
        return jdbc.update("update call set agent = ? where id = ? and ended is null", to.value(), call) == 1;
    }

    void goesBy(long call, long trunk) {
        jdbc.update("update call set trunk = ? where id = ?", trunk, call);
    }

    void recording(long call) {
        jdbc.update("update call set state = 'VOICEMAIL' where id = ? and ended is null", call);
    }

    /// @return whether it had not ended before
    boolean end(long call, How how, Instant at) {
        return jdbc.update(
                        "update call set state = ?, ended = ? where id = ? and ended is null",
                        how.name(),
                        Sql.time(at),
                        call)
                == 1;
    }

    Optional<Row> find(long call) {
        return rows("id = ?", call).stream().findFirst();
    }

    /// Those that have not ended, oldest first.
    List<Row> live() {
        return rows("ended is null");
    }

    private List<Row> rows(String which, Object... arguments) {
        return jdbc.query(
                "select * from call where " + which + " order by id",
                (row, n) -> new Row(
                        row.getLong("id"),
                        new CustomerId(row.getLong("customer")),
                        new InteractionId(row.getLong("interaction")),
                        Optional.ofNullable(Sql.numberOrNull(row, "matter")).map(MatterId::new),
                        Optional.ofNullable(Sql.numberOrNull(row, "promise")).map(PromiseId::new),
                        Said.Direction.valueOf(row.getString("direction")),
                        Optional.ofNullable(Sql.numberOrNull(row, "agent")).map(AgentId::new),
                        Sql.instant(row, "began"),
                        Optional.ofNullable(Sql.instantOrNull(row, "answered"))),
                arguments);
    }
}
