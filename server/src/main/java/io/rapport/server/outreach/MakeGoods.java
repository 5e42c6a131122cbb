package io.rapport.server.outreach;

import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/// What we make good, and the proof that it arrived. Thread-safe.
public final class MakeGoods {
    private static final int SHOWN = 50;

    private final MakeGoodStore store;
    private final Customers customers;
    private final Merges merges;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MakeGoods(
            MakeGoodStore store,
            Customers customers,
            Merges merges,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.merges = merges;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A standing promise of the company was broken, and says what we do then. In the caller's transaction,
    /// with the
    /// customer locked; somebody of us still approves it.
    ///
    /// @param standingPromise the number of the standing promise
    /// @param what 1 to 300 characters
    /// @param amountCents in the hundredth part of the currency; empty for something done
    /// @param currency ISO 4217; empty with no amount
    /// @return the number of the make-good
    public long owe(
            CustomerId customer,
            long standingPromise,
            String what,
            OptionalLong amountCents,
            String currency,
            Instant now) {
        long id = store.insert(
                customer,
                OptionalLong.empty(),
                OptionalLong.of(standingPromise),
                new MakeGoodStore.Draft(cut(what), amountCents, currency, OptionalLong.empty()),
                now);
        journal.append(customer, new OutreachEvent.MakeGoodChanged(id, MakeGood.State.PROPOSED), now);
        return id;
    }

    private static String cut(String what) {
        return what.length() > MakeGood.MAX_WHAT ? what.substring(0, MakeGood.MAX_WHAT) : what;
    }

    /// For one of those whom an incident touches.
    long propose(CustomerId customer, long incident, MakeGoodStore.Draft draft) {
        return transaction.execute(status -> {
            customers.lock(customer);
            Instant now = clock.instant();
            long id = store.insert(customer, OptionalLong.of(incident), OptionalLong.empty(), draft, now);
            journal.append(customer, new OutreachEvent.MakeGoodChanged(id, MakeGood.State.PROPOSED), now);
            return id;
        });
    }

    /// For all whom an incident touches and who have none yet.
    ///
    /// @return how many that were
    int proposeAll(long incident, MakeGoodStore.Draft draft) {
        return all(incident, MakeGood.State.PROPOSED, now -> store.insertAll(incident, draft, now));
    }

    /// All that were proposed by others than who approves.
    int approveAll(long incident, long account) {
        return all(incident, MakeGood.State.APPROVED, now -> store.approveAll(incident, account, now));
    }

    /// All that were approved are done: a run of credits, for example.
    int doneAll(long incident, long account) {
        return all(incident, MakeGood.State.DONE, now -> store.doneAll(incident, account, now));
    }

    private interface Many {
        int at(Instant now);
    }

    private int all(long incident, MakeGood.State state, Many many) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            int changed = many.at(now);
            if (changed > 0) {
                journal.append(new OutreachEvent.MakeGoodsChanged(incident, state), now);
            }
            return changed;
        });
    }

    /// @return whether it was proposed, by another
    boolean approve(MakeGood one, long account) {
        return change(one, MakeGood.State.APPROVED, now -> store.approve(one.id(), account, now));
    }

    boolean drop(MakeGood one) {
        return change(one, MakeGood.State.DROPPED, now -> store.drop(one.id()));
    }

    /// @param proof null: there is none yet
    boolean done(MakeGood one, long account, @Nullable String proof) {
        return change(one, MakeGood.State.DONE, now -> store.done(one.id(), account, proof, now));
    }

    /// @param proof null: the customer says so
    boolean arrived(MakeGood one, MakeGood.Arrival how, @Nullable String proof) {
        return change(one, MakeGood.State.ARRIVED, now -> store.arrived(one.id(), how, proof, now));
    }

    private interface Change {
        boolean at(Instant now);
    }

    private boolean change(MakeGood one, MakeGood.State state, Change change) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            customers.lock(one.customer());
            Instant now = clock.instant();
            boolean changed = change.at(now);
            if (changed) {
                journal.append(one.customer(), new OutreachEvent.MakeGoodChanged(one.id(), state), now);
            }
            return changed;
        }));
    }

    Optional<MakeGood> find(long id) {
        return store.find(id);
    }

    /// Of a person, over all their records, the newest first.
    List<MakeGood> of(CustomerId customer) {
        return store.of(merges.circle(customer), SHOWN);
    }

    List<MakeGoodStore.Named> rows(long incident, Optional<MakeGood.State> state, long after, int limit) {
        return store.rows(incident, state, after, limit);
    }

    Map<MakeGood.State, Integer> counts(long incident) {
        return store.counts(incident);
    }
}
