package io.rapport.server.promise;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.vocabulary.WorkId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class PromiseStore {
    private static final String COLUMNS =
            "id, customer, matter, team, kind, what, made_at, deadline, state, risk, owner, helper, work, knocks,"
                    + " aside_until";

    private final BundlingTemplate jdbc;

    PromiseStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    PromiseId insert(
            Promises.Draft draft, Channel channel, Optional<WorkId> work, @Nullable Instant check, Instant now) {
        long id = jdbc.number("promise");
        jdbc.later(
                """
                insert into promise (id, customer, matter, team, kind, what, channel, made_at, made_by, deadline, state,
                                     risk, owner, work, proven, knock_doors, knock_since, next_check_at)
                overriding system value
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?::bigint[], ?, ?)
                """,
                id,
                draft.customer().value(),
                draft.matter().value(),
                draft.team().value(),
                draft.kind().name(),
                draft.what(),
                channel.name(),
                Sql.time(now),
                draft.madeBy().map(AgentId::value).orElse(null),
                Sql.time(draft.deadline()),
                Escalation.risk(now, draft.deadline(), now).name(),
                draft.owner().map(AgentId::value).orElse(null),
                work.map(WorkId::value).orElse(null),
                draft.proven(),
                draft.door().map(d -> "{" + d.value() + "}").orElse("{}"),
                Sql.time(now),
                Sql.timeOrNull(check));
        return new PromiseId(id);
    }

    List<Duration> answerTimes(TeamId team, Channel channel, Instant since, int limit) {
        return jdbc.query(
                """
                select made_at, ended from promise
                 where team = ? and channel = ? and kind = 'ANSWER' and state = 'KEPT' and ended > ?
                 order by ended desc limit ?
                """,
                (row, n) -> Duration.between(Sql.instant(row, "made_at"), Sql.instant(row, "ended")),
                team.value(),
                channel.name(),
                Sql.time(since),
                limit);
    }

    Optional<Channel> channelOf(PromiseId id) {
        return Sql.texts(jdbc, "select channel from promise where id = ?", id.value()).stream()
                .findFirst()
                .map(Channel::valueOf);
    }

    /// Until the end of the transaction nobody else takes anything for this agent. Taken before any row is locked.
    void onlyOneTakes(AgentId agent) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 2))", row -> {}, "takes for agent " + agent);
    }

    int answersOwed(AgentId agent, Channel channel) {
        Integer owed = jdbc.queryForObject("""
                select count(distinct matter) from promise
                 where owner = ? and channel = ? and kind = 'ANSWER' and state = 'OPEN'
                """, Integer.class, agent.value(), channel.name());
        return owed == null ? 0 : owed;
    }

    Optional<Promised> find(PromiseId id) {
        return jdbc
                .query("select " + COLUMNS + " from promise where id = ?", (row, n) -> promised(row), id.value())
                .stream()
                .findFirst();
    }

    List<Promised> open(CustomerId customer) {
        return jdbc.query(
                "select " + COLUMNS + " from promise where customer = ? and state = 'OPEN' order by deadline, id",
                (row, n) -> promised(row),
                customer.value());
    }

    List<Promised> openAnswers(MatterId matter) {
        return jdbc.query(
                "select " + COLUMNS
                        + " from promise where matter = ? and state = 'OPEN' and kind = 'ANSWER' order by id",
                (row, n) -> promised(row),
                matter.value());
    }

    List<Promised> openOf(MatterId matter) {
        return jdbc.query(
                "select " + COLUMNS + " from promise where matter = ? and state = 'OPEN' order by deadline, id",
                (row, n) -> promised(row),
                matter.value());
    }

    List<Promised> openOwnedBy(AgentId agent) {
        return jdbc.query(
                "select " + COLUMNS + " from promise where owner = ? and state = 'OPEN' order by deadline, id",
                (row, n) -> promised(row),
                agent.value());
    }

    List<Promised> due(Instant now, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from promise where state = 'OPEN' and next_check_at <= ?"
                        + " order by next_check_at limit ?",
                (row, n) -> promised(row),
                Sql.time(now),
                limit);
    }

    void knock(PromiseId id, Optional<DoorId> door) {
        jdbc.later(
                """
                update promise set knocks = knocks + 1,
                       knock_doors = case when ? = any (knock_doors) then knock_doors else knock_doors || ?::bigint end
                 where id = ?
                """, door.map(DoorId::value).orElse(0L), door.map(DoorId::value).orElse(0L), id.value());
    }

    void own(PromiseId id, Optional<AgentId> owner) {
        jdbc.update(
                "update promise set owner = ?, helper = case when helper = ? then null else helper end where id = ?",
                owner.map(AgentId::value).orElse(null),
                owner.map(AgentId::value).orElse(null),
                id.value());
    }

    void rehome(PromiseId id, TeamId team) {
        jdbc.update("update promise set team = ?, helper = null where id = ?", team.value(), id.value());
    }

    void putAside(PromiseId id, Instant until, Instant at) {
        jdbc.update(
                "update promise set aside_until = ?, aside_at = ? where id = ?",
                Sql.time(until),
                Sql.time(at),
                id.value());
    }

    void bringBack(PromiseId id) {
        jdbc.update("update promise set aside_until = null, aside_at = null where id = ?", id.value());
    }

    /// Those whose moment has come.
    List<PromiseId> dueBack(Instant now, int limit) {
        return Sql.longs(
                        jdbc,
                        "select id from promise where state = 'OPEN' and aside_until <= ? order by aside_until limit ?",
                        Sql.time(now),
                        limit)
                .stream()
                .map(PromiseId::new)
                .toList();
    }

    boolean anyAside() {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from promise where state = 'OPEN' and aside_until is not null)", Boolean.class));
    }

    /// Promises of these records that were put aside before that moment.
    List<PromiseId> asideBefore(List<CustomerId> records, Instant moment) {
        return Sql.longs(
                        jdbc,
                        """
                        select id from promise
                         where state = 'OPEN' and aside_until is not null and aside_at < ? and customer = any (?)
                         order by id
                        """,
                        Sql.time(moment),
                        records.stream().map(CustomerId::value).toArray(Long[]::new))
                .stream()
                .map(PromiseId::new)
                .toList();
    }

    void help(PromiseId id, AgentId helper) {
        jdbc.update("update promise set helper = ? where id = ?", helper.value(), id.value());
    }

    void risk(PromiseId id, Promised.Risk risk, @Nullable Instant nextCheck) {
        jdbc.update(
                "update promise set risk = ?, next_check_at = ? where id = ?",
                risk.name(),
                Sql.timeOrNull(nextCheck),
                id.value());
    }

    void hurry(PromiseId id, String what, Instant deadline) {
        jdbc.update("update promise set what = ?, deadline = ? where id = ?", what, Sql.time(deadline), id.value());
    }

    void deadline(PromiseId id, Instant deadline) {
        jdbc.update("update promise set deadline = ? where id = ?", Sql.time(deadline), id.value());
    }

    boolean end(PromiseId id, Promised.State state, Optional<AgentId> by, String why, Instant at) {
        return jdbc.update(
                        """
                        update promise set state = ?, ended = ?, ended_by = ?, ended_why = ?, next_check_at = null,
                               aside_until = null, aside_at = null
                         where id = ? and state = 'OPEN'
                        """, state.name(), Sql.time(at), by.map(AgentId::value).orElse(null), why, id.value())
                == 1;
    }

    private static Promised promised(ResultSet row) throws SQLException {
        return new Promised(
                new PromiseId(row.getLong("id")),
                new CustomerId(row.getLong("customer")),
                new MatterId(row.getLong("matter")),
                new TeamId(row.getLong("team")),
                Promised.Kind.valueOf(row.getString("kind")),
                row.getString("what"),
                Sql.instant(row, "made_at"),
                Sql.instant(row, "deadline"),
                Promised.State.valueOf(row.getString("state")),
                Promised.Risk.valueOf(row.getString("risk")),
                Optional.ofNullable(Sql.numberOrNull(row, "owner")).map(AgentId::new),
                Optional.ofNullable(Sql.numberOrNull(row, "helper")).map(AgentId::new),
                Optional.ofNullable(Sql.numberOrNull(row, "work")).map(WorkId::new),
                row.getInt("knocks"),
                Optional.ofNullable(Sql.instantOrNull(row, "aside_until")));
    }

    record Offer(long id, PromiseId promise, CustomerId customer, AgentId from, AgentId to) {}

    Optional<Long> offer(Promised promise, AgentId from, AgentId to, HandOverCard card, boolean tell, Instant at) {
        return Sql.longs(
                        jdbc,
                        """
                        insert into hand_over (promise, customer, from_agent, to_agent, asked, promised, tried,
                                               dont_ask, mood, next_step, tell, state, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OFFERED', ?)
                        on conflict (promise) where state = 'OFFERED' do nothing returning id
                        """,
                        promise.id().value(),
                        promise.customer().value(),
                        from.value(),
                        to.value(),
                        card.asked(),
                        card.promised(),
                        card.tried(),
                        card.dontAsk(),
                        card.mood() == HandOverCard.Mood.UNSAID
                                ? ""
                                : card.mood().name(),
                        card.nextStep(),
                        tell,
                        Sql.time(at))
                .stream()
                .findFirst();
    }

    Optional<Long> offered(PromiseId promise, AgentId to) {
        return Sql.longs(
                        jdbc,
                        "select id from hand_over where promise = ? and to_agent = ? and state = 'OFFERED'",
                        promise.value(),
                        to.value())
                .stream()
                .findFirst();
    }

    Optional<Offer> openOffer(long id) {
        return jdbc
                .query(
                        "select * from hand_over where id = ? and state = 'OFFERED'",
                        (row, n) -> new Offer(
                                row.getLong("id"),
                                new PromiseId(row.getLong("promise")),
                                new CustomerId(row.getLong("customer")),
                                new AgentId(row.getLong("from_agent")),
                                new AgentId(row.getLong("to_agent"))),
                        id)
                .stream()
                .findFirst();
    }

    boolean tells(long id) {
        return !Sql.longs(jdbc, "select id from hand_over where id = ? and tell", id)
                .isEmpty();
    }

    Map<MatterId, Integer> handOvers(List<CustomerId> records) {
        Map<MatterId, Integer> counts = new HashMap<>();
        jdbc.query(
                """
                select p.matter, count(*) as n from hand_over h join promise p on p.id = h.promise
                 where h.customer = any (?) and h.state = 'ACCEPTED' group by p.matter
                """,
                row -> {
                    counts.put(new MatterId(row.getLong("matter")), row.getInt("n"));
                },
                (Object) records.stream().map(CustomerId::value).toArray(Long[]::new));
        return counts;
    }

    boolean answer(long id, boolean accepted, String reason, Instant at) {
        return jdbc.update(
                        "update hand_over set state = ?, reason = ?, answered = ? where id = ? and state = 'OFFERED'",
                        accepted ? "ACCEPTED" : "DECLINED",
                        reason,
                        Sql.time(at),
                        id)
                == 1;
    }

    void withdrawOffers(PromiseId promise, Instant at) {
        jdbc.update(
                "update hand_over set state = 'WITHDRAWN', answered = ? where promise = ? and state = 'OFFERED'",
                Sql.time(at),
                promise.value());
    }
}
