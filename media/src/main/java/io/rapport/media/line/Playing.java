package io.rapport.media.line;

import java.util.Arrays;

/// A sound on its way into a line. For one thread.
final class Playing {
    private final Sound sound;
    private final boolean again;
    private int at;

    Playing(Sound sound, boolean again) {
        this.sound = sound;
        this.again = again && sound.samples().length > 0;
    }

    /// The next 20 milliseconds.
    ///
    /// @return false: it had ended before
    boolean next(short[] frame) {
        short[] samples = sound.samples();
        if (at >= samples.length) {
            if (!again) {
                return false;
            }
            at = 0;
        }
        int count = Math.min(Sound.FRAME, samples.length - at);
        System.arraycopy(samples, at, frame, 0, count);
        Arrays.fill(frame, count, Sound.FRAME, (short) 0);
        at += Sound.FRAME;
        return true;
    }
}
