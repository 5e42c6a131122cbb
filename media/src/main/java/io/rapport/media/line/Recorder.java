package io.rapport.media.line;

import java.util.Arrays;

/// Keeps what comes on a line, each packet at its own time: what was lost is silence, what came out of order or twice
/// is
/// where it belongs. For one thread.
final class Recorder {
    private final int most;
    private short[] samples = new short[Sound.RATE * 10];
    private int length;
    private boolean begun;
    private boolean full;
    private int source;
    private long zero;

    /// @param mostMillis more is not kept
    Recorder(int mostMillis) {
        this.most = mostMillis * (Sound.RATE / 1_000);
    }

    /// Whether there is no room for more.
    boolean full() {
        return full;
    }

    void take(Spoken spoken) {
        long timestamp = spoken.time();
        int ssrc = spoken.source();
        int count = spoken.count();
        int at = (int) (timestamp - zero);
        // A source that begins anew, or jumps by more than half a minute, goes on where the sound ends.
        if (!begun || ssrc != source || at < -Sound.RATE || at > length + 30 * Sound.RATE) {
            begun = true;
            source = ssrc;
            zero = timestamp - length;
            at = length;
        }
        if (at < 0) {
            return;
        }
        if (at + count > most) {
            full = true;
            return;
        }
        if (at + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.min(most, Math.max(at + count, samples.length * 2)));
        }
        System.arraycopy(spoken.samples(), 0, samples, at, count);
        length = Math.max(length, at + count);
    }

    Sound sound() {
        return new Sound(Arrays.copyOf(samples, length));
    }
}
