package io.rapport.server.standing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What is published, with its rates. The same for everybody, so it is counted once in a while and not for
/// each who asks; what this process changes is seen at once. Thread-safe.
final class Publication {
    /// Of which time the rates are.
    static final Duration YEAR = Duration.ofDays(365);

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final StandingStore store;
    private final Clock clock;
    private volatile Counted counted = new Counted(Instant.EPOCH, List.of());

    private record Counted(Instant at, List<PublicPage.Published> published) {}

    Publication(StandingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Something is published, retired or counted.
    void changed() {
        counted = new Counted(Instant.EPOCH, List.of());
    }

    List<PublicPage.Published> now() {
        Instant now = clock.instant();
        Counted last = counted;
        if (last.at().plus(FRESH).isAfter(now)) {
            return last.published();
        }
        List<PublicPage.Published> published = all(now).stream()
                .filter(one -> one.promise().state() == StandingPromise.State.ACTIVE)
                .toList();
        counted = new Counted(now, published);
        return published;
    }

    /// Drafts and those that are retired as well.
    List<PublicPage.Published> all(Instant now) {
        Map<Long, StandingStore.Rate> rates = store.rates(now.minus(YEAR));
        return store.all().stream()
                .map(one -> {
                    StandingStore.Rate rate = rates.getOrDefault(one.id(), new StandingStore.Rate(0, 0));
                    return new PublicPage.Published(one, rate.kept(), rate.n());
                })
                .toList();
    }
}
