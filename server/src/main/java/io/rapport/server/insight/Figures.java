package io.rapport.server.insight;

import io.rapport.server.reason.Reasons;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.words.Word;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/// What figures say, with how sure they are, next to the time before, and cut by team, reason and channel.
/// Thread-safe.
final class Figures {
    /// After a question was asked, votes come and may be changed for about so long.
    static final Duration VOTES_COME = Duration.ofDays(14);

    private final FigureStore store;
    private final TransactionTemplate snapshot;
    private final Workforce workforce;
    private final Reasons reasons;
    private final Clock clock;

    /// @param snapshot opens a transaction that reads, and all at one moment
    Figures(FigureStore store, TransactionTemplate snapshot, Workforce workforce, Reasons reasons, Clock clock) {
        this.store = store;
        this.snapshot = snapshot;
        this.workforce = workforce;
        this.reasons = reasons;
        this.clock = clock;
    }

    /// One figure of the whole, or of one point.
    ///
    /// @param change since the same length of time before; empty where one of both is of nobody
    record Line(Measured measured, Optional<Difference> change) {}

    /// One team, reason or channel.
    ///
    /// @param name empty: of which nobody said it
    record Part(Dimension dimension, String key, String name, List<Line> lines) {}

    /// One week or month.
    ///
    /// @param open whether votes may still come
    record Point(LocalDate first, LocalDate last, boolean open, List<Line> lines) {}

    record Dashboard(
            Slice slice, List<Line> lines, List<Part> parts, List<Point> points, List<FigureStore.Surveyed> surveys) {}

    /// Where our days, weeks and months begin.
    ZoneId zone() {
        return workforce.fallbackTeam().map(team -> team.calendar().zone()).orElse(ZoneOffset.UTC);
    }

    Dashboard dashboard(Slice slice, Step step) {
        Instant now = clock.instant();
        return Objects.requireNonNull(snapshot.execute(status -> dashboard(slice, step, now)));
    }

    private Dashboard dashboard(Slice slice, Step step, Instant now) {
        FigureStore.Counted counted = store.count(slice, step, now);
        Map<Figure, Tally> before = store.whole(slice.before(), now);
        return new Dashboard(
                slice,
                lines(counted.all(), figure -> before.getOrDefault(figure, Tally.NONE)),
                parts(counted),
                points(slice, step, counted, now),
                store.surveys());
    }

    private interface Other {
        Tally of(Figure figure);
    }

    private static List<Line> lines(Map<Figure, Tally> tallies, Other before) {
        Share asked = tallies.getOrDefault(Figure.RESPONSE, Tally.NONE).share();
        return Stream.of(Figure.values())
                .map(figure -> {
                    Measured measured = Measured.of(figure, tallies.getOrDefault(figure, Tally.NONE), asked);
                    return new Line(measured, measured.above(before.of(figure)));
                })
                .toList();
    }

    private static List<Line> partLines(Map<Figure, Tally> tallies, Map<Figure, Tally> whole) {
        Share asked = tallies.getOrDefault(Figure.RESPONSE, Tally.NONE).share();
        return Stream.of(Figure.values())
                .map(figure -> {
                    Measured measured = Measured.of(figure, tallies.getOrDefault(figure, Tally.NONE), asked);
                    return new Line(measured, measured.aboveTheRest(whole.getOrDefault(figure, Tally.NONE)));
                })
                .toList();
    }

    /// By name, never by score: that one slice has more than another is said of it, not shown as a place in
    /// a row.
    private List<Part> parts(FigureStore.Counted counted) {
        List<Part> parts = new ArrayList<>();
        Objects.requireNonNull(counted.by().get(Dimension.TEAM))
                .forEach((team, tallies) -> parts.add(part(Dimension.TEAM, team, teamName(team), tallies, counted)));
        List<Word> known = reasons.all();
        Objects.requireNonNull(counted.by().get(Dimension.REASON)).forEach((reason, tallies) -> {
            String name = known.stream()
                    .filter(one -> Long.toString(one.id()).equals(reason))
                    .map(Word::name)
                    .findFirst()
                    .orElse("");
            parts.add(part(Dimension.REASON, reason, name, tallies, counted));
        });
        Objects.requireNonNull(counted.by().get(Dimension.CHANNEL))
                .forEach((channel, tallies) -> parts.add(part(Dimension.CHANNEL, channel, channel, tallies, counted)));
        parts.sort(Comparator.comparing(Part::dimension)
                .thenComparing(part -> part.name().isEmpty())
                .thenComparing(part -> part.name().toLowerCase(Locale.ROOT)));
        return parts;
    }

    private static Part part(
            Dimension dimension, String key, String name, Map<Figure, Tally> tallies, FigureStore.Counted counted) {
        return new Part(dimension, key, name, partLines(tallies, counted.all()));
    }

    private String teamName(String team) {
        return workforce
                .findTeam(new TeamId(Long.parseLong(team)))
                .map(Team::name)
                .orElse(team);
    }

    private static List<Point> points(Slice slice, Step step, FigureStore.Counted counted, Instant now) {
        List<Point> points = new ArrayList<>();
        Map<Figure, Tally> before = Map.of();
        for (LocalDate day : step.points(slice.first(), slice.last())) {
            LocalDate end = step.next(day).minusDays(1);
            Slice part = slice.between(
                    day.isBefore(slice.first()) ? slice.first() : day, end.isAfter(slice.last()) ? slice.last() : end);
            Map<Figure, Tally> here = counted.points().getOrDefault(day, Map.of());
            Map<Figure, Tally> last = before;
            points.add(new Point(
                    part.first(),
                    part.last(),
                    part.to().plus(VOTES_COME).isAfter(now),
                    lines(here, figure -> last.getOrDefault(figure, Tally.NONE))));
            before = here;
        }
        return points;
    }

    /// What an agent sees of the own team: figures of answers that are of enough of them.
    List<Line> ofTeam(Slice slice) {
        return lines(store.whole(slice, clock.instant()), figure -> Tally.NONE).stream()
                .filter(line -> line.measured().figure().definition().kind() != Definition.Kind.COUNT)
                .filter(line -> line.measured().tally().n() >= Figure.SHOWN_TO_AGENTS)
                .toList();
    }

    List<FigureStore.Case> cases(
            Figure figure, FigureStore.Which which, Slice slice, Optional<FigureStore.After> after, int limit) {
        return store.cases(figure, which, slice, after, limit, clock.instant());
    }
}
