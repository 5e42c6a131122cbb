package io.rapport.media.line;

import io.rapport.media.codec.Coding;

/// What another says in packets that can't be passed on, cut anew into frames of 20 milliseconds. What got lost on the
/// way in is missing on the way out; what came too late is left out, for who writes on can't go back. For one thread.
final class Rewriting {
    private static final int MOST_GAP = 100;

    private final short[] frame = new short[Coding.FRAME];
    private int held;
    private long time;
    private boolean begun;
    private int source;
    private int theirs;
    private int sequence;

    /// Takes one frame.
    interface Taker {
        /// @param time of its first sample, in samples
        void take(short[] frame, int sequence, long time);
    }

    void take(Spoken spoken, Taker taker) {
        if (!begun || spoken.source() != source) {
            begin(spoken);
        }
        int ahead = spoken.sequence() - theirs & 0xFFFF;
        if (ahead >= 0x8000 || ahead == 0) {
            return;
        }
        if (ahead > 1 && ahead <= MOST_GAP) {
            sequence += (ahead - 1) * Math.max(1, spoken.count() / Coding.FRAME);
        }
        theirs = spoken.sequence();
        if ((int) (spoken.time() - (time + held)) != 0) {
            held = 0;
            time = spoken.time();
        }
        cut(spoken, taker);
    }

    private void begin(Spoken spoken) {
        begun = true;
        source = spoken.source();
        theirs = spoken.sequence() - 1 & 0xFFFF;
        held = 0;
        time = spoken.time();
    }

    private void cut(Spoken spoken, Taker taker) {
        int at = 0;
        while (at < spoken.count()) {
            int taken = Math.min(Coding.FRAME - held, spoken.count() - at);
            System.arraycopy(spoken.samples(), at, frame, held, taken);
            at += taken;
            held += taken;
            if (held == Coding.FRAME) {
                taker.take(frame, sequence++ & 0xFFFF, time);
                time = time + Coding.FRAME & 0xFFFFFFFFL;
                held = 0;
            }
        }
    }
}
