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

    /// Whether there is nothing more to hear.
    boolean isOver() {
        return !again && at >= sound.samples().length;
    }

    /// The next 20 milliseconds.
    void next(short[] frame) {
        short[] samples = sound.samples();
        if (again && at >= samples.length) {
            at = 0;
        }
        int count = Math.clamp(samples.length - at, 0, Sound.FRAME);
        System.arraycopy(samples, Math.min(at, samples.length), frame, 0, count);
        Arrays.fill(frame, count, Sound.FRAME, (short) 0);
        at += Sound.FRAME;
    }
}
