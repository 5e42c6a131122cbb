package io.rapport.server.disposition;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.words.Word;
import io.rapport.server.words.WordList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// The words for what comes of calls, and which was chosen for which.
final class Dispositions {
    /// As many as there are keys for them.
    static final int MOST = 9;

    private final DispositionStore store;
    private final WordList words;
    private final Interactions interactions;
    private final Customers customers;
    private final Journal journal;
    private final TransactionTemplate transaction;

    Dispositions(
            DispositionStore store,
            WordList words,
            Interactions interactions,
            Customers customers,
            Journal journal,
            TransactionTemplate transaction) {
        this.store = store;
        this.words = words;
        this.interactions = interactions;
        this.customers = customers;
        this.journal = journal;
        this.transaction = transaction;
    }

    WordList words() {
        return words;
    }

    List<Word> all() {
        return words.all();
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
            boolean known = words.mayChoose(disposition, before);
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
