package io.rapport.server.voice;

import io.rapport.media.quality.Stretches;
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
    ///
    /// @param page whether it came from a page
    /// @param how it ended
    record Row(
            long id,
            CustomerId customer,
            InteractionId interaction,
            Optional<MatterId> matter,
            Optional<PromiseId> promise,
            Said.Direction direction,
            Optional<AgentId> agent,
            Instant began,
            Optional<Instant> answered,
            boolean page,
            Optional<How> how,
            Optional<Instant> ended) {}

    /// A machine answered a call of this agent's.
    ///
    /// @return whether it is one of ours, and up
    boolean machine(long call, AgentId by) {
        return jdbc.update(
                        "update call set machine = true where id = ? and agent = ? and direction = 'OUTBOUND'"
                                + " and state = 'TALKING'",
                        call,
                        by.value())
                == 1;
    }

    boolean isMachine(long call) {
        return Boolean.TRUE.equals(jdbc.queryForObject("select machine from call where id = ?", Boolean.class, call));
    }

    long insert(
            CustomerId customer,
            InteractionId interaction,
            Optional<MatterId> matter,
            Optional<PromiseId> promise,
            Optional<DoorId> door,
            Optional<Long> trunk,
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
                trunk.orElse(null),
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

    void heard(long call, Hearing.Kept heard) {
        heard.opinion().ifPresent(opinion -> jdbc.update("update call set opinion = ? where id = ?", opinion, call));
        for (Remark remark : heard.remarks()) {
            jdbc.update(
                    """
                    insert into call_remark (call, whose, agent, what, way, began, ended, lost_share, jitter_millis,
                                             round_trip_millis)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    call,
                    remark.party().whose().name(),
                    remark.party().agent().map(AgentId::value).orElse(null),
                    remark.what(),
                    remark.stretch().map(stretch -> stretch.way().name()).orElse(null),
                    Sql.time(remark.began()),
                    Sql.time(remark.ended()),
                    remark.stretch().map(Stretches.Stretch::lostShare).orElse(null),
                    remark.stretch().map(Stretches.Stretch::jitterMillis).orElse(null),
                    remark.stretch()
                            .map(Stretches.Stretch::roundTripMillis)
                            .filter(known -> known >= 0)
                            .orElse(null));
        }
    }

    /// To whom a customer was put through.
    ///
    /// @param number E.164
    /// @param carrier whether their carrier did it, so that nothing of it went by us
    record Passed(AgentId by, String number, boolean carrier, Instant at) {}

    void passed(long call, Passed to) {
        jdbc.update("""
                insert into call_passed (call, agent, number, carrier, at) values (?, ?, ?, ?, ?)
                    on conflict (call) do update set agent = excluded.agent, number = excluded.number,
                                                     carrier = excluded.carrier, at = excluded.at
                """, call, to.by().value(), to.number(), to.carrier(), Sql.time(to.at()));
    }

    /// What calls by one trunk came to.
    ///
    /// @param trunk its number
    /// @param calls that were answered
    /// @param deadAir those of them in which nobody heard anything for a while
    /// @param oneWay those in which the customer was not heard, or did not hear us
    /// @param wrongParty those in which somebody else's sound came on the customer's line
    /// @param rough those in which the customer's line did not sound well for a while
    /// @param opinion of listeners on what came from customers, 1 to 4.5; empty: nobody knows
    record Heard(
            long trunk, long calls, long deadAir, long oneWay, long wrongParty, long rough, Optional<Double> opinion) {}

    /// By trunk, of calls that began since then.
    List<Heard> heardSince(Instant since) {
        return jdbc.query(
                """
                select c.trunk, count(*) as calls, avg(c.opinion) as opinion,
                       count(*) filter (where r.whats && array['DEAD_AIR']) as dead_air,
                       count(*) filter (where r.whats && array['NOTHING_COMES', 'ONLY_SILENCE', 'NOTHING_ARRIVES']) as one_way,
                       count(*) filter (where r.whats && array['TWO_SOURCES', 'STRANGER', 'UNPROVEN', 'LOOP', 'ASTRAY'])
                           as wrong_party,
                       count(*) filter (where r.whats && array['ROUGH', 'BAD']) as rough
                  from call c
                  left join lateral (select array_agg(what) as whats from call_remark
                                      where call = c.id and whose <> 'AGENT') r on true
                 where c.trunk is not null and c.began >= ? and c.answered is not null
                 group by c.trunk order by c.trunk
                """,
                (row, n) -> new Heard(
                        row.getLong("trunk"),
                        row.getLong("calls"),
                        row.getLong("dead_air"),
                        row.getLong("one_way"),
                        row.getLong("wrong_party"),
                        row.getLong("rough"),
                        Optional.ofNullable(row.getObject("opinion", Double.class))),
                Sql.time(since));
    }

    /// @return the row's number
    long listens(long call, AgentId who, ListeningIn.How how, Instant began) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "insert into call_listener (call, agent, how, began) values (?, ?, ?, ?) returning id",
                Long.class,
                call,
                who.value(),
                how.name(),
                Sql.time(began)));
    }

    void neverListened(long row) {
        jdbc.update("delete from call_listener where id = ?", row);
    }

    /// @return whether they did until now
    boolean listensNoMore(long row, Instant at) {
        return jdbc.update(
                        "update call_listener set ended = greatest(began, ?) where id = ? and ended is null",
                        Sql.time(at),
                        row)
                == 1;
    }

    /// Who is said to listen to calls that are over does not any more.
    void endListeners() {
        jdbc.update("""
                update call_listener l set ended = greatest(l.began, c.ended) from call c
                 where c.id = l.call and c.ended is not null and l.ended is null
                """);
    }

    Optional<Row> find(long call) {
        return rows("id = ?", call).stream().findFirst();
    }

    Optional<Row> of(InteractionId interaction) {
        return rows("interaction = ?", interaction.value()).stream().findFirst();
    }

    /// Those that have not ended, oldest first.
    List<Row> live() {
        return rows("ended is null");
    }

    private List<Row> rows(String which, Object... arguments) {
        return jdbc.query(
                "select call.*, exists (select 1 from door d where d.id = call.door and d.channel = 'CHAT') as page"
                        + " from call where " + which + " order by id",
                (row, n) -> new Row(
                        row.getLong("id"),
                        new CustomerId(row.getLong("customer")),
                        new InteractionId(row.getLong("interaction")),
                        Optional.ofNullable(Sql.numberOrNull(row, "matter")).map(MatterId::new),
                        Optional.ofNullable(Sql.numberOrNull(row, "promise")).map(PromiseId::new),
                        Said.Direction.valueOf(row.getString("direction")),
                        Optional.ofNullable(Sql.numberOrNull(row, "agent")).map(AgentId::new),
                        Sql.instant(row, "began"),
                        Optional.ofNullable(Sql.instantOrNull(row, "answered")),
                        row.getBoolean("page"),
                        row.getObject("ended") == null
                                ? Optional.empty()
                                : Optional.of(How.valueOf(row.getString("state"))),
                        Optional.ofNullable(Sql.instantOrNull(row, "ended"))),
                arguments);
    }
}
