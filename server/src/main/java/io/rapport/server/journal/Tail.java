package io.rapport.server.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The newest events, fetched and decoded once for all readers of this process: whoever is first at the end asks the
/// journal, the others find its answer here. A reader that is further behind asks the journal by itself. Thread-safe.
final class Tail {
    /// So many are kept at least, once there were that many.
    static final int KEPT = 2_000;

    /// Who finds nothing tells the others so, for so long.
    private static final long NOTHING_NANOS = 1_000_000;

    /// Reads the next events behind a position from the journal.
    interface Source {
        List<Recorded> after(Recorded.Position from, int limit);
    }

    private final Source source;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayList<Recorded> kept = new ArrayList<>();

    /// The position behind which nothing is missing here; before the first call nothing is known.
    private Optional<Recorded.Position> begin = Optional.empty();

    private long askedAt = System.nanoTime() - 2 * NOTHING_NANOS;
    private boolean nothingThen;

    Tail(Source source) {
        this.source = source;
    }

    /// The next events behind a position, oldest first, as [Journal#after] gives them. May say for a millisecond
    /// longer than is true that there is nothing.
    ///
    /// @param limit at most so many
    List<Recorded> after(Recorded.Position from, int limit) {
        lock.lock();
        try {
            if (begin.isEmpty() || from.compareTo(end()) > 0) {
                kept.clear();
                begin = Optional.of(from);
                nothingThen = false;
            }
            if (from.compareTo(begin.get()) >= 0) {
                return from.compareTo(end()) < 0 ? held(from, limit) : more(limit);
            }
        } finally {
            lock.unlock();
        }
        return source.after(from, limit);
    }

    private Recorded.Position end() {
        return kept.isEmpty() ? begin.orElseThrow() : kept.getLast().position();
    }

    private List<Recorded> held(Recorded.Position from, int limit) {
        int low = 0;
        int high = kept.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (kept.get(middle).position().compareTo(from) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return List.copyOf(kept.subList(low, Math.min(low + limit, kept.size())));
    }

    private List<Recorded> more(int limit) {
        long now = System.nanoTime();
        if (nothingThen && now - askedAt < NOTHING_NANOS) {
            return List.of();
        }
        askedAt = now;
        nothingThen = false;
        List<Recorded> found = source.after(end(), limit);
        nothingThen = found.isEmpty();
        kept.addAll(found);
        if (kept.size() >= 2 * KEPT) {
            List<Recorded> old = kept.subList(0, kept.size() - KEPT);
            begin = Optional.of(old.getLast().position());
            old.clear();
        }
        return found;
    }
}
