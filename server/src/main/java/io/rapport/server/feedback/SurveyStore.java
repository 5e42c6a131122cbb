package io.rapport.server.feedback;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Surveys as they are set up, their pictures, and whom they never count.
final class SurveyStore {
    private static final int SEED = 32;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;
    private final SecureRandom random = new SecureRandom();

    SurveyStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Those that are not retired, in the order in which they were made.
    List<Survey> all() {
        return filled(jdbc.query(
                "select * from survey where state <> 'RETIRED' order by id limit " + Survey.MOST, this::survey));
    }

    Optional<Survey> find(long id) {
        return filled(jdbc.query("select * from survey where id = ?", this::survey, id)).stream()
                .findFirst();
    }

    /// With what stands in other tables.
    private List<Survey> filled(List<Survey> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        Object ids = bare.stream().map(Survey::id).toArray(Long[]::new);
        Map<Long, Map<TeamId, Integer>> shares = new HashMap<>();
        jdbc.query(
                "select * from survey_share where survey = any (?)",
                row -> {
                    shares.computeIfAbsent(row.getLong("survey"), fresh -> new HashMap<>())
                            .put(new TeamId(row.getLong("team")), row.getInt("percent"));
                },
                ids);
        Map<Long, Map<Integer, String>> pictures = new HashMap<>();
        jdbc.query(
                "select survey, answer, key from survey_picture where survey = any (?)",
                row -> {
                    pictures.computeIfAbsent(row.getLong("survey"), fresh -> new HashMap<>())
                            .put(row.getInt("answer"), row.getString("key"));
                },
                ids);
        return bare.stream()
                .map(one -> new Survey(
                        one.id(),
                        one.name(),
                        one.scale(),
                        one.series(),
                        one.state(),
                        one.sharePercent(),
                        one.delayMinutes(),
                        one.remindDays(),
                        one.words(),
                        shares.getOrDefault(one.id(), Map.of()),
                        pictures.getOrDefault(one.id(), Map.of())))
                .toList();
    }

    private Survey survey(ResultSet row, int number) throws SQLException {
        return new Survey(
                row.getLong("id"),
                row.getString("name"),
                Scale.valueOf(row.getString("question")),
                row.getInt("series"),
                Survey.State.valueOf(row.getString("state")),
                row.getInt("share_percent"),
                row.getInt("delay_minutes"),
                row.getInt("remind_days"),
                words(row.getString("words")),
                Map.of(),
                Map.of());
    }

    private static Map<Language, Wording> words(String json) {
        Map<Language, Wording> words = new EnumMap<>(Language.class);
        JSON.readTree(json).properties().forEach(entry -> {
            Map<Integer, String> answers = new HashMap<>();
            entry.getValue()
                    .path("answers")
                    .properties()
                    .forEach(one -> answers.put(
                            Integer.valueOf(one.getKey()), one.getValue().asString("")));
            words.put(
                    Language.of(entry.getKey()),
                    new Wording(
                            entry.getValue().path("question").asString(""),
                            answers,
                            entry.getValue().path("thanks").asString("")));
        });
        return words;
    }

    private static String json(Map<Language, Wording> words) {
        Map<String, Wording> byTag = new HashMap<>();
        words.forEach((language, wording) -> byTag.put(language.tag(), wording));
        return JSON.writeValueAsString(byTag);
    }

    /// Of several who change surveys at once, one does so after the other.
    void onlyOneChanges() {
        jdbc.execute("lock table survey in share row exclusive mode");
    }

    long add(Survey survey, Instant now) {
        byte[] seed = new byte[SEED];
        random.nextBytes(seed);
        long id = Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into survey (name, question, state, share_percent, delay_minutes, remind_days, words, seed, changed)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) returning id
                """,
                Long.class,
                survey.name(),
                survey.scale().name(),
                survey.state().name(),
                survey.sharePercent(),
                survey.delayMinutes(),
                survey.remindDays(),
                json(survey.words()),
                seed,
                Sql.time(now)));
        shares(id, survey.shares());
        return id;
    }

    void change(Survey survey, Instant now) {
        jdbc.update(
                """
                update survey set name = ?, series = ?, state = ?, share_percent = ?, delay_minutes = ?, remind_days = ?,
                       words = ?::jsonb, changed = ? where id = ?
                """,
                survey.name(),
                survey.series(),
                survey.state().name(),
                survey.sharePercent(),
                survey.delayMinutes(),
                survey.remindDays(),
                json(survey.words()),
                Sql.time(now),
                survey.id());
        shares(survey.id(), survey.shares());
    }

    private void shares(long survey, Map<TeamId, Integer> shares) {
        jdbc.update("delete from survey_share where survey = ?", survey);
        shares.forEach((team, percent) -> jdbc.update(
                "insert into survey_share (survey, team, percent) values (?, ?, ?)", survey, team.value(), percent));
    }

    void newSeries(long survey, Instant now) {
        jdbc.update("update survey set series = series + 1, changed = ? where id = ?", Sql.time(now), survey);
    }

    void picture(long survey, int answer, String key, byte[] png) {
        jdbc.update("""
                insert into survey_picture (survey, answer, key, png) values (?, ?, ?, ?)
                on conflict (survey, answer) do update set key = excluded.key, png = excluded.png
                """, survey, answer, key, png);
    }

    /// @return whether there was one
    boolean removePicture(long survey, int answer) {
        return jdbc.update("delete from survey_picture where survey = ? and answer = ?", survey, answer) == 1;
    }

    Optional<byte[]> picture(String key) {
        return jdbc.query("select png from survey_picture where key = ?", (row, n) -> row.getBytes("png"), key).stream()
                .findFirst();
    }

    /// @param survey's seed, of which its lots are made
    Optional<byte[]> seed(long survey) {
        return jdbc.query("select seed from survey where id = ?", (row, n) -> row.getBytes("seed"), survey).stream()
                .findFirst();
    }

    Rules rules() {
        return jdbc
                .query(
                        "select * from survey_rule",
                        (row, n) -> new Rules(list(row, "own_networks"), list(row, "staff"), list(row, "data_centres")))
                .stream()
                .findFirst()
                .orElse(Rules.NONE);
    }

    void rules(Rules rules) {
        jdbc.update(
                "update survey_rule set own_networks = ?, staff = ?, data_centres = ?",
                rules.ownNetworks().toArray(String[]::new),
                rules.staff().toArray(String[]::new),
                rules.dataCentres().toArray(String[]::new));
    }

    private static List<String> list(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    /// How a survey fares: what became of those the lot fell on.
    ///
    /// @param asked put to somebody by lot, of them `delivered`, `clicked` without a vote, and `voted`
    /// @param machines opened by machines
    /// @param excluded votes of our own people and networks
    /// @param notAsked by reason
    record Tally(
            int drawn,
            int asked,
            int delivered,
            int clicked,
            int voted,
            int machines,
            int excluded,
            Map<String, Integer> notAsked) {}

    Tally tally(long survey, Instant since) {
        Map<String, Integer> notAsked = new HashMap<>();
        jdbc.query(
                """
                select outcome, count(*) as n from survey_lot
                 where survey = ? and drawn > ? and outcome is not null and outcome <> 'ASKED' group by outcome
                """,
                row -> {
                    notAsked.put(row.getString("outcome"), row.getInt("n"));
                },
                survey,
                Sql.time(since));
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                select (select count(*) from survey_lot where survey = ? and drawn > ? and again_of is null) as drawn,
                       count(*) filter (where a.how = 'LOT') as asked,
                       count(*) filter (where a.how = 'LOT' and a.delivered is not null) as delivered,
                       count(*) filter (where a.how = 'LOT' and a.clicked and not a.voided and v.ask is null) as clicked,
                       count(*) filter (where a.how = 'LOT' and v.ask is not null and v.excluded is null) as voted,
                       count(*) filter (where a.voided) as machines,
                       count(*) filter (where v.excluded is not null) as excluded
                  from ask a left join vote v on v.ask = a.id where a.survey = ? and a.asked > ?
                """,
                (row, n) -> new Tally(
                        row.getInt("drawn"),
                        row.getInt("asked"),
                        row.getInt("delivered"),
                        row.getInt("clicked"),
                        row.getInt("voted"),
                        row.getInt("machines"),
                        row.getInt("excluded"),
                        notAsked),
                survey,
                Sql.time(since),
                survey,
                Sql.time(since)));
    }
}
