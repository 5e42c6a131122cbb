package io.rapport.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down guessing: after some failures in a row a key (a name, an address) is locked for a time that
/// doubles with every further failure, at most [#LONGEST]. Bounded memory; thread-safe.
final class Lockout {
    static final Duration FIRST = Duration.ofSeconds(15);
    static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MAX_KEYS = 10_000;

    private final int freeTries;

    Lockout(int freeTries) {
        this.freeTries = freeTries;
    }

    private record Failures(int count, Instant until) {}

    private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_KEYS;
        }
    };

    /// How long the key is still locked; zero if it is not.
    synchronized Duration locked(String key, Instant now) {
        Failures known = failures.get(key);
        return known == null || !known.until().isAfter(now) ? Duration.ZERO : Duration.between(now, known.until());
    }

    /// A try counts as failed until it is known to be right, so that many at the same time are no way around.
    synchronized void tried(String key, Instant now) {
        Failures known = failures.getOrDefault(key, new Failures(0, now));
        int count = known.count() + 1;
        Instant until = now;
        if (count >= freeTries) {
            long doubled = FIRST.toMillis() << Math.min(count - freeTries, 10);
            until = now.plusMillis(Math.min(doubled, LONGEST.toMillis()));
        }
        failures.put(key, new Failures(count, until));
    }

    /// Takes back the last try.
    synchronized void forgive(String key) {
        failures.computeIfPresent(
                key, (k, known) -> known.count() <= 1 ? null : new Failures(known.count() - 1, Instant.EPOCH));
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }
}
