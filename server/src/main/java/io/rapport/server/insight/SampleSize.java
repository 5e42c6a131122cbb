package io.rapport.server.insight;

/// How many answers it takes. Planning, before anybody has answered: the plain error z · sqrt(variance /
/// n), without the answers that an adjusted interval adds.
final class SampleSize {
    /// Of a score in which half are promoters and half detractors: more does not vary.
    static final double WORST_SCORE = 1;

    /// Of a share of a half.
    static final double WORST_SHARE = 0.25;

    private SampleSize() {}

    /// Answers needed so that a figure is known to within a margin: n = variance · (z / margin)², rounded
    /// up.
    ///
    /// @param variance of one answer, [NetPromoter#variance] or s(1 - s) for a share
    /// @param margin to either side, in the figure's own measure: 0.05 for 5 points or 5 %; above 0
    static long needed(double variance, double margin) {
        if (!(margin > 0) || !(variance >= 0)) {
            throw new IllegalArgumentException("variance " + variance + ", margin " + margin);
        }
        double ratio = Interval.Z / margin;
        return (long) Math.ceil(variance * ratio * ratio);
    }

    /// The same where there are not many to ask: n / (1 + (n - 1) / N), rounded up (Cochran, 1977, section
    /// 4.2).
    ///
    /// @param population how many there are, at least 1
    static long needed(double variance, double margin, long population) {
        if (population < 1) {
            throw new IllegalArgumentException("of " + population);
        }
        double ratio = Interval.Z / margin;
        double ofMany = variance * ratio * ratio;
        needed(variance, margin);
        return (long) Math.ceil(ofMany <= 1 ? ofMany : ofMany / (1 + (ofMany - 1) / population));
    }

    /// By how much two figures of n answers each must differ to be told apart: z · sqrt(2 · variance / n).
    static double leastDifference(double variance, long n) {
        return Interval.Z * Math.sqrt(2 * variance / n);
    }
}
