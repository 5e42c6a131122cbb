package io.rapport.server.wishes;

import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

    /// Whether they said that they want no surveys: what was said last of it is that they withdrew it.
    public boolean wantsNoSurveys(CustomerId customer) {
        return store.withdrew(merges.circle(customer), Agreement.Kind.SURVEY);
    }

    /// Notes that they want no surveys. The customer is locked.
    ///
    /// @param how they said so
    /// @return whether they had not said so before
    public boolean stopSurveys(CustomerId customer, String how, Instant now) {
        List<CustomerId> records = merges.circle(customer);
        boolean before = store.withdrew(records, Agreement.Kind.SURVEY);
        if (!before && store.withdraw(records, Agreement.Kind.SURVEY, now) == 0) {
            store.refuse(customer, Agreement.Kind.SURVEY, how, now);
        }
        return !before;
    }

    /// When somebody wants their peace, read once, for whoever asks about many instants.
    ///
    /// @param at whether they want it at an instant
    /// @param zone by which clock they said they live, when they said so
    public record Peace(Predicate<Instant> at, Optional<ZoneId> zone) {}

    /// The same of a person.
    ///
    /// @param circle all their records
    public Peace peace(List<CustomerId> circle) {
        Optional<QuietHours> quiet = store.quiet(circle);
        return new Peace(
                at -> quiet.flatMap(hours -> hours.until(at)).isPresent(), quiet.map(hours -> ZoneId.of(hours.zone())));
    }
}
