package io.rapport.server.insight;

import io.rapport.server.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/// The numbers of figures and the lists behind them, both made of the same rows ([CaseRows]) by the same
/// conditions ([Definition]).
final class FigureStore {
    /// Bits of `grouping(point, team, reason, channel)`: which of them a row of the answer is not of.
    private static final int WHOLE = 0b1111;

    private static final int BY_POINT = 0b0111;
    private static final int BY_TEAM = 0b1011;
    private static final int BY_REASON = 0b1101;
    private static final int BY_CHANNEL = 0b1110;

    private final NamedParameterJdbcTemplate jdbc;
    private final FigureCells cells;

    FigureStore(NamedParameterJdbcTemplate jdbc, FigureCells cells) {
        this.jdbc = jdbc;
        this.cells = cells;
    }

    /// Everything that is counted of one slice.
    ///
    /// @param by of each value of a dimension: a team's or reason's number, a channel's name
    /// @param points of each point of the trend, by the day on which it begins; where there is nothing it
    ///     is missing
    record Counted(
            Map<Figure, Tally> all,
            Map<Dimension, Map<String, Map<Figure, Tally>>> by,
            Map<LocalDate, Map<Figure, Tally>> points) {

        static Counted nothing() {
            Counted nothing = new Counted(new EnumMap<>(Figure.class), new EnumMap<>(Dimension.class), new HashMap<>());
            for (Dimension dimension : Dimension.values()) {
                nothing.by().put(dimension, new HashMap<>());
            }
            return nothing;
        }

        private void add(ResultSet row, Map<Figure, Tally> tallies) throws SQLException {
            switch (row.getInt("kept")) {
                case WHOLE -> all.putAll(tallies);
                case BY_POINT ->
                    points.computeIfAbsent(row.getObject("point", LocalDate.class), FigureStore::none)
                            .putAll(tallies);
                case BY_TEAM -> of(Dimension.TEAM, row.getString("team")).putAll(tallies);
                case BY_REASON -> of(Dimension.REASON, row.getString("reason")).putAll(tallies);
                case BY_CHANNEL ->
                    of(Dimension.CHANNEL, row.getString("channel")).putAll(tallies);
                default -> throw new IllegalStateException("kept " + row.getInt("kept"));
            }
        }

        private Map<Figure, Tally> of(Dimension dimension, String value) {
            return Objects.requireNonNull(by.get(dimension)).computeIfAbsent(value, FigureStore::none);
        }
    }

    private static <K> Map<Figure, Tally> none(K key) {
        return new EnumMap<>(Figure.class);
    }

    /// In a transaction: what is added up stays in memory there, and all is of one moment where it reads at one.
    Counted count(Slice slice, Step step, Instant now) {
        jdbc.getJdbcTemplate().execute("set local work_mem = '64MB'");
        Counted counted = Counted.nothing();
        for (Source source : Source.values()) {
            jdbc.query(counting(source, slice, step), values(slice, now), row -> {
                counted.add(row, tallies(row, source));
            });
        }
        return counted;
    }

    /// The whole of a slice, and nothing but that.
    Map<Figure, Tally> whole(Slice slice, Instant now) {
        Map<Figure, Tally> whole = new EnumMap<>(Figure.class);
        for (Source source : Source.values()) {
            jdbc.query(
                    "select " + counts(source) + " from (" + cells.rows(source, slice.zone()) + ") x where "
                            + cut(slice),
                    values(slice, now),
                    row -> {
                        whole.putAll(tallies(row, source));
                    });
        }
        return whole;
    }

    private String counting(Source source, Slice slice, Step step) {
        String points = "(select x.*, " + step.begins() + " as point, coalesce(x.reason, " + Slice.NOT_SAID
                + ") as why from (" + cells.rows(source, slice.zone()) + ") x where " + cut(slice) + ") y";
        // What is counted beforehand is many rows, so they are added up once before they are added up in five ways.
        String from = !FigureCells.isAddedUp(source)
                ? points
                : "(select point, team, why, channel, " + counts(source) + " from " + points
                        + " group by point, team, why, channel) z";
        return """
                select grouping(point, team, why, channel) as kept, point, team, why as reason, channel, %s
                  from %s group by grouping sets ((), (point), (team), (why), (channel))
                """.formatted(counts(source), from);
    }

    private static String counts(Source source) {
        List<String> counts =
                new ArrayList<>(FigureCells.isAddedUp(source) ? Counting.sums(source) : Counting.counts(source));
        counts.addAll(Counting.times(source));
        return String.join(", ", counts);
    }

    private static Map<Figure, Tally> tallies(ResultSet row, Source source) throws SQLException {
        Map<Figure, Tally> tallies = new EnumMap<>(Figure.class);
        for (Figure figure : Counting.of(source)) {
            boolean time = figure.definition().kind() == Definition.Kind.TIME;
            String name = figure.name().toLowerCase(Locale.ROOT);
            tallies.put(
                    figure,
                    new Tally(
                            row.getLong(Counting.n(figure)),
                            counted(row, figure, Counting.hit(figure), row.getLong(Counting.n(figure))),
                            counted(row, figure, Counting.against(figure), 0),
                            time ? number(row, "median_" + name) : OptionalDouble.empty(),
                            time ? number(row, "p90_" + name) : OptionalDouble.empty()));
        }
        return tallies;
    }

    private static long counted(ResultSet row, Figure figure, String column, long otherwise) throws SQLException {
        return Counting.isCounted(figure, column) ? row.getLong(column) : otherwise;
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// What a slice is of, of rows of the right days.
    private static String cut(Slice slice) {
        StringBuilder cut = new StringBuilder("true");
        slice.team().ifPresent(team -> cut.append(" and x.team = :team"));
        slice.reason().ifPresent(reason -> cut.append(" and coalesce(x.reason, " + Slice.NOT_SAID + ") = :reason"));
        slice.channel().ifPresent(channel -> cut.append(" and x.channel = :channel"));
        slice.survey().ifPresent(survey -> cut.append(" and (x.survey is null or x.survey = :survey)"));
        return cut.toString();
    }

    private static MapSqlParameterSource values(Slice slice, Instant now) {
        MapSqlParameterSource values = new MapSqlParameterSource()
                .addValue("now", Sql.time(now))
                .addValue("zone", slice.zone().getId())
                .addValue("first", slice.first())
                .addValue("last", slice.last())
                .addValue("from", Sql.time(slice.from()))
                .addValue("to", Sql.time(slice.to()));
        slice.team().ifPresent(team -> values.addValue("team", team));
        slice.reason().ifPresent(reason -> values.addValue("reason", reason));
        slice.channel().ifPresent(channel -> values.addValue("channel", channel));
        slice.survey().ifPresent(survey -> values.addValue("survey", survey));
        return values;
    }

    /// Which rows of a figure a list is of.
    enum Which {
        /// All that are in.
        IN,
        /// What it counts.
        HITS,
        /// What is in and is no hit.
        OTHERS,
        /// The opposite of a hit.
        AGAINST
    }

    /// One row behind a number.
    ///
    /// @param customer who speaks for the record it is of
    /// @param about the matter's subject; empty where there is no matter
    /// @param answer what they answered last
    /// @param faceBefore their face before
    /// @param seconds how long it took
    record Case(
            long id,
            long customer,
            String name,
            String about,
            long team,
            Optional<Long> reason,
            String channel,
            Instant at,
            boolean hit,
            boolean against,
            Optional<Integer> answer,
            Optional<Integer> faceBefore,
            OptionalDouble seconds) {}

    /// After which row a page begins; they are newest first.
    record After(Instant at, long id) {}

    List<Case> cases(Figure figure, Which which, Slice slice, Optional<After> after, int limit, Instant now) {
        Definition what = figure.definition();
        String chosen = switch (which) {
            case IN -> "true";
            case HITS -> "coalesce(" + what.hit() + ", false)";
            case OTHERS -> "not coalesce(" + what.hit() + ", false)";
            case AGAINST -> "coalesce(" + what.against() + ", false)";
        };
        MapSqlParameterSource values = values(slice, now).addValue("limit", limit);
        after.ifPresent(last -> values.addValue("lastAt", Sql.time(last.at())).addValue("lastId", last.id()));
        return jdbc.query(
                """
                select z.*, s.id as person, s.name, coalesce(m.about, '') as subject
                  from (select x.id, x.customer, x.matter, x.team, x.reason, x.channel, x.at, x.answer, x.face_before,
                               x.seconds, coalesce(%s, false) as hit, coalesce(%s, false) as against
                          from (%s) x where %s and (%s) and %s %s
                         order by x.at desc, x.id desc limit :limit) z
                  join customer c on c.id = z.customer
                  join customer s on s.id = coalesce(c.circle, c.id)
                  left join matter m on m.id = z.matter
                 order by z.at desc, z.id desc
                """.formatted(
                                what.hit(),
                                what.against(),
                                CaseRows.of(figure.definition().source()),
                                "x.at >= :from and x.at < :to and " + cut(slice),
                                what.in(),
                                chosen,
                                after.isPresent() ? "and (x.at, x.id) < (:lastAt, :lastId)" : ""),
                values,
                (row, n) -> read(row));
    }

    private static Case read(ResultSet row) throws SQLException {
        return new Case(
                row.getLong("id"),
                row.getLong("person"),
                row.getString("name"),
                row.getString("subject"),
                row.getLong("team"),
                Optional.ofNullable(Sql.numberOrNull(row, "reason")),
                row.getString("channel"),
                Sql.instant(row, "at"),
                row.getBoolean("hit"),
                row.getBoolean("against"),
                small(row, "answer"),
                small(row, "face_before"),
                number(row, "seconds"));
    }

    private static Optional<Integer> small(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /// A survey by which figures can be cut.
    record Surveyed(long id, String name, String question) {}

    List<Surveyed> surveys() {
        return jdbc.query(
                "select id, name, question from survey order by state = 'RETIRED', lower(name), id limit 200",
                (row, n) -> new Surveyed(row.getLong("id"), row.getString("name"), row.getString("question")));
    }
}
