package io.rapport.server.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long to wait between attempts. Pure.
final class Pauses {
    /// From the first attempt on; then it is given up.
    static final Duration LASTS = Duration.ofDays(3);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(20),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private Pauses() {}

    /// When to try again after so many attempts; empty: no more.
    static Optional<Instant> next(int attempts, Instant created, Instant now) {
        Instant next = now.plus(PAUSES.get(Math.min(Math.max(attempts, 1), PAUSES.size()) - 1));
        return next.isAfter(created.plus(LASTS)) ? Optional.empty() : Optional.of(next);
    }
}
