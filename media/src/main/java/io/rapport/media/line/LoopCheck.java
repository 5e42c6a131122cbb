package io.rapport.media.line;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tells whether what comes from a party is what went to them a moment before: the whole of it, not the echo
/// of a room, which is softer. Compares how loudness goes, in frames first and then, where those are alike,
/// in parts of 2.5 milliseconds, in which no two voices are. For one thread.
final class LoopCheck {
    /// Frames of three seconds, looked for among those of the two seconds before.
    private static final int WINDOW = 150;

    private static final int MOST_LAG = 110;

    /// What is told of both ways may be off by the jitter of their first packets.
    private static final int LEAST_LAG = -2;

    /// Quieter frames, about -50 dB below full, say nothing of whose they are.
    private static final int LOUD = 50;

    private static final int LEAST_LOUD = 40;
    /// So it is over soon after it has ended.
    private static final int MOST_SECONDS = 6;

    private static final double ROUGHLY = 0.7;

    /// A doubling and a half: echoes are softer by more.
    private static final double SAME_LOUDNESS = 12;

    private static final int SECOND = 50 * Loudness.PARTS;

    /// About where frames are alike, in frames.
    private static final int NEAR = 2;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private final double share;
    private final Track said = new Track(256);
    private final Track heard = new Track(512);
    private int seconds;

    /// @param share how much alike both must be, 0 to 1
    LoopCheck(double share) {
        this.share = share;
    }

    /// Loudness by its time: the place of a frame is its own timestamp, so that jitter does not smear it. All of a
    /// frame lies together, for each packet of each call comes by here.
    private static final class Track {
        private static final VarHandle PARTS = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
        private static final int FRAME_BITS = 8;

        private final int size;
        /// Two for each frame: its parts, a byte each; its place and how loud it is on the whole.
        private long @Nullable [] frames;
        private boolean begun;
        /// When the last one was, in samples from beat 0, and its timestamp.
        private long at;
        private long last;

        /// @param size frames that it remembers: a power of two
        Track(int size) {
            this.size = size;
        }

        /// @param beat about when it is now
        void put(long timestamp, byte[] loudness, long beat) {
            at += (int) (timestamp - last);
            last = timestamp;
            // Another source, a clock that drifted, or a long pause.
            if (!begun || Math.abs(at - beat * Sound.FRAME) > 25 * Sound.FRAME) {
                at = beat * Sound.FRAME;
            }
            begun = true;
            // The nearest: what begins anew begins anywhere within a frame.
            long place = Math.floorDiv(at + Sound.FRAME / 2, Sound.FRAME);
            int sum = 0;
            for (int i = 0; i < Loudness.PARTS; i++) {
                sum += loudness[i];
            }
            int index = index(place);
            long[] into = frames();
            into[index] = (long) PARTS.get(loudness, 0);
            into[index + 1] = place << FRAME_BITS | sum / Loudness.PARTS;
        }

        private long[] frames() {
            long[] now = frames;
            if (now == null) {
                now = new long[2 * size];
                Arrays.fill(now, -1);
                frames = now;
            }
            return now;
        }

        private int index(long place) {
            return 2 * (int) (place & size - 1);
        }

        boolean has(long place) {
            return frames != null && place >= 0 && frames[index(place) + 1] >> FRAME_BITS == place;
        }

        /// How many frames of a stretch are loud.
        int loud(long from, long until) {
            int loud = 0;
            for (long at = from; at < until; at++) {
                loud += has(at) && frame(at) >= LOUD ? 1 : 0;
            }
            return loud;
        }

        /// Where there is one.
        int frame(long place) {
            return (int) (frames()[index(place) + 1] & 0xFF);
        }

        int part(long place, int part) {
            return (int) (frames()[index(place)] >> 8 * part & 0xFF);
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
        Scratch with = SCRATCH.get();
        with.mine.frames(said, from, until, Integer.MIN_VALUE);
        with.theirs.frames(heard, from - MOST_LAG, until - LEAST_LAG, Integer.MIN_VALUE);
        int best = Integer.MIN_VALUE;
        double most = ROUGHLY;
        for (int lag = LEAST_LAG; lag <= MOST_LAG; lag++) {
            double alike = with.alike(0, WINDOW, MOST_LAG - lag, Double.MAX_VALUE);
            if (alike > most) {
                most = alike;
                best = lag;
            }
        }
        return best != Integer.MIN_VALUE && isLoopAt(with, from, until, best);
    }

    /// By parts, of loud frames alone: that both pause at the same time is not enough. Second by second, for after a
    /// pause it may be a little earlier or later.
    private boolean isLoopAt(Scratch with, long from, long until, int lag) {
        with.mine.parts(said, from, until, LOUD);
        with.theirs.parts(heard, from - lag - NEAR, until - lag + NEAR, Integer.MIN_VALUE);
        double sum = 0;
        long known = 0;
        for (int at = 0; at < WINDOW * Loudness.PARTS; at += SECOND) {
            double most = 0;
            long ofIt = 0;
            for (int shift = 0; shift <= 2 * NEAR * Loudness.PARTS; shift++) {
                double alike = with.alike(at, SECOND, at + shift, SAME_LOUDNESS);
                ofIt = Math.max(ofIt, with.known());
                most = Math.max(most, alike);
            }
            sum += most * ofIt;
            known += ofIt;
        }
        return known >= LEAST_LOUD * Loudness.PARTS / 2 && sum >= share * known;
    }

    /// A stretch of loudness, one value after the other: what is missing counts as nothing. So long loops over it are
    /// quick.
    private static final class Row {
        private final int[] value;
        private final int[] square;
        private final int[] there;

        Row(int size) {
            value = new int[size];
            square = new int[size];
            there = new int[size];
        }

        private void put(int at, boolean known, int loudness) {
            value[at] = known ? loudness : 0;
            square[at] = known ? loudness * loudness : 0;
            there[at] = known ? 1 : 0;
        }

        void frames(Track of, long from, long until, int least) {
            int at = 0;
            for (long place = from; place < until; place++) {
                boolean known = of.has(place) && of.frame(place) >= least;
                put(at++, known, known ? of.frame(place) : 0);
            }
        }

        void parts(Track of, long from, long until, int least) {
            int at = 0;
            for (long place = from; place < until; place++) {
                boolean known = of.has(place) && of.frame(place) >= least;
                for (int p = 0; p < Loudness.PARTS; p++) {
                    put(at++, known, known ? of.part(place, p) : 0);
                }
            }
        }
    }

    /// Where one check lays out what it compares.
    private static final class Scratch {
        private final Row mine = new Row(WINDOW * Loudness.PARTS);
        private final Row theirs = new Row((WINDOW + MOST_LAG) * Loudness.PARTS);

        private long known;

        /// In how many places both were known, last time.
        long known() {
            return known;
        }

        /// Pearson's correlation of what both know; 0 where that tells nothing.
        ///
        /// @param at where mine begins
        /// @param from where theirs begins
        /// @param mostApart in loudness, on average
        double alike(int at, int length, int from, double mostApart) {
            long count = product(mine.there, at, theirs.there, from, length);
            known = 0;
            // What does not change, a tone, is like nothing.
            if (count < LEAST_LOUD) {
                return 0;
            }
            long x = product(mine.value, at, theirs.there, from, length);
            long ofX = count * product(mine.square, at, theirs.there, from, length) - x * x;
            long least = 4 * count * count;
            if (ofX < least) {
                return 0;
            }
            known = count;
            long y = product(mine.there, at, theirs.value, from, length);
            long ofY = count * product(mine.there, at, theirs.square, from, length) - y * y;
            if (ofY < least || Math.abs(x - y) > mostApart * count) {
                return 0;
            }
            long both = count * product(mine.value, at, theirs.value, from, length) - x * y;
            return both / Math.sqrt((double) ofX * ofY);
        }

        /// Simple enough to be done with several numbers at once.
        private static int product(int[] one, int at, int[] other, int from, int length) {
            int sum = 0;
            for (int i = 0; i < length; i++) {
                sum += one[at + i] * other[from + i];
            }
            return sum;
        }
    }
}
