package io.rapport.server.wishes;

import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// What others ask of people's wishes.
public final class Wishes {
    private final WishStore store;
    private final Merges merges;

    Wishes(WishStore store, Merges merges) {
        this.store = store;
        this.merges = merges;
    }

    /// Whether they want their peace at an instant, and until when they do.
    ///
    /// @return the end of their quiet hours; empty where they may be called
    public Optional<Instant> quietUntil(CustomerId customer, Instant at) {
        return store.quiet(merges.circle(customer)).flatMap(quiet -> quiet.until(at));
    }

    /// By which clock they said they live, when they said when they want their peace.
    public Optional<ZoneId> zone(CustomerId customer) {
        return store.quiet(merges.circle(customer)).map(quiet -> ZoneId.of(quiet.zone()));
    }
}
