package io.rapport.media.line;

import io.rapport.media.rtp.Rtp;
import java.util.ArrayDeque;
import java.util.Queue;

/// Presses keys for the far side: 160 milliseconds each, its last packet three times, a pause of 100 between (RFC 4733
/// section 2.5). For one thread.
final class KeyPresses {
    private static final int PRESSED_BEATS = 8;
    private static final int LAST_BEATS = 10;
    private static final int BEATS = 15;
    private static final int LOUDNESS = 10;

    private final Queue<Integer> waiting = new ArrayDeque<>();
    private int beat;
    private long began;

    /// What is no key is left out.
    void press(String keys) {
        keys.chars().map(Keys.ALL::indexOf).filter(event -> event >= 0).forEach(waiting::add);
    }

    boolean pressing() {
        return !waiting.isEmpty();
    }

    void forget() {
        waiting.clear();
        beat = 0;
    }

    /// What to send now.
    ///
    /// @param beat by which time goes on
    /// @return the payload's length behind the header; 0: nothing this time
    int beat(Outflow out, int payloadType, long number, long nanos) {
        Integer event = waiting.peek();
        if (event == null) {
            return 0;
        }
        if (beat == 0) {
            began = number;
        }
        int now = beat++;
        if (beat == BEATS) {
            beat = 0;
            waiting.remove();
        }
        if (now > LAST_BEATS) {
            return 0;
        }
        int duration = Sound.FRAME * Math.min(now + 1, PRESSED_BEATS + 1);
        // The time of all its packets is that of its beginning.
        out.header(this, 0, payloadType, now == 0, (int) (number & 0xFFFF), began * Sound.FRAME, nanos);
        byte[] bytes = out.bytes();
        bytes[Rtp.HEADER] = (byte) event.intValue();
        bytes[Rtp.HEADER + 1] = (byte) ((now >= PRESSED_BEATS ? 0x80 : 0) | LOUDNESS);
        bytes[Rtp.HEADER + 2] = (byte) (duration >>> 8);
        bytes[Rtp.HEADER + 3] = (byte) duration;
        return 4;
    }
}
