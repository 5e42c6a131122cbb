package io.rapport.server.insight;

/// How far two figures are apart, the later or nearer one less the other, in their unit.
record Difference(double value, Interval interval) {

    /// Whether it is more than chance makes of two figures that are the same, at 95 %.
    boolean isReal() {
        return interval.low() > 0 || interval.high() < 0;
    }

    /// What is said of it.
    Way way() {
        return !isReal() ? Way.NO_DIFFERENCE : value > 0 ? Way.HIGHER : Way.LOWER;
    }

    enum Way {
        HIGHER,
        LOWER,
        /// It lies within the interval: chance alone may make it.
        NO_DIFFERENCE
    }
}
