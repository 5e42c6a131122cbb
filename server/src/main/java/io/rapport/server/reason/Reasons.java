package io.rapport.server.reason;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.words.Word;
import io.rapport.server.words.WordList;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// The words for what matters are about, and which was chosen for which. Thread-safe.
public final class Reasons {
    /// More are not seen at a glance.
    static final int MOST = 12;

    private final ReasonStore store;
    private final WordList words;
    private final Matters matters;
    private final Customers customers;
    private final Journal journal;
    private final TransactionTemplate transaction;

    Reasons(
            ReasonStore store,
            WordList words,
            Matters matters,
            Customers customers,
            Journal journal,
            TransactionTemplate transaction) {
        this.store = store;
        this.words = words;
        this.matters = matters;
        this.customers = customers;
        this.journal = journal;
        this.transaction = transaction;
    }

    WordList words() {
        return words;
    }

    /// In their order, those that are retired last.
    public List<Word> all() {
        return words.all();
    }

    /// What was said of these matters; those of which nothing was said are left out.
    public Map<MatterId, String> names(List<MatterId> matters) {
        return store.names(matters);
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
            boolean sayable = words.mayChoose(reason, before);
            if (sayable && !before.equals(reason)) {
                reason.ifPresentOrElse(one -> store.choose(matter, one, by, now), () -> store.clear(matter));
                journal.append(known.get().customer(), new InteractionEvent.ReasonChosen(matter, reason, by), now);
            }
            return sayable;
        }));
    }
}
