package io.rapport.server.insight;

import java.util.Optional;

/// What those who did not answer could still make of a figure. No formula says what they think: the truth
/// lies somewhere between all of them unhappy and all of them happy. (The bounds that C. Manski calls
/// worst-case, "Partial Identification of Probability Distributions", 2003, chapter 1.)
final class Silence {
    private Silence() {}

    /// With r answering and a share s of them happy: from r · s to r · s + 1 - r.
    ///
    /// @param answered of how many who were asked
    /// @param happy of those who answered
    /// @return empty where nobody was asked
    static Optional<Interval> bounds(Share answered, Share happy) {
        if (answered.n() == 0) {
            return Optional.empty();
        }
        double r = (double) answered.k() / answered.n();
        double s = happy.value().orElse(0.0);
        return Optional.of(new Interval(r * s, r * s + Math.max(0, 1 - r)).within(0, 1));
    }

    /// The same for a score, in points: all who are silent detractors, or all promoters.
    static Optional<Interval> bounds(Share answered, NetPromoter score) {
        if (answered.n() == 0) {
            return Optional.empty();
        }
        double r = (double) answered.k() / answered.n();
        double heard = r * score.score().orElse(0.0);
        double silent = 100 * Math.max(0, 1 - r);
        return Optional.of(new Interval(heard - silent, heard + silent).within(-100, 100));
    }
}
