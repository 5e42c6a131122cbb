package io.rapport.server.feedback;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Whom we asked what, on whom the lot fell, and pages that were opened without a vote.
final class AskStore {
    /// Clicks of one ask that are kept.
    static final int MOST_CLICKS = 20;

    private final BundlingTemplate jdbc;

    AskStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// A closing on which the lot fell, or a promise that was kept, to be asked about when due.
    record Drawn(long event, long survey, CustomerId customer, MatterId matter, Optional<Long> again, Instant due) {}

    /// Keeps it once, however often it is drawn.
    void draw(Drawn drawn, Instant now) {
        jdbc.update(
                """
                insert into survey_lot (event, survey, customer, matter, again_of, drawn, due) values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                drawn.event(),
                drawn.survey(),
                drawn.customer().value(),
                drawn.matter().value(),
                drawn.again().orElse(null),
                Sql.time(now),
                Sql.time(drawn.due()));
    }

    List<Drawn> due(Instant now, int limit) {
        return jdbc.query(
                "select * from survey_lot where outcome is null and due <= ? order by due, event limit ?",
                (row, n) -> new Drawn(
                        row.getLong("event"),
                        row.getLong("survey"),
                        new CustomerId(row.getLong("customer")),
                        new MatterId(row.getLong("matter")),
                        Optional.ofNullable(Sql.numberOrNull(row, "again_of")),
                        Sql.instant(row, "due")),
                Sql.time(now),
                limit);
    }

    /// @return whether nothing had come of it before
    boolean settle(Drawn drawn, String outcome) {
        return jdbc.update(
                        "update survey_lot set outcome = ? where event = ? and survey = ? and outcome is null",
                        outcome,
                        drawn.event(),
                        drawn.survey())
                == 1;
    }

    /// The number of an ask that is added soon. The customer is locked.
    long number() {
        return jdbc.number("ask");
    }

    /// @return whether it is new: not asked by lot about that matter, nor again of that vote, nor by that token
    boolean insert(Ask ask, byte[] tokenHash) {
        return jdbc.update(
                        """
                insert into ask (id, survey, series, customer, matter, team, agent, channel, how, again_of, by_agent,
                                 contact_point, door, language, key_id, token_hash, asked, delivered, expires, closes)
                overriding system value values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                        ask.id(),
                        ask.survey(),
                        ask.series(),
                        ask.customer().value(),
                        ask.matter().map(MatterId::value).orElse(null),
                        ask.team().value(),
                        ask.agent().map(AgentId::value).orElse(null),
                        ask.channel().name(),
                        ask.how().name(),
                        ask.again().orElse(null),
                        ask.by().map(AgentId::value).orElse(null),
                        ask.contactPoint().orElse(null),
                        ask.door().map(DoorId::value).orElse(null),
                        ask.language().tag(),
                        ask.key(),
                        tokenHash,
                        Sql.time(ask.asked()),
                        Sql.timeOrNull(ask.delivered().orElse(null)),
                        Sql.time(ask.expires()),
                        Sql.time(ask.closes()))
                == 1;
    }

    /// The message in which it went out.
    void sentAs(long ask, long outbound, DoorId door) {
        jdbc.update("update ask set outbound = ?, door = ? where id = ?", outbound, door.value(), ask);
    }

    Optional<Ask> find(long id) {
        return jdbc.query("select * from ask where id = ?", (row, n) -> ask(row), id).stream()
                .findFirst();
    }

    /// The ask that a token opens.
    Optional<Ask> byToken(byte[] hash) {
        return jdbc.query("select * from ask where token_hash = ?", (row, n) -> ask(row), (Object) hash).stream()
                .findFirst();
    }

    /// An ask with what was answered to it.
    ///
    /// @param changes how often it was
    record Answered(Ask ask, Optional<VoteStore.Cast> vote, int changes) {}

    /// The same with its vote, in one question: every page of a vote asks it.
    Optional<Answered> answered(byte[] hash) {
        return jdbc
                .query(
                        """
                        select a.*, v.answer, v.again, v.comment, v.confirmed, v.excluded, v.owner, v.promise,
                               (select count(*) from vote_change c where c.ask = a.id) as changes
                          from ask a left join vote v on v.ask = a.id where a.token_hash = ?
                        """,
                        (row, n) -> new Answered(
                                ask(row),
                                Sql.instantOrNull(row, "confirmed") == null
                                        ? Optional.empty()
                                        : Optional.of(VoteStore.cast(row)),
                                row.getInt("changes")),
                        (Object) hash)
                .stream()
                .findFirst();
    }

    /// The one that was put about a matter and can still be answered.
    Optional<Ask> openOf(MatterId matter, Instant now) {
        return jdbc.query("""
                        select * from ask where matter = ? and closes > ? and token_hash is not null and how <> 'SIGNATURE'
                         order by id desc limit 1
                        """, (row, n) -> ask(row), matter.value(), Sql.time(now)).stream()
                .findFirst();
    }

    private static Ask ask(ResultSet row) throws SQLException {
        return new Ask(
                row.getLong("id"),
                row.getLong("survey"),
                row.getInt("series"),
                new CustomerId(row.getLong("customer")),
                Optional.ofNullable(Sql.numberOrNull(row, "matter")).map(MatterId::new),
                new TeamId(row.getLong("team")),
                Optional.ofNullable(Sql.numberOrNull(row, "agent")).map(AgentId::new),
                Channel.valueOf(row.getString("channel")),
                Ask.How.valueOf(row.getString("how")),
                Optional.ofNullable(Sql.numberOrNull(row, "again_of")),
                Optional.ofNullable(Sql.numberOrNull(row, "by_agent")).map(AgentId::new),
                Optional.ofNullable(Sql.numberOrNull(row, "contact_point")),
                Optional.ofNullable(Sql.numberOrNull(row, "door")).map(DoorId::new),
                Language.of(row.getString("language")),
                row.getInt("key_id"),
                Sql.instant(row, "asked"),
                Optional.ofNullable(Sql.instantOrNull(row, "delivered")),
                Sql.instant(row, "expires"),
                Sql.instant(row, "closes"),
                row.getInt("clicks"),
                row.getBoolean("voided"));
    }

    /// What was asked of a person, over all their records, within the longest rest.
    List<Fatigue.Asked> asked(List<CustomerId> records, Instant now) {
        return jdbc.query(
                """
                select s.question, a.asked, a.closes, v.ask is not null as voted from ask a
                  join survey s on s.id = a.survey left join vote v on v.ask = a.id
                 where a.customer = any (?) and a.asked > ?
                """,
                (row, n) -> new Fatigue.Asked(
                        Scale.valueOf(row.getString("question")),
                        Sql.instant(row, "asked"),
                        Sql.instant(row, "closes"),
                        row.getBoolean("voted")),
                numbers(records),
                Sql.time(now.minus(Fatigue.NPS_REST)));
    }

    /// Whether a vote was asked about again already.
    boolean askedAgain(long ask) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select from ask where again_of = ?)", Boolean.class, ask));
    }

    /// What is known of a matter besides itself.
    ///
    /// @param last on which channel they spoke last; VOTE is none
    /// @param served who of us spoke with them last
    /// @param receipt whether they have a page on which it stands
    record About(Optional<Channel> last, Optional<AgentId> served, boolean receipt) {}

    About about(MatterId matter) {
        return jdbc
                .query(
                        """
                        select (select i.channel from interaction i
                                 where i.matter = m.id and i.direction = 'INBOUND' and i.channel <> 'VOTE' and not i.automatic
                                 order by i.at desc, i.id desc limit 1) as last,
                               (select coalesce(i.agent, c.agent) from interaction i
                                  left join call c on c.interaction = i.id
                                 where i.matter = m.id and coalesce(i.agent, c.agent) is not null
                                 order by i.at desc, i.id desc limit 1) as served,
                               exists (select from receipt r where r.matter = m.id) as receipt
                          from matter m where m.id = ?
                        """,
                        (row, n) -> new About(
                                Sql.text(row, "last").map(Channel::valueOf),
                                Optional.ofNullable(Sql.numberOrNull(row, "served"))
                                        .map(AgentId::new),
                                row.getBoolean("receipt")),
                        matter.value())
                .stream()
                .findFirst()
                .orElse(new About(Optional.empty(), Optional.empty(), false));
    }

    /// The next host has the mail.
    void delivered(long outbound, Instant at) {
        jdbc.update("update ask set delivered = ? where outbound = ? and delivered is null", Sql.time(at), outbound);
    }

    /// It came back, or was never taken.
    void returned(long outbound) {
        jdbc.update("update ask set delivered = null where outbound = ?", outbound);
    }

    /// They have it before them on a page of ours.
    void shown(long ask, Instant at) {
        jdbc.update("update ask set delivered = ? where id = ? and delivered is null", Sql.time(at), ask);
    }

    /// The clicks so far of these asks; those without any are left out.
    Map<Long, List<Scanning.Earlier>> clicks(List<Long> asks) {
        Map<Long, List<Scanning.Earlier>> found = new HashMap<>();
        jdbc.query(
                "select ask, answer, at from vote_click where ask = any (?) order by id",
                row -> {
                    Long answer = Sql.numberOrNull(row, "answer");
                    found.computeIfAbsent(row.getLong("ask"), ask -> new ArrayList<>())
                            .add(new Scanning.Earlier(
                                    answer == null ? OptionalInt.empty() : OptionalInt.of(answer.intValue()),
                                    Sql.instant(row, "at")));
                },
                (Object) asks.toArray(Long[]::new));
        return found;
    }

    /// When these asks were delivered; those that are on their way are left out.
    Map<Long, Instant> delivered(List<Long> asks) {
        Map<Long, Instant> found = new HashMap<>();
        jdbc.query(
                "select id, delivered from ask where id = any (?) and delivered is not null",
                row -> {
                    found.put(row.getLong("id"), Sql.instant(row, "delivered"));
                },
                (Object) asks.toArray(Long[]::new));
        return found;
    }

    /// The transaction's end does not wait until it is on the disk.
    void doNotWaitForTheDisk() {
        jdbc.later("set local synchronous_commit = off");
    }

    void click(long ask, Scanning.Click click, Set<Scanning.Suspicion> found) {
        jdbc.later(
                "insert into vote_click (ask, answer, at, method, suspicion) values (?, ?, ?, ?, ?)",
                ask,
                click.answer().isPresent() ? click.answer().getAsInt() : null,
                Sql.time(click.at()),
                click.method(),
                found.stream().map(Enum::name).toArray(String[]::new));
        jdbc.later(
                "update ask set clicks = clicks + 1, clicked = clicked or ?, voided = voided or ? where id = ?",
                found.isEmpty(),
                Scanning.voids(found),
                ask);
    }

    /// Asks that nobody answered for as long as their survey waits before it reminds.
    List<Long> toRemind(Instant now, int limit) {
        return Sql.longs(jdbc, """
                        select a.id from ask a join survey s on s.id = a.survey
                         where a.reminded is null and a.delivered < ? - make_interval(days => s.remind_days)
                           and s.remind_days > 0 and s.state = 'ON' and a.closes > ? and a.channel = 'MAIL'
                           and a.how in ('LOT', 'BY_HAND', 'AGAIN') and a.token_hash is not null
                           and not exists (select from vote v where v.ask = a.id)
                         order by a.id limit ?
                        """, Sql.time(now), Sql.time(now.plus(Duration.ofDays(1))), limit);
    }

    /// @return whether nobody had reminded them
    boolean reminded(long ask, Optional<Long> outbound, Instant now) {
        return jdbc.update(
                        "update ask set reminded = ?, reminder = ? where id = ? and reminded is null",
                        Sql.time(now),
                        outbound.orElse(null),
                        ask)
                == 1;
    }

    /// Whether two faces stand under an agent's mails.
    boolean signs(AgentId agent) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from signature_faces where agent = ?)", Boolean.class, agent.value()));
    }

    void signs(AgentId agent, boolean wanted) {
        jdbc.update(
                wanted
                        ? "insert into signature_faces (agent) values (?) on conflict do nothing"
                        : "delete from signature_faces where agent = ?",
                agent.value());
    }

    static Long[] numbers(List<CustomerId> records) {
        return records.stream().map(CustomerId::value).toArray(Long[]::new);
    }
}
