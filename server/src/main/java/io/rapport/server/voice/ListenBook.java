package io.rapport.server.voice;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/// What is written down of who of us listened to which call: it stands on the customer's timeline from its beginning.
final class ListenBook {
    private final CallStore store;
    private final Customers customers;
    private final Journal journal;
    private final TransactionTemplate transaction;

    ListenBook(CallStore store, Customers customers, Journal journal, TransactionTemplate transaction) {
        this.store = store;
        this.customers = customers;
        this.journal = journal;
        this.transaction = transaction;
    }

    /// One of us is about to listen. Written first, so that nobody listens unwritten.
    ///
    /// @return as which row
    long begins(Call call, AgentId who, ListeningIn.How how, Instant now) {
        return Objects.requireNonNull(transaction.execute(status -> {
            customers.lock(call.record());
            long row = store.listens(call.id(), who, how, now);
            journal.append(call.record(), new InteractionEvent.CallListenedTo(call.interaction(), who), now);
            return row;
        }));
    }

    /// They could not: the call was over, or their browser gone.
    void neverBegan(long row) {
        store.neverListened(row);
    }

    /// They do so no more.
    void ended(Call call, ListeningIn one, Instant now) {
        transaction.executeWithoutResult(status -> {
            customers.lock(call.record());
            if (store.listensNoMore(one.row(), now)) {
                journal.append(call.record(), new InteractionEvent.CallListenedTo(call.interaction(), one.who()), now);
            }
        });
    }

    /// What a process that is no more has left ended with its call at the latest.
    void takeUp() {
        store.endListeners();
    }
}
