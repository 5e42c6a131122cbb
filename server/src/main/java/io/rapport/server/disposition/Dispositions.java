package io.rapport.server.disposition;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/// The words for what comes of calls, and which was chosen for which.
final class Dispositions {
    /// As many as there are keys for them.
    static final int MOST = 9;

    /// With all that were retired in the course of years.
    static final int MOST_EVER = 200;

    private final DispositionStore store;
    private final Interactions interactions;
    private final Customers customers;
    private final Journal journal;
    private final TransactionTemplate transaction;

    Dispositions(
            DispositionStore store,
            Interactions interactions,
            Customers customers,
            Journal journal,
            TransactionTemplate transaction) {
        this.store = store;
        this.interactions = interactions;
        this.customers = customers;
        this.journal = journal;
        this.transaction = transaction;
    }

    List<Disposition> all() {
        return store.all();
    }

    /// What came of changing the list.
    sealed interface Change {
        record Done(List<Disposition> all) implements Change {}

        /// One is named that does not exist, or twice, or not at all: they are retired, never removed.
        record Stale() implements Change {}

        record TooMany() implements Change {}

        record SameName(String name) implements Change {}
    }

    /// Puts the whole list as it is from now on, in this order; new ones have the number 0.
    Change put(List<Disposition> wanted) {
        return Objects.requireNonNull(transaction.execute(status -> {
            store.onlyOneChanges();
            Optional<Change> wrong = wrong(wanted, store.all());
            if (wrong.isPresent()) {
                return wrong.get();
            }
            store.loosen();
            for (int place = 0; place < wanted.size(); place++) {
                Disposition one = wanted.get(place);
                if (one.id() == 0) {
                    store.add(one.name(), place, one.retired());
                } else {
                    store.change(one, place);
                }
            }
            return new Change.Done(store.all());
        }));
    }

    private static Optional<Change> wrong(List<Disposition> wanted, List<Disposition> known) {
        Set<Long> named = new HashSet<>();
        Set<String> names = new HashSet<>();
        int active = 0;
        for (Disposition one : wanted) {
            if (one.id() != 0 && !named.add(one.id())) {
                return Optional.of(new Change.Stale());
            }
            if (!one.retired()) {
                active++;
                if (!names.add(one.name().toLowerCase(Locale.ROOT))) {
                    return Optional.of(new Change.SameName(one.name()));
                }
            }
        }
        Set<Long> there = new HashSet<>();
        known.forEach(one -> there.add(one.id()));
        return !named.equals(there)
                ? Optional.of(new Change.Stale())
                : active > MOST || wanted.size() > MOST_EVER ? Optional.of(new Change.TooMany()) : Optional.empty();
    }

    boolean isCall(InteractionId interaction) {
        return store.isCall(interaction);
    }

    Optional<Long> of(InteractionId interaction) {
        return store.of(interaction);
    }

    /// Says what came of a call, or takes that back.
    ///
    /// @param disposition one that is not retired, or that was chosen for it before; empty: none
    /// @return whether there is such a call, and such a word
    boolean choose(InteractionId interaction, Optional<Long> disposition, AgentId by, Instant now) {
        Optional<CustomerId> customer = interactions.customerOf(interaction);
        if (customer.isEmpty()) {
            return false;
        }
        return Boolean.TRUE.equals(transaction.execute(status -> {
            customers.lock(customer.get());
            Optional<Long> before = store.of(interaction);
            boolean known = disposition.isEmpty()
                    || store.all().stream()
                            .anyMatch(one ->
                                    disposition.get() == one.id() && (!one.retired() || before.equals(disposition)));
            if (!known || !store.isCall(interaction)) {
                return false;
            }
            if (!before.equals(disposition)) {
                disposition.ifPresentOrElse(
                        one -> store.choose(interaction, one, by, now), () -> store.clear(interaction));
                journal.append(
                        customer.get(), new InteractionEvent.DispositionChosen(interaction, disposition, by), now);
            }
            return true;
        }));
    }
}
