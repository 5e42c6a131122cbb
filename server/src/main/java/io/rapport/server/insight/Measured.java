package io.rapport.server.insight;

import java.util.Optional;
import java.util.OptionalDouble;

/// One figure of one slice with all that is needed to know how sure it is.
///
/// @param value a share from 0 to 1, a score in points, a median in seconds; empty of nobody
/// @param interval of shares and scores
/// @param silence between which two values those who did not answer could still move it, of figures of
///     answers
/// @param p90 seconds, of times
/// @param asked how many were asked, of figures of answers
record Measured(
        Figure figure,
        Tally tally,
        Optional<Double> value,
        Optional<Interval> interval,
        Optional<Interval> silence,
        OptionalDouble p90,
        Share asked) {

    /// @param asked of the same slice: who answered of who was asked
    static Measured of(Figure figure, Tally tally, Share asked) {
        boolean nobody = tally.n() == 0;
        return switch (figure.definition().kind()) {
            case SHARE ->
                new Measured(
                        figure,
                        tally,
                        tally.share().value(),
                        nobody ? Optional.empty() : Optional.of(tally.share().interval()),
                        figure.isOfAnswers() && !nobody ? Silence.bounds(asked, tally.share()) : Optional.empty(),
                        OptionalDouble.empty(),
                        asked);
            case SCORE ->
                new Measured(
                        figure,
                        tally,
                        tally.score().score(),
                        nobody ? Optional.empty() : Optional.of(tally.score().interval()),
                        nobody ? Optional.empty() : Silence.bounds(asked, tally.score()),
                        OptionalDouble.empty(),
                        asked);
            case TIME ->
                new Measured(
                        figure,
                        tally,
                        tally.median().isPresent() ? Optional.of(tally.median().getAsDouble()) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        tally.p90(),
                        asked);
            case COUNT ->
                new Measured(
                        figure,
                        tally,
                        Optional.of((double) tally.n()),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        asked);
        };
    }

    /// How far it is above another of other people; empty of times and counts, and where one is of nobody.
    Optional<Difference> above(Tally other) {
        return switch (figure.definition().kind()) {
            case SHARE -> tally.share().above(other.share());
            case SCORE -> tally.score().above(other.score());
            case TIME, COUNT -> Optional.empty();
        };
    }

    /// How far it is above all others of a whole that it is a part of, if both are many enough to be held
    /// against each other.
    Optional<Difference> aboveTheRest(Tally whole) {
        long rest = whole.n() - tally.n();
        return tally.n() < Figure.COMPARABLE || rest < Figure.COMPARABLE
                ? Optional.empty()
                : above(new Tally(
                        rest,
                        whole.hits() - tally.hits(),
                        whole.against() - tally.against(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }
}
