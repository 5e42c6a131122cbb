package io.rapport.media.line;

/// Hears of one line. Called one event at a time, on a thread that may be blocked.
public interface LineWatcher {

    /// Sound can go both ways: a browser's keys are agreed, a telephone's first packet came.
    default void connected() {}

    /// A key was pressed, told within the sound (RFC 4733).
    ///
    /// @param key one of `0` to `9`, `*`, `#`, `A` to `D`
    default void pressed(char key) {}

    /// What was played has ended by itself.
    default void played() {}

    /// What is recorded has reached its greatest length.
    default void full() {}

    /// Nothing at all has come for 20 seconds, though something should: the far side may be gone. A browser whose
    /// microphone is off still checks its way.
    default void unheard() {}

    /// A browser had better offer anew: it would be answered otherwise, and then speaks as whom it speaks with.
    default void otherwise() {}

    /// A browser has closed its end.
    default void left() {
        unheard();
    }
}
