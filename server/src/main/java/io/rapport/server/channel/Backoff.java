package io.rapport.server.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a message that was not taken is tried again: soon at first, hourly later, for five days (RFC 5321 section
/// 4.5.4.1). Pure.
final class Backoff {
    static final Duration GIVE_UP = Duration.ofDays(5);

    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private Backoff() {}

    /// The next try, or empty when it is time to give up.
    ///
    /// @param attempts how many there were; at least one
    static Optional<Instant> next(Instant written, int attempts, Instant now) {
        Instant next = now.plus(STEPS.get(Math.min(attempts, STEPS.size()) - 1));
        return next.isAfter(written.plus(GIVE_UP)) ? Optional.empty() : Optional.of(next);
    }
}
