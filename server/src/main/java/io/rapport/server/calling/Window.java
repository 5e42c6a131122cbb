package io.rapport.server.calling;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time in which we call: half-open, a quarter of an hour to two hours.
public record Window(Instant from, Instant to) {
    static final Duration SHORTEST = Duration.ofMinutes(15);
    static final Duration LONGEST = Duration.ofHours(2);

    public Window {
        Duration length = Duration.between(from, to);
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a window is 15 minutes to two hours long, not " + length);
        }
    }

    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    boolean meets(Window other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }
}
