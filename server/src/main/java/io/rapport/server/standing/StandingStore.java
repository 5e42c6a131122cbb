package io.rapport.server.standing;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Standing promises and what became of each case.
final class StandingStore {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    StandingStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// In the order in which they were written; those that are retired last.
    List<StandingPromise> all() {
        return jdbc.query(
                "select *, words::text as said from standing_promise order by state = 'RETIRED', id limit 200",
                (row, n) -> read(row));
    }

    Optional<StandingPromise> find(long id) {
        return jdbc
                .query("select *, words::text as said from standing_promise where id = ?", (row, n) -> read(row), id)
                .stream()
                .findFirst();
    }

    private StandingPromise read(ResultSet row) throws SQLException {
        return new StandingPromise(
                row.getLong("id"),
                Rule.valueOf(row.getString("rule")),
                row.getInt("number"),
                StandingPromise.State.valueOf(row.getString("state")),
                List.of(json.readValue(row.getString("said"), StandingPromise.Words[].class)),
                Sql.number(row, "amount_cents"),
                Objects.requireNonNullElse(row.getString("currency"), ""),
                Optional.ofNullable(Sql.instantOrNull(row, "active_from")),
                Optional.ofNullable(Sql.instantOrNull(row, "judged")));
    }

    long add(StandingPromise one, Instant now) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into standing_promise (rule, number, state, words, amount_cents, currency, changed)
                values (?, ?, 'DRAFT', ?::jsonb, ?, ?, ?) returning id
                """,
                Long.class,
                one.rule().name(),
                one.number(),
                json.writeValueAsString(one.words()),
                cents(one),
                currency(one),
                Sql.time(now)));
    }

    /// Of a draft everything; of one that is active or was, its words.
    void change(StandingPromise one, Instant now) {
        jdbc.update(
                """
                update standing_promise set words = ?::jsonb, changed = ?,
                       rule = case when state = 'DRAFT' then ? else rule end,
                       number = case when state = 'DRAFT' then ? else number end,
                       amount_cents = case when state = 'DRAFT' then ?::bigint else amount_cents end,
                       currency = case when state = 'DRAFT' then ? else currency end
                 where id = ?
                """,
                json.writeValueAsString(one.words()),
                Sql.time(now),
                one.rule().name(),
                one.number(),
                cents(one),
                currency(one),
                one.id());
    }

    private static @Nullable Long cents(StandingPromise one) {
        return one.amountCents().isPresent() ? one.amountCents().getAsLong() : null;
    }

    private static @Nullable String currency(StandingPromise one) {
        return one.amountCents().isPresent() ? one.currency() : null;
    }

    boolean publish(long id, Instant now) {
        return jdbc.update(
                        "update standing_promise set state = 'ACTIVE', active_from = ?, judged = ?, changed = ?"
                                + " where id = ? and state = 'DRAFT'",
                        Sql.time(now),
                        Sql.time(now),
                        Sql.time(now),
                        id)
                == 1;
    }

    boolean retire(long id, Instant now) {
        return jdbc.update(
                        "update standing_promise set state = 'RETIRED', retired = ?, changed = ?"
                                + " where id = ? and state = 'ACTIVE'",
                        Sql.time(now),
                        Sql.time(now),
                        id)
                == 1;
    }

    /// A draft that never was active.
    boolean remove(long id) {
        return jdbc.update("delete from standing_promise where id = ? and state = 'DRAFT'", id) == 1;
    }

    void judged(long id, Instant until) {
        jdbc.update("update standing_promise set judged = ? where id = ?", Sql.time(until), id);
    }

    /// @return whether it was not counted before
    boolean count(long standingPromise, Case one, Judge.Verdict verdict) {
        return jdbc.update(
                        """
                        insert into standing_case (standing_promise, key, customer, team, matter, kept, at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        standingPromise,
                        one.key(),
                        one.customer().value(),
                        one.team().value(),
                        one.matter().map(MatterId::value).orElse(null),
                        verdict.kept(),
                        Sql.time(verdict.at()))
                == 1;
    }

    void telling(long standingPromise, String key, PromiseId telling) {
        jdbc.update(
                "update standing_case set promise = ? where standing_promise = ? and key = ?",
                telling.value(),
                standingPromise,
                key);
    }

    /// @param n cases that are over; @param kept of them
    record Rate(long kept, long n) {}

    /// Of each standing promise that has any case since.
    Map<Long, Rate> rates(Instant since) {
        Map<Long, Rate> rates = new HashMap<>();
        jdbc.query(
                "select standing_promise, count(*) filter (where kept) as kept, count(*) as n from standing_case"
                        + " where at >= ? group by standing_promise",
                row -> {
                    rates.put(row.getLong("standing_promise"), new Rate(row.getLong("kept"), row.getLong("n")));
                },
                Sql.time(since));
        return rates;
    }

    /// One that we broke.
    ///
    /// @param open whether they are still to be told
    record Broken(
            long standingPromise,
            String key,
            long person,
            String name,
            Optional<Long> matter,
            Instant at,
            Optional<Long> telling,
            boolean open) {}

    private static final String BROKEN = """
            select k.standing_promise, k.key, s.id as person, s.name, k.matter, k.at, k.promise,
                   coalesce(p.state = 'OPEN', false) as open
              from standing_case k
              join customer c on c.id = k.customer
              join customer s on s.id = coalesce(c.circle, c.id)
              left join promise p on p.id = k.promise
             where not k.kept
            """;

    List<Broken> brokenTo(List<CustomerId> records, int limit) {
        return jdbc.query(
                BROKEN + " and k.customer = any (?) order by k.at desc limit ?",
                (row, n) -> broken(row),
                records.stream().map(CustomerId::value).toArray(Long[]::new),
                limit);
    }

    List<Broken> brokenOf(long standingPromise, Instant since, int limit) {
        return jdbc.query(
                BROKEN + " and k.standing_promise = ? and k.at >= ? order by k.at desc, k.key limit ?",
                (row, n) -> broken(row),
                standingPromise,
                Sql.time(since),
                limit);
    }

    private static Broken broken(ResultSet row) throws SQLException {
        return new Broken(
                row.getLong("standing_promise"),
                row.getString("key"),
                row.getLong("person"),
                row.getString("name"),
                Optional.ofNullable(Sql.numberOrNull(row, "matter")),
                Sql.instant(row, "at"),
                Optional.ofNullable(Sql.numberOrNull(row, "promise")),
                row.getBoolean("open"));
    }

    /// Who is owed nothing any more: forgotten, or our own mystery customer.
    boolean isNobody(CustomerId customer) {
        return !Sql.longs(
                        jdbc,
                        "select id from customer where id = ? and (erased is not null or mystery)",
                        customer.value())
                .isEmpty();
    }

    Optional<TeamId> homeOf(CustomerId customer) {
        return Sql.longs(jdbc, "select home_team from customer where id = ?", customer.value()).stream()
                .map(TeamId::new)
                .findFirst();
    }
}
