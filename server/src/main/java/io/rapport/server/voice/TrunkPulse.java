package io.rapport.server.voice;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.call.SipCalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks each trunk that takes our calls whether it is there, again and again. One that was silent is asked again soon,
/// and is held for down when it is silent once more. Thread-safe.
final class TrunkPulse implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int MISSES = 2;
    private static final Logger log = LoggerFactory.getLogger(TrunkPulse.class);

    private final Edge edge;
    private final Duration pause;
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// How a trunk stands.
    enum Standing {
        /// It was not asked yet, or takes no calls.
        UNKNOWN,
        UP,
        DOWN
    }

    /// @param trunk as it was when it was asked
    private record Seen(Trunk trunk, Instant next, int misses, Standing standing) {}

    /// @param pause between two questions
    TrunkPulse(Edge edge, Duration pause) {
        this.edge = edge;
        this.pause = pause;
    }

    Standing of(Trunk trunk) {
        Seen known = seen.get(trunk.id());
        return known == null || !known.trunk().equals(trunk) ? Standing.UNKNOWN : known.standing();
    }

    /// Time has passed.
    void beat(List<Trunk> trunks, Instant now) {
        if (edge.calls().isEmpty()) {
            return;
        }
        List<Trunk> asked = trunks.stream()
                .filter(trunk -> trunk.enabled() && !trunk.target().isEmpty())
                .toList();
        Set<Long> kept = asked.stream().map(Trunk::id).collect(Collectors.toSet());
        seen.keySet().removeIf(id -> !kept.contains(id));
        for (Trunk trunk : asked) {
            Seen known = Optional.ofNullable(seen.get(trunk.id()))
                    .filter(one -> one.trunk().equals(trunk))
                    .orElseGet(() -> new Seen(trunk, now, 0, Standing.UNKNOWN));
            if (!known.next().isAfter(now)) {
                seen.put(trunk.id(), new Seen(trunk, now.plus(pause), known.misses(), known.standing()));
                threads.execute(() -> ask(trunk, now));
            }
        }
    }

    private void ask(Trunk trunk, Instant asked) {
        Optional<SipCalls> calls = edge.calls();
        Optional<Uri> uri = Address.of("<sip:" + trunk.target() + ">").map(Address::uri);
        if (calls.isEmpty() || uri.isEmpty()) {
            return;
        }
        try {
            calls.get().ping(uri.get(), edge.to(trunk), PATIENCE, status -> heard(trunk, asked, status));
        } catch (IOException away) {
            heard(trunk, asked, Optional.empty());
        }
    }

    /// Whoever answers is there, even where they don't like the question; but for 503, by which they say that they are
    /// not (RFC 3261 section 21.5.4).
    private void heard(Trunk trunk, Instant asked, Optional<Integer> status) {
        boolean there = status.filter(one -> one != 503 && one != 408).isPresent();
        Standing[] before = {Standing.UNKNOWN};
        Seen now = seen.computeIfPresent(trunk.id(), (id, known) -> {
            before[0] = known.standing();
            if (!known.trunk().equals(trunk)) {
                return known;
            }
            if (there) {
                return new Seen(trunk, known.next(), 0, Standing.UP);
            }
            int misses = known.misses() + 1;
            Duration wait = pause.compareTo(SOON) < 0 ? pause : SOON;
            return new Seen(
                    trunk,
                    misses < MISSES ? asked.plus(PATIENCE).plus(wait) : known.next(),
                    misses,
                    misses < MISSES ? known.standing() : Standing.DOWN);
        });
        if (now != null && now.standing() != before[0]) {
            log.info("trunk {} trunk={}", now.standing() == Standing.UP ? "up" : "down", trunk.id());
        }
    }

    /// A call of ours found it silent: it is asked at once.
    void doubt(Trunk trunk) {
        seen.computeIfPresent(
                trunk.id(), (id, known) -> new Seen(known.trunk(), Instant.EPOCH, known.misses(), known.standing()));
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
