package io.rapport.media.line;

import io.rapport.media.codec.G711;
import java.util.Arrays;

/// Keeps what comes on a line, each packet at its own time: what was lost is silence, what came out of order or twice
/// is
/// where it belongs. A byte for each sample, by mu-law: hundreds may leave a message at once. For one thread.
final class Recorder {
    private static final G711 LAW = G711.MU_LAW;

    private final int most;
    private byte[] kept = silence(Sound.RATE);
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
        if (at + count > kept.length) {
            byte[] longer = silence(Math.min(most, Math.max(at + count, kept.length + kept.length / 2)));
            System.arraycopy(kept, 0, longer, 0, length);
            kept = longer;
        }
        LAW.encode(spoken.samples(), 0, kept, at, count);
        length = Math.max(length, at + count);
    }

    Sound sound() {
        short[] samples = new short[length];
        LAW.decode(kept, 0, samples, 0, length);
        return new Sound(samples);
    }

    private static byte[] silence(int samples) {
        byte[] silence = new byte[samples];
        Arrays.fill(silence, LAW.encode((short) 0));
        return silence;
    }
}
