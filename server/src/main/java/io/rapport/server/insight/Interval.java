package io.rapport.server.insight;

/// Between which two values the truth lies, at 95 % unless something else is said. In the unit of its
/// figure: shares from 0 to 1, scores from -100 to 100 points.
record Interval(double low, double high) {
    /// The quantile of the normal distribution that leaves 2.5 % on either side.
    static final double Z = 1.96;

    Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("from " + low + " to " + high);
        }
    }

    boolean contains(double value) {
        return low <= value && value <= high;
    }

    /// Half of its width: the margin that is said as "plus or minus".
    double margin() {
        return (high - low) / 2;
    }

    double middle() {
        return (low + high) / 2;
    }

    Interval within(double least, double most) {
        return new Interval(Math.clamp(low, least, most), Math.clamp(high, least, most));
    }

    /// Of a sample that is a good part of everybody there is: the margin times sqrt((N - n) / (N - 1)),
    /// closing in on what was measured, until nothing is uncertain once all were asked and answered.
    /// (Finite population correction: Cochran, Sampling Techniques, 3rd edition 1977, section 2.6.)
    ///
    /// @param measured around which it closes in
    /// @param n how many answered
    /// @param population how many there are, at least n
    Interval ofAll(double measured, long n, long population) {
        if (population < n || n < 1) {
            throw new IllegalArgumentException(n + " of " + population);
        }
        double factor = population == 1 ? 0 : Math.sqrt((double) (population - n) / (population - 1));
        double edgeLow = measured + factor * (low - measured);
        double edgeHigh = measured + factor * (high - measured);
        return new Interval(Math.min(edgeLow, edgeHigh), Math.max(edgeLow, edgeHigh));
    }
}
