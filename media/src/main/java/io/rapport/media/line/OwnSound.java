package io.rapport.media.line;

import org.jspecify.annotations.Nullable;

/// What one line lets its far side hear instead of its room: sound that is played, keys that are pressed. Beats as long
/// as there is any. For one thread.
final class OwnSound {
    private final MediaLoop loop;
    private final MediaLoop.Beating beating;
    private final KeyPresses presses = new KeyPresses();
    private @Nullable Playing playing;
    private boolean beats;
    private boolean closed;

    /// @param beating makes it, beat by beat
    OwnSound(MediaLoop loop, MediaLoop.Beating beating) {
        this.loop = loop;
        this.beating = beating;
    }

    void play(Playing sound) {
        playing = sound;
        begin();
    }

    void stopPlaying() {
        playing = null;
    }

    void press(String keys) {
        presses.press(keys);
        begin();
    }

    private void begin() {
        if (!closed) {
            beats = true;
            loop.join(beating);
        }
    }

    /// Whether there is any. Each packet asks: most lines never have any.
    boolean isThere() {
        return beats && (playing != null || presses.pressing());
    }

    @Nullable
    Playing playing() {
        return playing;
    }

    KeyPresses presses() {
        return presses;
    }

    /// It is over.
    void rest() {
        beats = false;
        loop.leave(beating);
    }

    /// For good, whatever is asked of it.
    void close() {
        closed = true;
        rest();
    }
}
