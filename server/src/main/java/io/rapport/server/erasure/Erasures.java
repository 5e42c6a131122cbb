package io.rapport.server.erasure;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.CustomerEvent;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.facts.Facts;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/// Forgets people: asked for, undoable for a day, then done for good. Thread-safe.
final class Erasures {
    /// How long it can be taken back.
    static final Duration UNDO = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final int MOST_MATTERS = 1000;

    private final ErasureStore store;
    private final Wiping wiping;
    private final Known known;
    private final Vault vault;
    private final Journal journal;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /// What other modules know of a person.
    record Known(Customers customers, Merges merges, Facts facts, Matters matters, Promises promises) {}

    Erasures(
            ErasureStore store,
            Wiping wiping,
            Known known,
            Vault vault,
            Journal journal,
            Accounts accounts,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.wiping = wiping;
        this.known = known;
        this.vault = vault;
        this.journal = journal;
        this.accounts = accounts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The one who speaks for a person; empty: there is none, or they have been forgotten.
    Optional<Customer> find(CustomerId customer) {
        return known.customers()
                .find(known.merges().circle(customer).getFirst())
                .filter(found -> !store.isErased(found.id()));
    }

    Optional<Erasure> waiting(CustomerId customer) {
        return store.waiting(known.merges().circle(customer));
    }

    Map<String, Integer> count(CustomerId customer) {
        return store.count(known.merges().circle(customer));
    }

    /// @return whether it was not asked for before
    boolean ask(CustomerId customer, Erasure.Reason reason, long account) {
        Instant now = clock.instant();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            known.customers().lock(customer);
            boolean asked = store.ask(customer, reason, account, now, now.plus(UNDO));
            changed(List.of(customer), now);
            return asked;
        }));
    }

    /// @return whether it waited
    boolean cancel(Erasure erasure) {
        Instant now = clock.instant();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            CustomerId survivor = known.merges().circle(erasure.customer()).getFirst();
            known.customers().lock(survivor);
            boolean cancelled = store.end(erasure.id(), "CANCELLED", now);
            changed(List.of(survivor), now);
            return cancelled;
        }));
    }

    /// Does what is due.
    void run() {
        for (Erasure erasure : store.due(clock.instant())) {
            try {
                transaction.executeWithoutResult(status -> erase(erasure, clock.instant()));
                accounts.audit(
                        erasure.account(),
                        "erased customer: " + erasure.reason(),
                        erasure.customer().toString());
                LOG.info("erasure={} customer={} done", erasure.id(), erasure.customer());
            } catch (TransientDataAccessException raced) {
                LOG.info("erasure={} customer={} waits for its turn", erasure.id(), erasure.customer());
            }
        }
    }

    private void erase(Erasure erasure, Instant now) {
        List<CustomerId> records = known.merges().circle(erasure.customer());
        known.customers().lock(records.getFirst());
        if (!store.end(erasure.id(), "DONE", now)) {
            return;
        }
        for (CustomerId one : records) {
            for (Promised promise : known.promises().open(one)) {
                known.promises().release(promise, Optional.empty(), "", now);
            }
            for (Matter matter : known.matters().of(one, MOST_MATTERS)) {
                known.matters().close(matter.id(), InteractionEvent.MatterClosed.Why.BY_AGENT, Optional.empty(), now);
            }
        }
        known.facts().forget(records);
        List<BlobId> blobs = store.blobs(records);
        wiping.wipe(records, now);
        vault.shred(blobs);
        changed(records, now);
    }

    private void changed(List<CustomerId> records, Instant now) {
        records.forEach(one -> journal.append(one, new CustomerEvent.CustomerChanged(one, Optional.empty()), now));
    }
}
