package io.rapport.server.desk;

import io.rapport.server.calling.CallBacks;
import io.rapport.server.calling.Window;
import io.rapport.server.database.Sql;
import io.rapport.server.promise.Promised;
import io.rapport.server.timeline.HandOverCards;
import io.rapport.server.timeline.Line;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Reads what screens show, from the views, and keeps drafts.
final class DeskStore {
    static final int MOST_ROWS = 500;

    private final JdbcTemplate jdbc;
    private final CallBacks callBacks;

    DeskStore(JdbcTemplate jdbc, CallBacks callBacks) {
        this.jdbc = jdbc;
        this.callBacks = callBacks;
    }

    List<Wire.PromiseRow> mine(AgentId agent) {
        return rows(
                "select * from promise_line where state = 'OPEN' and owner = ? order by deadline, id limit ?",
                agent.value(),
                MOST_ROWS);
    }

    List<Wire.PromiseRow> unowned(TeamId team) {
        return rows("""
                select * from promise_line where state = 'OPEN' and owner is null and team = ?
                 order by deadline, id limit ?
                """, team.value(), MOST_ROWS);
    }

    /// Others' promises that are late or nearly so, and hand-overs offered to this agent.
    List<Wire.PromiseRow> needHelp(TeamId team, AgentId agent) {
        return rows("""
                select * from promise_line
                 where state = 'OPEN' and (to_agent = ? or helper = ?
                       or (team = ? and owner is not null and owner <> ? and risk <> 'CALM'))
                 order by deadline, id limit 100
                """, agent.value(), agent.value(), team.value(), agent.value());
    }

    List<Wire.PromiseRow> board(TeamId team) {
        return rows(
                "select * from promise_line where state = 'OPEN' and team = ? order by deadline, id limit ?",
                team.value(),
                MOST_ROWS);
    }

    /// What each of these agents has promised.
    List<Wire.AgentLoad> loads(List<AgentId> agents) {
        Map<Long, Integer> open = new HashMap<>();
        Map<Long, Long> next = new HashMap<>();
        jdbc.query(
                """
                select owner, count(*) as open,
                       (array_agg(id order by deadline, id) filter (where aside_until is null))[1] as next
                  from promise where state = 'OPEN' and owner = any (?) group by owner
                """,
                row -> {
                    open.put(row.getLong("owner"), row.getInt("open"));
                    Long id = Sql.numberOrNull(row, "next");
                    if (id != null) {
                        next.put(id, row.getLong("owner"));
                    }
                },
                (Object) agents.stream().map(AgentId::value).toArray(Long[]::new));
        Map<Long, Wire.PromiseRow> rows = new HashMap<>();
        byIds(List.copyOf(next.keySet())).forEach(row -> rows.put(next.get(Long.valueOf(row.id())), row));
        return open.entrySet().stream()
                .map(one -> new Wire.AgentLoad(Long.toString(one.getKey()), one.getValue(), rows.get(one.getKey())))
                .toList();
    }

    List<Wire.PromiseRow> ofRecords(List<CustomerId> records) {
        return rows(
                "select * from promise_line where state = 'OPEN' and record = any (?) order by deadline, id limit 100",
                (Object) numbers(records));
    }

    static Long[] numbers(List<CustomerId> customers) {
        return customers.stream().map(CustomerId::value).toArray(Long[]::new);
    }

    /// Other open answers that the same person waits for, by another record or one that claims to be theirs: their rows
    /// count the same knocks.
    List<Long> alsoWaitedFor(List<Long> promises) {
        return promises.isEmpty() ? List.of() : Sql.longs(jdbc, """
                        select distinct q.id from promise p join customer c on c.id = p.customer
                          left join customer claimed on claimed.id = c.claims
                          join customer r on r.id = coalesce(claimed.circle, c.claims, c.circle, c.id)
                                          or r.circle = coalesce(claimed.circle, c.claims, c.circle, c.id)
                                          or r.claims = coalesce(claimed.circle, c.claims, c.circle, c.id)
                          join promise q on q.customer = r.id and q.state = 'OPEN' and q.kind = 'ANSWER'
                         where p.id = any (?) and p.kind = 'ANSWER' and q.id <> p.id
                           and (c.circle is not null or c.claims is not null
                                or exists (select from customer x where x.claims = c.id))
                        """, (Object) promises.toArray(Long[]::new));
    }

    List<Wire.PromiseRow> byIds(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : rows("select * from promise_line where id = any (?)", (Object) ids.toArray(Long[]::new));
    }

    /// The open promises of matters: their rows show what the matter is about, and whether it is a sale.
    List<Wire.PromiseRow> ofMatters(List<Long> matters) {
        return matters.isEmpty()
                ? List.of()
                : rows("select * from promise_line where state = 'OPEN' and matter = any (?)", (Object)
                        matters.toArray(Long[]::new));
    }

    /// Rows with what stands in other tables: what a giver told, when somebody is called, and how they said it was.
    private List<Wire.PromiseRow> rows(String sql, Object... arguments) {
        List<Wire.PromiseRow> rows = jdbc.query(sql, (row, n) -> promise(row), arguments);
        List<Long> offers = rows.stream()
                .flatMap(row -> Optional.ofNullable(row.handOver()).stream())
                .map(offer -> Long.valueOf(offer.id()))
                .toList();
        List<PromiseId> called = rows.stream()
                .filter(row -> row.kind().equals(Promised.Kind.CALL_BACK.name()))
                .map(row -> new PromiseId(Long.parseLong(row.id())))
                .toList();
        List<Long> voted = rows.stream()
                .filter(row -> row.channel().equals("VOTE") || row.kind().equals(Promised.Kind.CALL_BACK.name()))
                .map(row -> Long.valueOf(row.id()))
                .toList();
        if (offers.isEmpty() && voted.isEmpty()) {
            return rows;
        }
        Map<Long, Line.Card> cards = HandOverCards.read(jdbc, offers);
        Map<PromiseId, CallBacks.Standing> calls = callBacks.standing(called);
        Map<String, Wire.VoteBrief> votes = PromisedVotes.read(jdbc, voted);
        return rows.stream()
                .map(row -> row.with(withCard(row, cards), call(row, calls), votes.get(row.id())))
                .toList();
    }

    private static Wire.@Nullable CallStanding call(Wire.PromiseRow row, Map<PromiseId, CallBacks.Standing> calls) {
        CallBacks.Standing standing = calls.get(new PromiseId(Long.parseLong(row.id())));
        return standing == null
                ? null
                : new Wire.CallStanding(
                        standing.window().map(Window::from).orElse(null),
                        standing.window().map(Window::to).orElse(null),
                        standing.tries());
    }

    private static Wire.@Nullable HandOverView withCard(Wire.PromiseRow row, Map<Long, Line.Card> cards) {
        Wire.HandOverView offer = row.handOver();
        return offer == null
                ? null
                : new Wire.HandOverView(
                        offer.id(),
                        offer.from(),
                        offer.to(),
                        cards.getOrDefault(Long.valueOf(offer.id()), offer.card()));
    }

    private static Wire.PromiseRow promise(ResultSet row) throws SQLException {
        String handOver = row.getString("hand_over");
        return new Wire.PromiseRow(
                row.getString("id"),
                new Wire.CustomerBrief(
                        row.getString("customer"),
                        row.getString("customer_name"),
                        row.getString("organisation"),
                        tint(row.getLong("customer"))),
                row.getString("matter"),
                row.getString("about"),
                row.getString("kind"),
                row.getString("what"),
                Sql.instant(row, "made_at"),
                Sql.instant(row, "deadline"),
                row.getString("state"),
                row.getString("risk"),
                row.getString("owner"),
                row.getString("helper"),
                row.getString("team"),
                row.getString("channel"),
                row.getBoolean("sales"),
                knocks(row),
                row.getString("known_by"),
                row.getBoolean("proven"),
                handOver == null
                        ? null
                        : new Wire.HandOverView(
                                handOver,
                                row.getString("from_agent"),
                                row.getString("to_agent"),
                                new Line.Card(
                                        row.getString("asked"),
                                        row.getString("promised"),
                                        row.getString("tried"),
                                        "",
                                        "",
                                        "")),
                Sql.instantOrNull(row, "aside_until"),
                null,
                null);
    }

    private static Wire.@Nullable Knocks knocks(ResultSet row) throws SQLException {
        int times = row.getInt("knocks");
        Instant since = Sql.instantOrNull(row, "knock_since");
        if (times < 2 || since == null) {
            return null;
        }
        int hours = (int) Math.max(0, Duration.between(since, Instant.now()).toHours());
        return new Wire.Knocks(times, Math.max(1, row.getInt("doors")), hours);
    }

    /// 1 to 6, always the same for one customer.
    static int tint(long customer) {
        return (int) Math.floorMod(customer * 2654435761L >>> 3, 6L) + 1;
    }

    record Counts(int keptToday, int madeToday) {}

    Counts counts(TeamId team, Instant dayStart) {
        return jdbc.query(
                        """
                        select (select count(*) from promise where team = ? and state = 'KEPT' and ended >= ?) as kept,
                               (select count(*) from promise where team = ? and made_at >= ?
                                   and kind <> 'ANSWER') as made
                        """,
                        (row, n) -> new Counts(row.getInt("kept"), row.getInt("made")),
                        team.value(),
                        Sql.time(dayStart),
                        team.value(),
                        Sql.time(dayStart))
                .getFirst();
    }

    List<Wire.Person> people(List<Long> customers) {
        return jdbc.query(
                """
                select c.id, c.name, o.name as organisation, t.name as team,
                       (select p.value from customer_contact_point l join contact_point p on p.id = l.contact_point
                         where l.customer = c.id order by l.since limit 1) as address,
                       (select max(i.at) from customer r, lateral (select max(i.at) as at from interaction i
                                                                   where i.customer = r.id) i
                         where r.id = c.id or r.circle = c.id) as last,
                       (select count(*) from customer r join promise p on p.customer = r.id and p.state = 'OPEN'
                         where r.id = c.id or r.circle = c.id) as open
                  from unnest(?::bigint[]) with ordinality as w(id, n)
                  join customer c on c.id = w.id join team t on t.id = c.home_team
                  left join organisation o on o.id = c.organisation order by w.n
                """,
                (row, n) -> new Wire.Person(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("organisation"),
                        tint(row.getLong("id")),
                        row.getString("address"),
                        row.getString("team"),
                        Sql.instantOrNull(row, "last"),
                        row.getInt("open")),
                (Object) customers.toArray(Long[]::new));
    }

    /// Those of some organisations to which one of these records belongs.
    List<Long> organisationsOf(List<CustomerId> records, Set<Long> among) {
        return records.isEmpty() ? List.of() : Sql.longs(jdbc, """
                        select distinct s.organisation from customer c
                          join customer s on s.id = coalesce(c.circle, c.id)
                         where c.id = any (?) and s.organisation = any (?)
                        """, numbers(records), among.toArray(Long[]::new));
    }

    /// The open promises to all people of an organisation, nearest deadline first.
    List<Wire.PromiseRow> ofOrganisation(long organisation) {
        return rows("""
                select * from promise_line where state = 'OPEN' and customer in (
                       select id from customer where organisation = ? and merged_into is null)
                 order by deadline, id limit 200
                """, organisation);
    }

    /// Where the people of an organisation are at home: most of them first.
    List<Wire.TeamShare> homesOf(long organisation) {
        return jdbc.query(
                """
                select t.id, t.name, count(*) as people from customer c join team t on t.id = c.home_team
                 where c.organisation = ? and c.merged_into is null group by t.id, t.name
                 order by people desc, t.name
                """,
                (row, n) -> new Wire.TeamShare(row.getString("id"), row.getString("name"), row.getInt("people")),
                organisation);
    }

    /// Who speaks for a record, and for which team.
    record Named(long survivor, String name, String team) {}

    /// By the numbers of the records.
    Map<Long, Named> named(List<Long> records) {
        Map<Long, Named> named = new HashMap<>();
        jdbc.query(
                """
                select r.id as record, s.id, s.name, t.name as team from customer r
                  join customer s on s.id = coalesce(r.circle, r.id) join team t on t.id = s.home_team
                 where r.id = any (?)
                """,
                row -> {
                    named.put(
                            row.getLong("record"),
                            new Named(row.getLong("id"), row.getString("name"), row.getString("team")));
                },
                (Object) records.toArray(Long[]::new));
        return named;
    }

    /// Customers last spoken to, newest first.
    List<Long> lastSpokenTo(int limit) {
        return Sql.longs(jdbc, """
                select customer from (
                    select coalesce(c.circle, c.id) as customer, max(recent.at) as last
                      from (select at, customer from interaction order by id desc limit 2000) as recent
                      join customer c on c.id = recent.customer
                     group by 1) as latest
                 order by last desc limit ?
                """, limit);
    }

    record FirstHour(boolean arrived, boolean answered) {}

    FirstHour firstHour() {
        return jdbc.query("""
                        select exists (select from inbound) as arrived,
                               exists (select from outbound where not automatic) as answered
                        """, (row, n) -> new FirstHour(row.getBoolean("arrived"), row.getBoolean("answered")))
                .getFirst();
    }

    List<Line.Attachment> files(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.query(
                        "select id, name, type, bytes from attachment where id = any (?) order by id",
                        (row, n) -> new Line.Attachment(
                                row.getString("id"),
                                row.getString("name"),
                                row.getString("type"),
                                row.getLong("bytes")),
                        (Object) ids.toArray(Long[]::new));
    }
}
