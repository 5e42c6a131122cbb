package io.rapport.server.calling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What follows when nobody answered. Pure.
///
/// The second go is within the same window, some minutes later; then another window is planned and told; after the
/// last go they are asked in writing, and choose.
sealed interface AfterAttempt {
    /// Between two goes in one window.
    Duration PAUSE = Duration.ofMinutes(20);
    /// That must be left of a window after it.
    Duration LEFT = Duration.ofMinutes(5);

    /// @param aside until when nobody tries; empty: it has no window, and its owner tries when they like
    record Again(Optional<Instant> aside) implements AfterAttempt {}

    record AnotherWindow() implements AfterAttempt {}

    record AskInWriting() implements AfterAttempt {}

    /// @param window in which it was to be; empty: as soon as we can
    /// @param failed goes in all, this one among them
    /// @param failedWithin those of them that were in this window
    /// @param most goes
    static AfterAttempt decide(Optional<Window> window, int failed, int failedWithin, int most, Instant now) {
        if (failed >= most) {
            return new AskInWriting();
        }
        if (window.isEmpty()) {
            return new Again(Optional.empty());
        }
        Instant next = now.plus(PAUSE);
        boolean room = next.plus(LEFT).isBefore(window.get().to());
        return failedWithin <= 1 && room ? new Again(Optional.of(next)) : new AnotherWindow();
    }
}
