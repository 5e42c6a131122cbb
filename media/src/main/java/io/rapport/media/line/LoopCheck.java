package io.rapport.media.line;

import java.util.Arrays;

/// Tells whether what comes from a party is what went to them a moment before: the whole of it, not the echo
/// of a room, which is softer. Compares how loudness goes, in frames first and then, where those are alike,
/// in parts of 2.5 milliseconds, in which no two voices are. For one thread.
final class LoopCheck {
    /// Frames of three seconds, looked for among those of the two seconds before.
    private static final int WINDOW = 150;

    private static final int MOST_LAG = 110;

    /// What is told of both ways may be off by the jitter of their first packets.
    private static final int LEAST_LAG = -2;
    private static final int SIZE = 512;

    /// Quieter frames, about -50 dB below full, say nothing of whose they are.
    private static final int LOUD = 50;

    private static final int LEAST_LOUD = 40;
    /// So it is over soon after it has ended.
    private static final int MOST_SECONDS = 6;

    private static final double ROUGHLY = 0.7;

    /// A doubling and a half: echoes are softer by more.
    private static final double SAME_LOUDNESS = 12;

    private final double share;
    private final Track said = new Track();
    private final Track heard = new Track();
    private int seconds;

    /// @param share how much alike both must be, 0 to 1
    LoopCheck(double share) {
        this.share = share;
    }

    /// Loudness by its time: the place of a frame is its own timestamp, so that jitter does not smear it.
    private static final class Track {
        private final byte[] parts = new byte[SIZE * Loudness.PARTS];
        private final int[] frames = new int[SIZE];
        private final long[] places = new long[SIZE];
        private boolean begun;
        private long zero;
        private long last;

        Track() {
            Arrays.fill(places, -1);
        }

        /// @param beat about when it is now
        void put(long timestamp, byte[] loudness, long beat) {
            long place = beat;
            if (begun) {
                place = zero + (int) (timestamp - last) / Sound.FRAME;
            }
            // Another source, a clock that drifted, or a long pause.
            if (!begun || Math.abs(place - beat) > 25) {
                place = beat;
            }
            begun = true;
            zero = place;
            last = timestamp;
            int at = (int) (place & SIZE - 1);
            places[at] = place;
            System.arraycopy(loudness, 0, parts, at * Loudness.PARTS, Loudness.PARTS);
            int sum = 0;
            for (int i = 0; i < Loudness.PARTS; i++) {
                sum += loudness[i];
            }
            frames[at] = sum / Loudness.PARTS;
        }

        boolean has(long place) {
            return place >= 0 && places[(int) (place & SIZE - 1)] == place;
        }

        /// How many frames of a stretch are loud.
        int loud(long from, long until) {
            int loud = 0;
            for (long at = from; at < until; at++) {
                loud += has(at) && frame(at) >= LOUD ? 1 : 0;
            }
            return loud;
        }

        int frame(long place) {
            return frames[(int) (place & SIZE - 1)];
        }

        int part(long place, int part) {
            return parts[(int) (place & SIZE - 1) * Loudness.PARTS + part];
        }
    }

    /// They said this.
    void said(long timestamp, byte[] loudness, long beat) {
        said.put(timestamp, loudness, beat);
    }

    /// This went to them.
    void heard(long timestamp, byte[] loudness, long beat) {
        heard.put(timestamp, loudness, beat);
    }

    /// In how many seconds it was a loop, less those in which they said something else.
    int seconds() {
        return seconds;
    }

    void check(long beat) {
        long from = beat - WINDOW;
        // Who says nothing, says nothing of a loop either; and of nothing nothing comes back.
        if (said.loud(from, beat) < LEAST_LOUD) {
            return;
        }
        if (heard.loud(from - MOST_LAG, beat) < LEAST_LOUD) {
            seconds = Math.max(0, seconds - 1);
            return;
        }
        seconds = isLoop(from, beat) ? Math.min(MOST_SECONDS, seconds + 1) : Math.max(0, seconds - 1);
    }

    private boolean isLoop(long from, long until) {
        int best = Integer.MIN_VALUE;
        double most = ROUGHLY;
        for (int lag = LEAST_LAG; lag <= MOST_LAG; lag++) {
            double alike = alike(from, until, lag);
            if (alike > most) {
                most = alike;
                best = lag;
            }
        }
        if (best == Integer.MIN_VALUE) {
            return false;
        }
        for (int shift = -2 * Loudness.PARTS; shift <= 2 * Loudness.PARTS; shift++) {
            if (closelyAlike(from, until, best * Loudness.PARTS + shift) >= share) {
                return true;
            }
        }
        return false;
    }

    /// By frames: Pearson's correlation.
    private double alike(long from, long until, int lag) {
        Correlation both = new Correlation();
        for (long at = from; at < until; at++) {
            if (said.has(at) && heard.has(at - lag)) {
                both.add(said.frame(at), heard.frame(at - lag));
            }
        }
        return both.value();
    }

    /// By parts, of loud frames alone: that both pause at the same time is not enough.
    private double closelyAlike(long from, long until, int lagParts) {
        Correlation both = new Correlation();
        for (long at = from; at < until; at++) {
            if (!said.has(at) || said.frame(at) < LOUD) {
                continue;
            }
            for (int p = 0; p < Loudness.PARTS; p++) {
                long there = at * Loudness.PARTS + p - lagParts;
                long place = Math.floorDiv(there, Loudness.PARTS);
                if (heard.has(place)) {
                    both.add(said.part(at, p), heard.part(place, (int) Math.floorMod(there, Loudness.PARTS)));
                }
            }
        }
        return Math.abs(both.difference()) > SAME_LOUDNESS ? 0 : both.value();
    }

    private static final class Correlation {
        private long count;
        private long x;
        private long y;
        private long xx;
        private long yy;
        private long xy;

        void add(int one, int other) {
            count++;
            x += one;
            y += other;
            xx += (long) one * one;
            yy += (long) other * other;
            xy += (long) one * other;
        }

        double difference() {
            return count == 0 ? 0 : (double) (x - y) / count;
        }

        /// What does not change, a tone, is like nothing.
        double value() {
            if (count < LEAST_LOUD) {
                return 0;
            }
            double variance = (double) (count * xx - x * x) * (count * yy - y * y);
            double least = 4.0 * count * count;
            return count * xx - x * x < least || count * yy - y * y < least
                    ? 0
                    : (count * xy - x * y) / Math.sqrt(variance);
        }
    }
}
