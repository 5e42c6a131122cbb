package io.rapport.server.insight;

import java.util.OptionalDouble;

/// What was counted of a figure in one slice.
///
/// @param n rows that are in
/// @param hits of them, those that it is the share of
/// @param against of them, the opposite
/// @param median seconds, of times
/// @param p90 seconds, of times
record Tally(long n, long hits, long against, OptionalDouble median, OptionalDouble p90) {
    static final Tally NONE = new Tally(0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty());

    Share share() {
        return new Share(hits, n);
    }

    NetPromoter score() {
        return new NetPromoter(hits, against, n);
    }
}
