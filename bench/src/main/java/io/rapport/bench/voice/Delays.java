package io.rapport.bench.voice;

/// How long packets took on their way, counted by microsecond up to a second. For one thread.
final class Delays {
    private static final int MOST_MICROS = 1_000_000;

    private final int[] counts = new int[MOST_MICROS + 1];
    private long count;

    void add(long nanos) {
        counts[(int) Math.clamp(nanos / 1_000, 0, MOST_MICROS)]++;
        count++;
    }

    long count() {
        return count;
    }

    /// The value in milliseconds below or at which this share of all lies (nearest rank).
    double percentileMillis(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int micros = 0; micros <= MOST_MICROS; micros++) {
            seen += counts[micros];
            if (seen >= wanted) {
                return micros / 1_000.0;
            }
        }
        return Double.NaN;
    }
}
