package io.rapport.server.desk;

import io.rapport.server.customer.Customers;
import io.rapport.server.facts.Facts;
import io.rapport.server.facts.SeenBy;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds customers, and goes through all of them. Thread-safe.
final class PeoplePages {
    private static final int PEOPLE = 50;
    private static final int MOST_WORDS = 100;

    private final DeskStore store;
    private final Customers customers;
    private final Facts facts;

    PeoplePages(DeskStore store, Customers customers, Facts facts) {
        this.store = store;
        this.customers = customers;
        this.facts = facts;
    }

    /// @param order name of a [PeopleOrder]
    Wire.PeoplePage find(
            String typed, String order, @Nullable String before, @Nullable Integer limit, Principal principal) {
        String words = typed.strip();
        String cut = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
        if (order.equals(PeopleOrder.NEWEST.name())) {
            return newest(cut, principal, Optional.ofNullable(before).map(PeoplePages::place), limit);
        }
        if (!order.equals(PeopleOrder.BEST.name())) {
            throw Refusal.field("order", "BEST or NEWEST.");
        }
        if (before != null) {
            throw Refusal.field("before", "Only the order NEWEST has further pages.");
        }
        int found = PageSize.of(limit, cut.isEmpty() ? PEOPLE : 2 * PEOPLE);
        List<Long> people = cut.isEmpty() ? store.lastSpokenTo(found) : best(cut, principal, found);
        return new Wire.PeoplePage(store.people(people), null);
    }

    /// Who has exactly this in one of their facts comes before whose name or address begins with it.
    private List<Long> best(String words, Principal principal, int limit) {
        int each = Math.max(PEOPLE, limit);
        return Stream.concat(
                        facts.holding(words, SeenBy.of(principal), each).stream(),
                        customers.search(words, each).stream())
                .map(CustomerId::value)
                .distinct()
                .limit(limit)
                .toList();
    }

    private Wire.PeoplePage newest(
            String words, Principal principal, Optional<CustomerId> before, @Nullable Integer limit) {
        int size = PageSize.of(limit, PEOPLE);
        List<Long> people = Stream.concat(
                        facts.newestHolding(words, SeenBy.of(principal), before, size + 1).stream(),
                        customers.newest(words, before, size + 1).stream())
                .map(CustomerId::value)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(size + 1L)
                .toList();
        boolean more = people.size() > size;
        List<Long> page = more ? people.subList(0, size) : people;
        return new Wire.PeoplePage(store.people(page), more ? page.getLast().toString() : null);
    }

    private static CustomerId place(String cursor) {
        try {
            return new CustomerId(Long.parseLong(cursor));
        } catch (IllegalArgumentException bad) {
            throw Refusal.notFound("There is no such page; begin again.");
        }
    }
}
