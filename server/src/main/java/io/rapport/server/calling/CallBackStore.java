package io.rapport.server.calling;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Permissions, windows, attempts and links.
final class CallBackStore {
    /// Of a person, newest first.
    static final int MOST = 50;

    private static final int CLASS = 43;

    private final BundlingTemplate jdbc;

    CallBackStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record AddressFact(String field, String value) {}

    /// What is known of where they live: fields that ask for a country or a postcode.
    List<AddressFact> addressFacts(List<CustomerId> records) {
        return jdbc.query(
                """
                select f.name, v.value from customer_fact v join fact_field f on f.id = v.field
                 where v.customer = any (?) and v.value <> ''
                   and (f.name ~* '^(country|pa[ií]s|land)$'
                        or f.name ~* '^(post ?code|postal ?code|zip( code)?|plz|postleitzahl|c[oó]digo postal|cp)$')
                 order by v.changed desc limit 20
                """, (row, n) -> new AddressFact(row.getString(1), row.getString(2)), (Object) numbers(records));
    }

    /// Of all who give this team's windows away, only one does so at a time, until the transaction ends.
    void onlyOneGivesAway(TeamId team) {
        jdbc.query(
                "select pg_advisory_xact_lock(?, ?)", row -> {}, CLASS, Math.floorMod(team.value(), Integer.MAX_VALUE));
    }

    /// How many calls are promised for windows of a team that are not over.
    Map<Window, Integer> promised(TeamId team, Instant from, Instant to) {
        Map<Window, Integer> counted = new HashMap<>();
        jdbc.query(
                """
                select b.window_from, b.window_to, count(*) as calls from call_back b join promise p on p.id = b.promise
                 where b.team = ? and p.state = 'OPEN' and b.window_to > ? and b.window_from < ? group by 1, 2
                """,
                row -> {
                    counted.put(window(row, "window"), row.getInt("calls"));
                },
                team.value(),
                Sql.time(from),
                Sql.time(to));
        return counted;
    }

    /// The open call that was promised to one of these records, if any.
    Optional<CallBack> open(List<CustomerId> records) {
        return jdbc.query("""
                        select b.* from call_back b join promise p on p.id = b.promise
                         where b.customer = any (?) and p.state = 'OPEN' order by b.window_from limit 1
                        """, (row, n) -> callBack(row), (Object) numbers(records)).stream()
                .findFirst();
    }

    Optional<CallBack> find(PromiseId promise) {
        return jdbc
                .query("select * from call_back where promise = ?", (row, n) -> callBack(row), promise.value())
                .stream()
                .findFirst();
    }

    /// Open ones whose window ends after the one and until the other instant, and in which nobody has tried.
    List<CallBack> running(Instant after, Instant until, int limit) {
        return jdbc.query("""
                select b.* from call_back b join promise p on p.id = b.promise
                 where p.state = 'OPEN' and b.window_to > ? and b.window_to <= ?
                   and not exists (select from call_attempt a
                                    where a.promise = b.promise and a.at >= b.window_from)
                 order by b.window_to limit ?
                """, (row, n) -> callBack(row), Sql.time(after), Sql.time(until), limit);
    }

    /// Whether somebody has tried since its window began.
    boolean tried(CallBack one) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from call_attempt where promise = ? and at >= ?)",
                Boolean.class,
                one.promise().value(),
                Sql.time(one.window().from())));
    }

    void insert(CallBack one) {
        jdbc.update(
                """
                insert into call_back (promise, customer, team, contact_point, permission, asked, first_from, first_to,
                                       window_from, window_to)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                one.promise().value(),
                one.customer().value(),
                one.team().value(),
                one.contactPoint().orElse(null),
                one.permission().orElse(null),
                Sql.time(one.asked()),
                Sql.time(one.first().from()),
                Sql.time(one.first().to()),
                Sql.time(one.window().from()),
                Sql.time(one.window().to()));
    }

    /// It is to come about within another window.
    void move(CallBack one, Window to, CallingEvent.CallPlanned.Why why, boolean told, Instant now) {
        jdbc.update(
                "update call_back set window_from = ?, window_to = ? where promise = ?",
                Sql.time(to.from()),
                Sql.time(to.to()),
                one.promise().value());
        jdbc.update(
                """
                insert into call_move (promise, customer, old_from, old_to, new_from, new_to, why, at, told)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                one.promise().value(),
                one.customer().value(),
                Sql.time(one.window().from()),
                Sql.time(one.window().to()),
                Sql.time(to.from()),
                Sql.time(to.to()),
                why.name(),
                Sql.time(now),
                told);
    }

    void reach(CallBack one, long contactPoint, long permission) {
        jdbc.update(
                "update call_back set contact_point = ?, permission = ? where promise = ?",
                contactPoint,
                permission,
                one.promise().value());
    }

    long permit(Permission permission) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into call_permission (customer, contact_point, purpose, through, wording, matter, window_from,
                                             window_to, given, expires)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                permission.customer().value(),
                permission.contactPoint(),
                permission.purpose(),
                permission.through().name(),
                permission.wording(),
                permission.matter().value(),
                Sql.time(permission.window().from()),
                Sql.time(permission.window().to()),
                Sql.time(permission.given()),
                Sql.time(permission.expires())));
    }

    /// @return how many there were
    int withdraw(List<CustomerId> records, Instant now) {
        return jdbc.update(
                "update call_permission set withdrawn = ? where customer = any (?) and withdrawn is null and expires > ?",
                Sql.time(now),
                numbers(records),
                Sql.time(now));
    }

    /// Their permissions, newest first.
    List<Permission> permissions(List<CustomerId> records) {
        return jdbc.query(
                "select * from call_permission where customer = any (?) order by given desc, id desc limit " + MOST,
                (row, n) -> new Permission(
                        new CustomerId(row.getLong("customer")),
                        row.getLong("contact_point"),
                        row.getString("purpose"),
                        Through.valueOf(row.getString("through")),
                        row.getString("wording"),
                        new MatterId(row.getLong("matter")),
                        window(row, "window"),
                        Sql.instant(row, "given"),
                        Sql.instant(row, "expires"),
                        Optional.ofNullable(Sql.instantOrNull(row, "withdrawn"))),
                (Object) numbers(records));
    }

    long attempt(Promised promise, Optional<Window> window, AgentId agent, InteractionId interaction, Instant at) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into call_attempt (promise, customer, agent, interaction, at, window_from, window_to)
                values (?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                promise.id().value(),
                promise.customer().value(),
                agent.value(),
                interaction.value(),
                Sql.time(at),
                Sql.timeOrNull(window.map(Window::from).orElse(null)),
                Sql.timeOrNull(window.map(Window::to).orElse(null))));
    }

    /// One go that is not over.
    record Going(long id, PromiseId promise, AgentId agent, Instant at) {}

    Optional<Going> going(InteractionId interaction) {
        return jdbc
                .query(
                        "select * from call_attempt where interaction = ? and ended is null",
                        (row, n) -> new Going(
                                row.getLong("id"),
                                new PromiseId(row.getLong("promise")),
                                new AgentId(row.getLong("agent")),
                                Sql.instant(row, "at")),
                        interaction.value())
                .stream()
                .findFirst();
    }

    void attemptEnded(long attempt, CallingEvent.Outcome outcome, Instant at) {
        jdbc.update(
                "update call_attempt set outcome = ?, ended = ? where id = ?", outcome.name(), Sql.time(at), attempt);
    }

    /// How many have failed for a promise.
    int failed(PromiseId promise) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from call_attempt where promise = ? and outcome in ('NO_ANSWER', 'MESSAGE')",
                Integer.class,
                promise.value()));
    }

    /// How many have failed within its window of now.
    int failedWithin(CallBack one) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from call_attempt where promise = ? and outcome in ('NO_ANSWER', 'MESSAGE')"
                        + " and at >= ?",
                Integer.class,
                one.promise().value(),
                Sql.time(one.window().from())));
    }

    /// What a link stands for.
    record Link(CustomerId customer, MatterId matter, Optional<PromiseId> promise) {}

    void link(byte[] hash, Link link, Instant now, Instant expires) {
        jdbc.update(
                "insert into call_link (token_hash, customer, matter, promise, created, expires)"
                        + " values (?, ?, ?, ?, ?, ?)",
                hash,
                link.customer().value(),
                link.matter().value(),
                link.promise().map(PromiseId::value).orElse(null),
                Sql.time(now),
                Sql.time(expires));
    }

    Optional<Link> link(byte[] hash, Instant now) {
        return jdbc
                .query(
                        "select * from call_link where token_hash = ? and expires > ?",
                        (row, n) -> new Link(
                                new CustomerId(row.getLong("customer")),
                                new MatterId(row.getLong("matter")),
                                Optional.ofNullable(Sql.numberOrNull(row, "promise"))
                                        .map(PromiseId::new)),
                        hash,
                        Sql.time(now))
                .stream()
                .findFirst();
    }

    /// How these promises to call stand; those without window and without a go are left out.
    Map<PromiseId, CallBacks.Standing> standing(List<PromiseId> promises) {
        Map<PromiseId, CallBacks.Standing> found = new HashMap<>();
        jdbc.query(
                """
                select p.id, b.window_from, b.window_to, coalesce(a.tries, 0) as tries
                  from unnest(?) as p (id)
                  left join call_back b on b.promise = p.id
                  left join lateral (select count(*) as tries from call_attempt a
                                      where a.promise = p.id and a.outcome in ('NO_ANSWER', 'MESSAGE')) a on true
                 where b.promise is not null or a.tries > 0
                """,
                row -> {
                    Optional<Window> window = row.getObject("window_from") == null
                            ? Optional.empty()
                            : Optional.of(window(row, "window"));
                    found.put(new PromiseId(row.getLong("id")), new CallBacks.Standing(window, row.getInt("tries")));
                },
                (Object) promises.stream().map(PromiseId::value).toArray(Long[]::new));
        return found;
    }

    private static Long[] numbers(List<CustomerId> records) {
        return records.stream().map(CustomerId::value).toArray(Long[]::new);
    }

    private static Window window(ResultSet row, String column) throws SQLException {
        return new Window(Sql.instant(row, column + "_from"), Sql.instant(row, column + "_to"));
    }

    private static CallBack callBack(ResultSet row) throws SQLException {
        return new CallBack(
                new PromiseId(row.getLong("promise")),
                new CustomerId(row.getLong("customer")),
                new TeamId(row.getLong("team")),
                Optional.ofNullable(Sql.numberOrNull(row, "contact_point")),
                Optional.ofNullable(Sql.numberOrNull(row, "permission")),
                Sql.instant(row, "asked"),
                window(row, "first"),
                window(row, "window"));
    }
}
