package io.rapport.media.line;

import io.rapport.media.codec.G711;
import io.rapport.media.mailbox.Mailbox;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Keeps what two sides of a conversation say while it goes on, each on a channel of its own, and hands it
/// over piece by piece, so that little is in memory and little is lost. Both channels have the clock of this
/// machine: what did not come is silence at its place, what came late or out of order is where it belongs,
/// and neither side drifts from the other.
///
/// It runs only while it is told to. What comes meanwhile is thrown away before it is kept anywhere. Any
/// thread may ask anything of it.
public final class Tape {
    /// So long is a piece, in milliseconds.
    public static final int PIECE_MILLIS = 5_000;

    /// Samples of one piece and channel.
    public static final int PIECE = PIECE_MILLIS * Sound.RATE / 1_000;

    /// So much later it is handed over: packets come late.
    private static final int LATE = Sound.RATE;

    private final MediaLoop loop;
    private final Mailbox mailbox;
    private final Keeper keeper;
    private final Channel left = new Channel();
    private final Channel right = new Channel();
    private final MediaLoop.Beating looking = this::look;
    private final Map<Line, Tap> taps = new HashMap<>();
    private long firstBeat = -1;
    private int handed;
    private boolean runs;
    /// Since where it does. What was said before and comes late is not for it.
    private long runsFrom;
    private boolean over;
    /// In samples, once it is over.
    private long length;

    /// @param number of the piece: it begins that many times [#PIECE_MILLIS] after the tape
    /// @param left G.711, by `leftLaw`; shorter than [#PIECE] at the end of the tape alone
    /// @param right of the same length
    public record Piece(int number, G711 leftLaw, byte[] left, G711 rightLaw, byte[] right) {}

    /// Takes what was kept. Called in order, on a thread that may be blocked.
    public interface Keeper {
        void piece(Piece piece);
    }

    /// One side.
    private static final class Channel {
        private final SampleRing samples = new SampleRing();
        private G711 law = G711.MU_LAW;
    }

    Tape(MediaLoop loop, Mailbox mailbox, Keeper keeper) {
        this.loop = loop;
        this.mailbox = mailbox;
        this.keeper = keeper;
        loop.execute(() -> {
            firstBeat = loop.beat();
            loop.joinLooks(looking);
        });
    }

    // -------------------------------------------------------------------------------------------------- for any thread

    /// Who is on which side from now on. A line is on one tape only.
    ///
    /// @param ours all of them together are the right channel
    public void sides(Line theirs, List<? extends Line> ours) {
        List<? extends Line> all = List.copyOf(ours);
        loop.execute(() -> {
            taps.keySet().removeIf(line -> {
                boolean gone = line != theirs && !all.contains(line);
                if (gone) {
                    line.taped(null);
                }
                return gone;
            });
            tap(theirs, left);
            all.forEach(line -> tap(line, right));
        });
    }

    private void tap(Line line, Channel channel) {
        if (!over) {
            line.taped(taps.computeIfAbsent(line, fresh -> new Tap(channel)));
        }
    }

    /// Keeps what comes from now on, or no more. What was not handed over yet and lies after this moment is
    /// forgotten.
    public void run(boolean on) {
        loop.execute(() -> {
            if (runs && !on) {
                left.samples.forgetFrom(now());
                right.samples.forgetFrom(now());
            }
            if (on && !runs) {
                runsFrom = now();
            }
            runs = on;
        });
    }

    /// How long it is so far; together with [#run], where something begins or ends in it.
    public CompletableFuture<Integer> millis() {
        CompletableFuture<Integer> millis = new CompletableFuture<>();
        loop.execute(() -> millis.complete((int) (now() * 1_000 / Sound.RATE)));
        return millis;
    }

    /// Ends it. The last piece is handed over before this is complete.
    ///
    /// @return how long it is, in milliseconds
    public CompletableFuture<Integer> end() {
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        loop.execute(() -> {
            if (!over) {
                length = now();
                over = true;
                loop.leaveLooks(looking);
                taps.keySet().forEach(line -> line.taped(null));
                taps.clear();
                while ((long) (handed + 1) * PIECE <= length) {
                    hand(PIECE);
                }
                hand((int) (length - (long) handed * PIECE));
            }
            mailbox.post(() -> ended.complete((int) (length * 1_000 / Sound.RATE)));
        });
        return ended;
    }

    // ---------------------------------------------------------------------------------------------------- on the loop

    /// How much there is so far, in samples.
    private long now() {
        return over ? length : (loop.beat() - firstBeat) * Sound.FRAME;
    }

    private void look(long number, long nanos) {
        if (now() >= (long) (handed + 1) * PIECE + LATE) {
            hand(PIECE);
        }
    }

    private void hand(int length) {
        if (length <= 0) {
            return;
        }
        long from = (long) handed * PIECE;
        Piece piece = new Piece(handed, left.law, codes(left, from, length), right.law, codes(right, from, length));
        handed++;
        mailbox.post(() -> keeper.piece(piece));
    }

    private static byte[] codes(Channel channel, long from, int length) {
        byte[] codes = new byte[length];
        channel.samples.take(channel.law, from, codes);
        return codes;
    }

    /// What comes from one line, on its way onto the tape.
    final class Tap {
        private static final int WINDOW = 64;
        private static final int DRIFT = Sound.RATE / 2;

        private final Channel channel;
        private boolean begun;
        private int source;
        private long highest;
        private long seen;
        private long place;
        private long timestamp;

        private Tap(Channel channel) {
            this.channel = channel;
        }

        void take(Spoken spoken) {
            if (firstBeat < 0 || isRepeated(spoken.source(), spoken.sequence())) {
                return;
            }
            long now = now();
            long time = spoken.time();
            long at = begun ? place + (int) (time - timestamp) : now;
            // Another source, a pause, or a clock that has drifted: it goes on where we are.
            if (Math.abs(at - now) > DRIFT) {
                at = now;
            }
            begun = true;
            place = at;
            timestamp = time;
            if (runs && at >= Math.max(runsFrom, (long) handed * PIECE)) {
                channel.law = spoken.coding().law().orElse(channel.law);
                channel.samples.add(at, spoken);
            }
        }

        /// Twice the same would be twice as loud.
        private boolean isRepeated(int ssrc, int sequence) {
            if (!begun || ssrc != source) {
                begun = false;
                source = ssrc;
                highest = sequence;
                seen = 1;
                return false;
            }
            int ahead = (short) (sequence - (int) highest);
            if (ahead > 0) {
                seen = ahead >= WINDOW ? 1 : seen << ahead | 1;
                highest = sequence;
                return false;
            }
            boolean known = -ahead >= WINDOW || (seen >>> -ahead & 1) == 1;
            if (-ahead < WINDOW) {
                seen |= 1L << -ahead;
            }
            return known;
        }
    }

    /// Some seconds of sound, each sample at its place. For one thread.
    private static final class SampleRing {
        /// A power of two, eight seconds: a piece, what comes late, and room.
        private static final int SIZE = 65_536;

        private final short[] samples = new short[SIZE];

        void add(long at, Spoken spoken) {
            for (int i = 0; i < spoken.count(); i++) {
                int where = (int) (at + i & SIZE - 1);
                int sum = samples[where] + spoken.samples()[i];
                samples[where] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }

        void take(G711 law, long from, byte[] codes) {
            for (int i = 0; i < codes.length; i++) {
                int where = (int) (from + i & SIZE - 1);
                codes[i] = law.encode(samples[where]);
                samples[where] = 0;
            }
        }

        void forgetFrom(long at) {
            int begin = (int) (at & SIZE - 1);
            int end = Math.min(SIZE, begin + LATE);
            Arrays.fill(samples, begin, end, (short) 0);
            Arrays.fill(samples, 0, Math.max(0, begin + LATE - SIZE), (short) 0);
        }
    }
}
