package io.rapport.media.line;

import java.util.Arrays;

/// Evens out the packets of one line until they are mixed: each sample lies at its own time; what has not come when its
/// time is there is silence. For one thread.
final class MixBuffer {
    /// A power of two, about a second.
    private static final int SIZE = 8_192;

    /// So far is read behind what comes.
    private static final int CUSHION = 2 * Sound.FRAME;

    /// More than this is delay that nobody needs.
    private static final int MOST_CUSHION = 10 * Sound.FRAME;

    private final short[] ring = new short[SIZE];
    private boolean begun;
    private int source;
    private int reads;
    private int written;
    private int silentFrames;

    void take(Spoken spoken) {
        int timestamp = (int) spoken.time();
        int ssrc = spoken.source();
        int count = spoken.count();
        int ahead = timestamp - reads;
        if (!begun || ssrc != source || ahead < -SIZE || ahead + count > SIZE - Sound.FRAME) {
            begin(ssrc, timestamp);
            ahead = CUSHION;
        } else if (ahead < 0) {
            if (silentFrames < 3) {
                return;
            }
            // It always comes too late: the cushion is moved.
            begin(ssrc, timestamp);
            ahead = CUSHION;
        }
        for (int i = 0; i < count; i++) {
            ring[reads + ahead + i & SIZE - 1] = spoken.samples()[i];
        }
        int end = reads + ahead + count;
        if (end - written > 0) {
            written = end;
        }
    }

    private void begin(int ssrc, int timestamp) {
        Arrays.fill(ring, (short) 0);
        begun = true;
        source = ssrc;
        reads = timestamp - CUSHION;
        written = reads;
        silentFrames = 0;
    }

    /// The next 20 milliseconds.
    void next(short[] frame) {
        if (!begun) {
            Arrays.fill(frame, (short) 0);
            return;
        }
        if (written - reads > MOST_CUSHION) {
            drop(written - reads - CUSHION);
        }
        silentFrames = written - reads > 0 ? 0 : silentFrames + 1;
        for (int i = 0; i < Sound.FRAME; i++) {
            int at = reads + i & SIZE - 1;
            frame[i] = ring[at];
            ring[at] = 0;
        }
        reads += Sound.FRAME;
    }

    private void drop(int samples) {
        for (int i = 0; i < samples; i++) {
            ring[reads + i & SIZE - 1] = 0;
        }
        reads += samples;
    }
}
