package io.rapport.server.outreach;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// Who is next, so that no recipient's domain and no relay gets more a second than it likes. What waits for
/// one domain
/// holds up no other. Pure: time is passed in. Not thread-safe.
final class Pace {
    /// What was not used of so long ago may be made up for.
    static final Duration CATCH_UP = Duration.ofMillis(250);

    private final long perDomainNanos;
    private final long allNanos;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final PriorityQueue<Lane> byTurn =
            new PriorityQueue<>(Comparator.comparing((Lane lane) -> lane.ready).thenComparing(lane -> lane.domain));
    private Instant ready = Instant.MIN;
    private int waiting;

    /// One who waits for their turn.
    record Turn(long attempt, long customer) {}

    private static final class Lane {
        private final String domain;
        private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
        private Instant ready = Instant.MIN;

        Lane(String domain) {
            this.domain = domain;
        }
    }

    /// @param perDomain messages a second for each domain; more than 0
    /// @param all messages a second altogether; more than 0
    Pace(double perDomain, double all) {
        if (perDomain <= 0 || all <= 0) {
            throw new IllegalArgumentException("a pace is more than 0, not " + perDomain + " and " + all);
        }
        this.perDomainNanos = (long) (1e9 / perDomain);
        this.allNanos = (long) (1e9 / all);
    }

    void add(String domain, Turn turn) {
        Lane lane = lanes.computeIfAbsent(domain, Lane::new);
        lane.waiting.add(turn);
        waiting++;
        if (lane.waiting.size() == 1) {
            byTurn.add(lane);
        }
    }

    int waiting() {
        return waiting;
    }

    /// The next one that may leave now; it waits no more.
    Optional<Turn> next(Instant now) {
        Lane lane = byTurn.peek();
        if (lane == null || ready.isAfter(now) || lane.ready.isAfter(now)) {
            return Optional.empty();
        }
        byTurn.remove();
        waiting--;
        Turn turn = lane.waiting.remove();
        lane.ready = after(lane.ready, perDomainNanos, now);
        ready = after(ready, allNanos, now);
        if (!lane.waiting.isEmpty()) {
            byTurn.add(lane);
        }
        return Optional.of(turn);
    }

    /// When it is worth to ask again.
    Duration patience(Instant now) {
        Lane lane = byTurn.peek();
        if (lane == null) {
            return CATCH_UP;
        }
        Instant next = lane.ready.isAfter(ready) ? lane.ready : ready;
        return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
    }

    private static Instant after(Instant ready, long nanos, Instant now) {
        Instant earliest = now.minus(CATCH_UP);
        return (ready.isBefore(earliest) ? earliest : ready).plusNanos(nanos);
    }
}
