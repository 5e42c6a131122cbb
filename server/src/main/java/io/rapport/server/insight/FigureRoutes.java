package io.rapport.server.insight;

import io.rapport.server.access.Accounts;
import io.rapport.server.reason.Reasons;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Figures, each with its interval, how many it is of, and the list behind it. Never of one of us.
@RestController
@RequestMapping("/api/figures")
@May(Permission.SEE_FIGURES)
class FigureRoutes {
    private static final int PAGE = 100;
    private static final int USUAL_WEEKS = 12;
    private static final int MOST_DAYS = 5 * 366;

    private final Figures figures;
    private final Reasons reasons;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Clock clock;

    FigureRoutes(Figures figures, Reasons reasons, Workforce workforce, Accounts accounts, Clock clock) {
        this.figures = figures;
        this.reasons = reasons;
        this.workforce = workforce;
        this.accounts = accounts;
        this.clock = clock;
    }

    record IntervalView(double low, double high) {
        static @Nullable IntervalView of(Optional<Interval> interval) {
            return interval.map(one -> new IntervalView(one.low(), one.high())).orElse(null);
        }
    }

    /// @param value in the figure's unit
    record DifferenceView(
            double value,
            double low,
            double high,
            @OneOf(Difference.Way.class) String way) {
        static @Nullable DifferenceView of(Optional<Difference> difference) {
            return difference
                    .map(one -> new DifferenceView(
                            one.value(),
                            one.interval().low(),
                            one.interval().high(),
                            one.way().name()))
                    .orElse(null);
        }
    }

    /// @param kind SHARE from 0 to 1, SCORE from -100 to 100, TIME in seconds, COUNT
    /// @param hits of n, what it is the share of: happy, promoters
    /// @param against of n, the opposite: detractors, worse faces
    /// @param value none: of nobody
    /// @param silence where those who did not answer could still bring it
    /// @param difference from the time before, or from all others; none: there is too little to say so
    record FigureView(
            @OneOf(Figure.class) String figure,
            @OneOf(Definition.Kind.class) String kind,
            long n,
            long hits,
            long against,
            @Nullable Double value,
            @Nullable IntervalView interval,
            @Nullable IntervalView silence,
            @Nullable Double p90,
            @Nullable DifferenceView difference) {
        static FigureView of(Figures.Line line) {
            Measured measured = line.measured();
            return new FigureView(
                    measured.figure().name(),
                    measured.figure().definition().kind().name(),
                    measured.tally().n(),
                    measured.tally().hits(),
                    measured.tally().against(),
                    measured.value().orElse(null),
                    IntervalView.of(measured.interval()),
                    IntervalView.of(measured.silence()),
                    measured.p90().isPresent() ? measured.p90().getAsDouble() : null,
                    DifferenceView.of(line.change()));
        }
    }

    /// @param key as it is asked for: a team's number, a reason's (0: not said), a channel
    /// @param name empty: nobody said it
    record PartView(@OneOf(Dimension.class) String dimension, String key, String name, List<FigureView> figures) {}

    /// @param open whether votes may still come
    record PointView(LocalDate first, LocalDate last, boolean open, List<FigureView> figures) {}

    record ChoiceView(String id, String name) {}

    record SurveyChoice(String id, String name, String question) {}

    /// @param comparable below so many answers nothing is held against another
    record DashboardView(
            LocalDate from,
            LocalDate to,
            String zone,
            int comparable,
            List<FigureView> figures,
            List<PartView> parts,
            List<PointView> points,
            List<ChoiceView> teams,
            List<ChoiceView> reasons,
            List<SurveyChoice> surveys) {}

    /// All figures of a stretch of days, beside the stretch before, by team, reason and channel, and over
    /// time.
    ///
    /// @param from first day; usually twelve weeks ago
    /// @param to last day; usually today
    /// @param step WEEK or MONTH
    /// @param reason what the matters are about; 0: of which nobody said it
    @GetMapping
    DashboardView figures(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @OneOf(Step.class) @Nullable String step,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String survey) {
        Slice slice = slice(from, to, team, reason, channel, survey);
        Figures.Dashboard all =
                figures.dashboard(slice, one(Step.class, "step", step).orElse(Step.WEEK));
        return new DashboardView(
                slice.first(),
                slice.last(),
                slice.zone().getId(),
                Figure.COMPARABLE,
                views(all.lines()),
                all.parts().stream()
                        .map(part ->
                                new PartView(part.dimension().name(), part.key(), part.name(), views(part.lines())))
                        .toList(),
                all.points().stream()
                        .map(point -> new PointView(point.first(), point.last(), point.open(), views(point.lines())))
                        .toList(),
                workforce.teams().stream()
                        .map(one -> new ChoiceView(one.id().toString(), one.name()))
                        .toList(),
                reasons.all().stream()
                        .map(one -> new ChoiceView(Long.toString(one.id()), one.name()))
                        .toList(),
                all.surveys().stream()
                        .map(one -> new SurveyChoice(Long.toString(one.id()), one.name(), one.question()))
                        .toList());
    }

    private static List<FigureView> views(List<Figures.Line> lines) {
        return lines.stream().map(FigureView::of).toList();
    }

    record TeamFigures(LocalDate from, LocalDate to, int shownFrom, List<FigureView> figures) {}

    /// My own team's figures of the last twelve weeks, as far as enough customers answered; never one
    /// person's.
    @May(Permission.SEE_DESK)
    @GetMapping("/team")
    TeamFigures teamFigures(Principal caller) {
        Agent me = workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
        Slice slice = slice(null, null, null, null, null, null).ofTeam(me.team().value());
        return new TeamFigures(slice.first(), slice.last(), Figure.SHOWN_TO_AGENTS, views(figures.ofTeam(slice)));
    }

    record PersonView(String id, String name) {}

    /// @param reason none: nobody said it
    /// @param answer on the question's own scale
    /// @param before their face before
    record CaseView(
            String id,
            PersonView customer,
            String about,
            String team,
            @Nullable String reason,
            String channel,
            Instant at,
            boolean hit,
            boolean against,
            @Nullable Integer answer,
            @Nullable Integer before,
            @Nullable Double seconds) {}

    /// @param next where the next page begins; none: there is no more
    record CasesView(List<CaseView> cases, @Nullable String next) {}

    /// The list behind a figure, newest first. Exactly what the number is of.
    ///
    /// @param which IN all that are counted, HITS what it is the share of, OTHERS the rest, AGAINST the
    ///     opposite
    /// @param after where the page begins, as the page before said it
    @GetMapping("/{figure}/cases")
    CasesView casesOfFigure(
            @PathVariable @OneOf(Figure.class) String figure,
            @RequestParam(required = false) @OneOf(FigureStore.Which.class) @Nullable String which,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String survey,
            @RequestParam(required = false) @Nullable String after,
            Principal caller) {
        Figure wanted =
                one(Figure.class, "figure", figure).orElseThrow(() -> Refusal.notFound("There is no such figure."));
        Slice slice = slice(from, to, team, reason, channel, survey);
        accounts.audit(Long.parseLong(caller.getName()), "saw the list behind a figure", wanted.name());
        List<FigureStore.Case> cases = figures.cases(
                wanted,
                one(FigureStore.Which.class, "which", which).orElse(FigureStore.Which.IN),
                slice,
                Optional.ofNullable(after).map(FigureRoutes::after),
                PAGE + 1);
        boolean more = cases.size() > PAGE;
        List<FigureStore.Case> page = more ? cases.subList(0, PAGE) : cases;
        return new CasesView(
                page.stream().map(FigureRoutes::view).toList(),
                more ? page.getLast().at() + "_" + page.getLast().id() : null);
    }

    private static CaseView view(FigureStore.Case one) {
        return new CaseView(
                Long.toString(one.id()),
                new PersonView(Long.toString(one.customer()), one.name()),
                one.about(),
                Long.toString(one.team()),
                one.reason().map(reason -> Long.toString(reason)).orElse(null),
                one.channel(),
                one.at(),
                one.hit(),
                one.against(),
                one.answer().orElse(null),
                one.faceBefore().orElse(null),
                one.seconds().isPresent() ? one.seconds().getAsDouble() : null);
    }

    private static FigureStore.After after(String text) {
        String[] words = text.split("_", 2);
        try {
            return new FigureStore.After(Instant.parse(words[0]), number("after", words.length == 2 ? words[1] : ""));
        } catch (DateTimeException notOurs) {
            throw Refusal.field("after", "There is no such page of the list.");
        }
    }

    private Slice slice(
            @Nullable String from,
            @Nullable String to,
            @Nullable String team,
            @Nullable String reason,
            @Nullable String channel,
            @Nullable String survey) {
        ZoneId zone = figures.zone();
        LocalDate last = day("to", to).orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
        LocalDate first =
                day("from", from).orElseGet(() -> last.minusWeeks(USUAL_WEEKS).plusDays(1));
        if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw Refusal.field("from", "From a day to a later one, at most five years.");
        }
        return new Slice(
                first,
                last,
                zone,
                optional("team", team),
                optional("reason", reason),
                Optional.ofNullable(channel).filter(one -> !one.isBlank()).map(FigureRoutes::channel),
                optional("survey", survey));
    }

    private static String channel(String text) {
        if (!text.matches("[A-Z_]{1,20}")) {
            throw Refusal.field("channel", "There is no such channel.");
        }
        return text;
    }

    private static OptionalLong optional(String field, @Nullable String text) {
        return text == null || text.isBlank() ? OptionalLong.empty() : OptionalLong.of(number(field, text));
    }

    private static long number(String field, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.field(field, "There is none of that number.");
        }
        return Long.parseLong(text);
    }

    private static Optional<LocalDate> day(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() < 2200) {
                return Optional.of(day);
            }
        } catch (DateTimeException noDay) {
            // Answered below, like a day that no calendar of ours has.
        }
        throw Refusal.field(field, "A day is written as 2026-11-30.");
    }

    private static <E extends Enum<E>> Optional<E> one(Class<E> type, String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.field(field, "That is none of what can be chosen here.")));
    }
}
