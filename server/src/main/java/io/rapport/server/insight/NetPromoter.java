package io.rapport.server.insight;

import java.util.Optional;

/// The Net Promoter Score: the share of promoters (9 and 10 of 0 to 10) less that of detractors (0 to 6),
/// in points from -100 to 100.
///
/// Its interval is the adjusted Wald one that came out best of six in B. Rocks, "Interval Estimation for
/// the Net Promoter Score", The American Statistician 70 (2016): three answers are added, three quarters of
/// one of them a promoter, three quarters a detractor, and the rest passives, and the plain formula is used
/// on all of them. It is therefore round a score that is a little nearer to zero, and of a handful of
/// promoters alone it does not reach 100.
///
/// @param promoters 9 and 10
/// @param detractors 0 to 6
/// @param n all who answered; 0: nothing is known
record NetPromoter(long promoters, long detractors, long n) {
    private static final double ADDED = 3;
    private static final double ADDED_TO_EACH = 0.75;
    private static final double POINTS = 100;

    NetPromoter {
        if (promoters < 0 || detractors < 0 || promoters + detractors > n) {
            throw new IllegalArgumentException(promoters + " and " + detractors + " of " + n);
        }
    }

    /// Which of the three an answer makes of somebody: 1 a promoter, 0 a passive, -1 a detractor.
    ///
    /// @param answer 0 to 10
    static int kind(int answer) {
        if (answer < 0 || answer > 10) {
            throw new IllegalArgumentException("0 to 10, not " + answer);
        }
        return answer >= 9 ? 1 : answer <= 6 ? -1 : 0;
    }

    /// In points; empty of nobody.
    Optional<Double> score() {
        return n == 0 ? Optional.empty() : Optional.of(POINTS * (promoters - detractors) / n);
    }

    /// The plain one, in points: sqrt((p + d - (p - d)²) / n). Empty of nobody.
    Optional<Double> standardError() {
        return n == 0 ? Optional.empty() : Optional.of(POINTS * error(promoters, detractors, n));
    }

    /// In points; of nobody: anywhere.
    Interval interval() {
        if (n == 0) {
            return new Interval(-POINTS, POINTS);
        }
        double margin = Interval.Z * adjustedError();
        return new Interval(adjustedScore() - margin, adjustedScore() + margin).within(-POINTS, POINTS);
    }

    /// Round what the interval is, in points: the score times n / (n + 3).
    double adjustedScore() {
        return POINTS * (promoters - detractors) / (n + ADDED);
    }

    private double adjustedError() {
        return POINTS * error(promoters + ADDED_TO_EACH, detractors + ADDED_TO_EACH, n + ADDED);
    }

    private static double error(double promoters, double detractors, double n) {
        return Math.sqrt(variance(promoters / n, detractors / n) / n);
    }

    /// Of one answer that counts 1, 0 or -1.
    static double variance(double promoters, double detractors) {
        double net = promoters - detractors;
        return Math.max(0, promoters + detractors - net * net);
    }

    /// How many points this score is above another, each of other people. The error of a difference is
    /// sqrt(SE₁² + SE₂²), here of the adjusted ones, so that five promoters and nobody else prove nothing
    /// (J. Lewis and J. Sauro, "How to Statistically Compare Two Net Promoter Scores", MeasuringU, 2021).
    ///
    /// @return empty where one of both is of nobody
    Optional<Difference> above(NetPromoter other) {
        if (n == 0 || other.n == 0) {
            return Optional.empty();
        }
        double margin = Interval.Z * Math.hypot(adjustedError(), other.adjustedError());
        double between = adjustedScore() - other.adjustedScore();
        return Optional.of(new Difference(
                POINTS * (promoters - detractors) / n - POINTS * (other.promoters - other.detractors) / other.n,
                new Interval(between - margin, between + margin)));
    }

    NetPromoter plus(NetPromoter other) {
        return new NetPromoter(promoters + other.promoters, detractors + other.detractors, n + other.n);
    }

    /// All of these but those of another that is among them.
    NetPromoter minus(NetPromoter other) {
        return new NetPromoter(promoters - other.promoters, detractors - other.detractors, n - other.n);
    }
}
