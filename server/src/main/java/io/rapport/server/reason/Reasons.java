package io.rapport.server.reason;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/// The words for what matters are about, and which was chosen for which. Thread-safe.
public final class Reasons {
    /// More are not seen at a glance.
    static final int MOST = 12;

    /// With all that were retired in the course of years.
    static final int MOST_EVER = 200;

    private final ReasonStore store;
    private final Matters matters;
    private final Customers customers;
    private final Journal journal;
    private final TransactionTemplate transaction;

    Reasons(ReasonStore store, Matters matters, Customers customers, Journal journal, TransactionTemplate transaction) {
        this.store = store;
        this.matters = matters;
        this.customers = customers;
        this.journal = journal;
        this.transaction = transaction;
    }

    /// In their order, those that are retired last.
    public List<Reason> all() {
        return store.all();
    }

    /// What was said of these matters; those of which nothing was said are left out.
    public Map<MatterId, String> names(List<MatterId> matters) {
        return store.names(matters);
    }

    /// What came of changing the list.
    sealed interface Change {
        record Done(List<Reason> all) implements Change {}

        /// One is named that does not exist, or twice, or not at all: they are retired, never removed.
        record Stale() implements Change {}

        record TooMany() implements Change {}

        record SameName(String name) implements Change {}
    }

    /// Puts the whole list as it is from now on, in this order.
    Change put(List<Reason> wanted) {
        return Objects.requireNonNull(transaction.execute(status -> {
            store.onlyOneChanges();
            Optional<Change> wrong = wrong(wanted, store.all());
            if (wrong.isPresent()) {
                return wrong.get();
            }
            store.loosen();
            for (int place = 0; place < wanted.size(); place++) {
                Reason one = wanted.get(place);
                if (one.id() == 0) {
                    store.add(one, place);
                } else {
                    store.change(one, place);
                }
            }
            return new Change.Done(store.all());
        }));
    }

    private static Optional<Change> wrong(List<Reason> wanted, List<Reason> known) {
        Set<Long> named = new HashSet<>();
        Set<String> names = new HashSet<>();
        int active = 0;
        for (Reason one : wanted) {
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

    Optional<Long> of(MatterId matter) {
        return store.of(matter);
    }

    boolean exists(MatterId matter) {
        return matters.find(matter).isPresent();
    }

    /// Says what a matter is about, or takes that back.
    ///
    /// @param reason one that is not retired, or that was chosen for it before; empty: none
    /// @return whether there is such a matter, and such a word
    boolean choose(MatterId matter, Optional<Long> reason, AgentId by, Instant now) {
        Optional<Matter> known = matters.find(matter);
        if (known.isEmpty()) {
            return false;
        }
        return Boolean.TRUE.equals(transaction.execute(status -> {
            customers.lock(known.get().customer());
            Optional<Long> before = store.of(matter);
            boolean sayable = reason.isEmpty()
                    || store.all().stream()
                            .anyMatch(one -> reason.get() == one.id() && (!one.retired() || before.equals(reason)));
            if (sayable && !before.equals(reason)) {
                reason.ifPresentOrElse(one -> store.choose(matter, one, by, now), () -> store.clear(matter));
                journal.append(known.get().customer(), new InteractionEvent.ReasonChosen(matter, reason, by), now);
            }
            return sayable;
        }));
    }
}
