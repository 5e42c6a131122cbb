package io.rapport.server.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.database.Sql;
import io.rapport.server.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/// Each number is exactly of the list behind it: all figures, any slice, on random votes and calls,
/// whatever of it was counted beforehand.
class FiguresAgreeTest {
    private static final long SEED = Long.getLong("rapport.seed", System.nanoTime() & 0xffffff);

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final List<String> CHANNELS = List.of("MAIL", "PHONE", "CHAT");
    private static final List<String> HOWS = List.of("LOT", "LOT", "LOT", "CAMPAIGN", "BY_HAND", "SIGNATURE");
    private static final int TEAMS = 3;
    private static final int PEOPLE = 30;
    private static final int MATTERS = 120;

    private static TestDatabase database;
    private static JdbcTemplate jdbc;
    private static FigureCells cells;
    private static FigureStore store;
    private static final Random random = new Random(SEED);
    private static int interactions;

    @BeforeAll
    static void open() {
        System.out.println("FiguresAgreeTest: -Drapport.seed=" + SEED);
        database = TestDatabase.fresh();
        jdbc = database.jdbcTemplate();
        NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(jdbc);
        cells = new FigureCells(named, database.transaction());
        store = new FigureStore(named, cells);
        jdbc.update("insert into account (name, role) values ('nell', 'AGENT')");
        for (int team = 1; team <= TEAMS; team++) {
            jdbc.update(
                    "insert into team (name, zone, answer_minutes, calendar) values (?, 'Europe/London', 60, '{}')",
                    "T" + team);
        }
        jdbc.update("insert into agent (account, first_name, last_name, team) values (1, 'Nell', '', 1)");
        for (int one = 1; one <= PEOPLE; one++) {
            jdbc.update("insert into customer (name, home_team, created) values (?, 1, now())", "C" + one);
        }
        for (String question : List.of("FACES", "CSAT", "NPS")) {
            jdbc.update("""
                    insert into survey (name, question, state, share_percent, delay_minutes, words, seed, changed)
                    values (?, ?, 'ON', 50, 0, '{}', ?, now())
                    """, question, question, new byte[32]);
        }
        for (int matter = 1; matter <= MATTERS; matter++) {
            jdbc.update(
                    "insert into matter (customer, about, about_key, state, opened, last_at) values (?, 'x', 'x', 'OPEN', ?, ?)",
                    1 + matter % PEOPLE,
                    Sql.time(NOW.minus(Duration.ofDays(90))),
                    Sql.time(NOW));
            if (random.nextBoolean()) {
                reason(matter);
            }
        }
    }

    @AfterAll
    static void shut() {
        database.close();
    }

    private static void reason(int matter) {
        jdbc.update("""
                insert into matter_reason (matter, reason, agent, at) values (?, ?, 1, now())
                on conflict (matter) do update set reason = excluded.reason
                """, matter, 1 + random.nextInt(3));
    }

    private static Instant moment() {
        return NOW.minus(Duration.ofMinutes(random.nextInt(80 * 24 * 60)));
    }

    private static int interaction(int customer, int matter, String direction, Instant at) {
        jdbc.update(
                "insert into interaction (customer, matter, channel, direction, at) values (?, ?, 'MAIL', ?, ?)",
                customer,
                matter,
                direction,
                Sql.time(at));
        return ++interactions;
    }

    private static <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// A lot falls on a matter once.
    private static long ask(@Nullable Long againOf) {
        Optional<Long> asked = tryToAsk(againOf);
        while (asked.isEmpty()) {
            asked = tryToAsk(againOf);
        }
        return asked.get();
    }

    private static Optional<Long> tryToAsk(@Nullable Long againOf) {
        int matter = 1 + random.nextInt(MATTERS);
        Instant asked = moment();
        return jdbc
                .queryForList(
                        """
                insert into ask (survey, series, customer, matter, team, channel, how, again_of, language, key_id, asked,
                                 delivered, expires, closes, clicked)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'en', 1, ?, ?, now(), now(), ?)
                on conflict do nothing returning id
                """,
                        Long.class,
                        againOf == null ? 1 + random.nextInt(3) : 1,
                        random.nextInt(10) == 0 ? 2 : 1,
                        1 + matter % PEOPLE,
                        random.nextInt(8) == 0 ? null : matter,
                        1 + random.nextInt(TEAMS),
                        any(CHANNELS),
                        againOf == null ? any(HOWS) : "AGAIN",
                        againOf,
                        Sql.time(asked),
                        random.nextInt(6) == 0 ? null : Sql.time(asked.plusSeconds(60)),
                        random.nextInt(4) == 0)
                .stream()
                .findFirst();
    }

    private static Object value(Map<String, Object> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static void vote(long ask) {
        Map<String, Object> row = jdbc.queryForMap(
                "select a.*, s.question from ask a join survey s on s.id = a.survey where a.id = ?", ask);
        String question = (String) value(row, "question");
        int most = question.equals("NPS") ? 10 : question.equals("CSAT") ? 5 : 4;
        int least = question.equals("NPS") ? 0 : 1;
        int answer = least + random.nextInt(most - least + 1);
        int customer = ((Number) value(row, "customer")).intValue();
        Instant at = ((java.sql.Timestamp) value(row, "asked")).toInstant().plusSeconds(3600);
        int interaction = interaction(customer, 1, "INBOUND", at);
        Boolean again = random.nextInt(3) == 0 ? null : random.nextBoolean();
        jdbc.update(
                "insert into vote_change (ask, answer, again, interaction, at) values (?, ?, ?, ?, ?)",
                ask,
                answer,
                again,
                interaction,
                Sql.time(at));
        jdbc.update(
                """
                insert into vote (ask, survey, series, question, customer, team, channel, answer, again, confirmed, changed,
                                  excluded, interaction)
                values (?, ?, 1, ?, ?, ?, 'MAIL', ?, ?, ?, ?, ?, ?)
                on conflict (ask) do update set answer = excluded.answer, again = excluded.again,
                                                changed = excluded.changed + interval '1 hour'
                """,
                ask,
                row.get("survey"),
                question,
                customer,
                row.get("team"),
                answer,
                again,
                Sql.time(at),
                Sql.time(at),
                random.nextInt(9) == 0 ? "STAFF" : null,
                interaction);
    }

    private static void callBack() {
        int matter = 1 + random.nextInt(MATTERS);
        int customer = 1 + matter % PEOPLE;
        int team = 1 + random.nextInt(TEAMS);
        Instant asked = moment();
        Instant from = asked.plus(Duration.ofHours(1 + random.nextInt(48)));
        Instant to = from.plus(Duration.ofHours(1));
        String state = any(List.of("OPEN", "KEPT", "RELEASED"));
        Long promise = jdbc.queryForObject(
                """
                insert into promise (customer, matter, team, kind, what, channel, made_at, deadline, state, risk, ended)
                values (?, ?, ?, 'CALL_BACK', 'x', ?, ?, ?, ?, 'CALM', ?) returning id
                """,
                Long.class,
                customer,
                matter,
                team,
                any(CHANNELS),
                Sql.time(asked),
                Sql.time(to),
                state,
                state.equals("OPEN") ? null : Sql.time(from.plusSeconds(random.nextInt(7200) - 1800)));
        jdbc.update(
                """
                insert into call_back (promise, customer, team, asked, first_from, first_to, window_from, window_to)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                promise,
                customer,
                team,
                Sql.time(asked),
                Sql.time(from),
                Sql.time(to),
                Sql.time(from),
                Sql.time(to));
        for (int attempt = random.nextInt(4); attempt > 0; attempt--) {
            Instant at = from.plusSeconds(random.nextInt(5400) - 900);
            jdbc.update(
                    """
                    insert into call_attempt (promise, customer, agent, at, window_from, window_to, outcome)
                    values (?, ?, 1, ?, ?, ?, ?)
                    """,
                    promise,
                    customer,
                    Sql.time(at),
                    Sql.time(from),
                    Sql.time(to),
                    random.nextInt(5) == 0 ? null : any(List.of("REACHED", "NO_ANSWER", "MESSAGE")));
            if (random.nextInt(3) == 0) {
                interaction(customer, matter, "INBOUND", at.plus(Duration.ofDays(random.nextInt(12))));
            }
        }
        if (random.nextInt(5) == 0) {
            jdbc.update(
                    """
                    insert into call_move (promise, customer, old_from, old_to, new_from, new_to, why, at, told)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    promise,
                    customer,
                    Sql.time(from),
                    Sql.time(to),
                    Sql.time(from.plusSeconds(86400)),
                    Sql.time(to.plusSeconds(86400)),
                    any(List.of("REPLANNED", "CHOSEN")),
                    Sql.time(from.plusSeconds(random.nextInt(7200))),
                    random.nextBoolean());
        }
    }

    private static Slice slice() {
        LocalDate last = TODAY.minusDays(random.nextInt(40));
        Slice slice = Slice.of(last.minusDays(random.nextInt(60)), last, ZONE);
        slice = random.nextInt(3) == 0 ? slice.ofTeam(1 + random.nextInt(TEAMS)) : slice;
        slice = random.nextInt(3) == 0 ? slice.ofReason(random.nextInt(4)) : slice;
        slice = random.nextInt(3) == 0 ? slice.ofChannel(any(CHANNELS)) : slice;
        return random.nextInt(3) == 0 ? slice.ofSurvey(1 + random.nextInt(3)) : slice;
    }

    private static List<FigureStore.Case> cases(Figure figure, FigureStore.Which which, Slice slice) {
        List<FigureStore.Case> all = new ArrayList<>();
        Optional<FigureStore.After> after = Optional.empty();
        while (true) {
            List<FigureStore.Case> page = store.cases(figure, which, slice, after, 7, NOW);
            all.addAll(page);
            if (page.size() < 7) {
                return all;
            }
            after = Optional.of(
                    new FigureStore.After(page.getLast().at(), page.getLast().id()));
        }
    }

    private static void agrees(String where, Map<Figure, Tally> counted, Slice slice) {
        for (Figure figure : Figure.values()) {
            Tally tally = counted.getOrDefault(figure, Tally.NONE);
            String what = "seed " + SEED + ", " + figure + " " + where + " of " + slice;
            List<FigureStore.Case> in = cases(figure, FigureStore.Which.IN, slice);
            assertThat(in).as(what).hasSize((int) tally.n());
            assertThat(in.stream().map(FigureStore.Case::id).distinct())
                    .as(what)
                    .hasSize(in.size());
            assertThat(cases(figure, FigureStore.Which.HITS, slice)).as(what).hasSize((int) tally.hits());
            assertThat(cases(figure, FigureStore.Which.OTHERS, slice)).as(what).hasSize((int)
                    (tally.n() - tally.hits()));
            assertThat(cases(figure, FigureStore.Which.AGAINST, slice)).as(what).hasSize((int) tally.against());
            if (figure.definition().kind() == Definition.Kind.TIME && tally.n() > 0) {
                List<Double> sorted = in.stream()
                        .map(one -> one.seconds().orElseThrow())
                        .sorted()
                        .toList();
                assertThat(tally.median().orElseThrow()).as(what).isEqualTo(sorted.get((sorted.size() + 1) / 2 - 1));
                assertThat(tally.p90().orElseThrow())
                        .as(what)
                        .isEqualTo(sorted.get((int) Math.ceil(0.9 * sorted.size() - 1e-9) - 1));
            }
        }
    }

    private static FigureStore.Counted count(Slice slice, Step step) {
        return Objects.requireNonNull(database.transaction().execute(status -> store.count(slice, step, NOW)));
    }

    private static void agreesEverywhere(Slice slice) {
        Step step = any(List.of(Step.WEEK, Step.MONTH));
        FigureStore.Counted counted = count(slice, step);
        agrees("as a whole", counted.all(), slice);
        assertThat(store.whole(slice, NOW)).as("seed " + SEED).isEqualTo(counted.all());
        counted.by().getOrDefault(Dimension.TEAM, Map.of()).forEach((team, of) -> {
            if (slice.team().isEmpty()) {
                agrees("by team " + team, of, slice.ofTeam(Long.parseLong(team)));
            }
        });
        counted.by().getOrDefault(Dimension.REASON, Map.of()).forEach((reason, of) -> {
            if (slice.reason().isEmpty()) {
                agrees("by reason " + reason, of, slice.ofReason(Long.parseLong(reason)));
            }
        });
        counted.by().getOrDefault(Dimension.CHANNEL, Map.of()).forEach((channel, of) -> {
            if (slice.channel().isEmpty()) {
                agrees("by channel " + channel, of, slice.ofChannel(channel));
            }
        });
        for (LocalDate day : step.points(slice.first(), slice.last())) {
            LocalDate end = step.next(day).minusDays(1);
            agrees(
                    "from " + day,
                    counted.points().getOrDefault(day, Map.of()),
                    slice.between(
                            day.isBefore(slice.first()) ? slice.first() : day,
                            end.isAfter(slice.last()) ? slice.last() : end));
        }
    }

    @Test
    void each_number_is_exactly_of_the_list_behind_it() {
        List<Long> asked = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 60; i++) {
                asked.add(ask(asked.isEmpty() || random.nextInt(5) > 0 ? null : againOf(asked)));
                if (random.nextInt(10) < 7) {
                    vote(any(asked));
                }
            }
            for (int i = 0; i < 12; i++) {
                callBack();
            }
            if (round != 0) {
                cells.refresh(ZONE);
                assertThat(jdbc.queryForObject("select count(*) from figure_stale", Integer.class))
                        .isZero();
            }
            // What changes after it was counted: votes, reasons, calls, and what reached somebody late.
            for (int i = 0; i < 12; i++) {
                callBack();
            }
            vote(any(asked));
            vote(any(asked));
            reason(1 + random.nextInt(MATTERS));
            jdbc.update("delete from matter_reason where matter = ?", 1 + random.nextInt(MATTERS));
            jdbc.update("update ask set delivered = asked where id = ?", any(asked));
            agreesEverywhere(slice());
        }
        for (String cells : List.of("figure_cell", "again_cell", "red_cell")) {
            assertThat(jdbc.queryForObject("select count(*) from " + cells, Integer.class))
                    .as("seed " + SEED)
                    .isPositive();
        }
    }

    private static @Nullable Long againOf(List<Long> asked) {
        Long one = any(asked);
        boolean taken = Objects.requireNonNull(
                        jdbc.queryForObject("select count(*) from ask where again_of = ?", Integer.class, one))
                > 0;
        return taken ? null : one;
    }

    @Test
    void a_page_that_is_opened_again_and_again_makes_no_day_stale() {
        long one = ask(null);
        cells.refresh(ZONE);
        jdbc.update("update ask set clicks = clicks + 1, reminded = now(), clicked = clicked where id = ?", one);
        assertThat(stale()).isZero();
        jdbc.update("update ask set clicks = clicks + 1, clicked = not clicked where id = ?", one);
        assertThat(stale()).isEqualTo(1);
        cells.refresh(ZONE);
        jdbc.update("update ask set team = 1 + team % 2 where id = ?", one);
        assertThat(stale()).as("of both teams").isEqualTo(2);
    }

    private static int stale() {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(distinct (asked, team)) from figure_stale", Integer.class));
    }

    /// What figures are when a survey's words changed: answers of two series are not added up.
    @Test
    void a_new_series_begins_with_nothing() {
        cells.refresh(ZONE);
        Slice whole = Slice.of(TODAY.minusDays(100), TODAY, ZONE).ofSurvey(2);
        jdbc.update("update survey set series = 7 where id = 2");
        try {
            assertThat(count(whole, Step.WEEK).all().get(Figure.CSAT)).isEqualTo(Tally.NONE);
            agrees("of a new series", count(whole, Step.WEEK).all(), whole);
        } finally {
            jdbc.update("update survey set series = 1 where id = 2");
        }
    }
}
