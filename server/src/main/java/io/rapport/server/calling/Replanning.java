package io.rapport.server.calling;

import io.rapport.server.customer.Customers;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks after windows that run out with nobody having tried: another one is planned, and the customer is told before
/// the first ends. Where they can't be told, nothing is moved: the promise is late in front of everybody instead.
final class Replanning {
    static final int SCAN = 100;

    private final CallBackStore store;
    private final CallBacks callBacks;
    private final CallLetters letters;
    private final Customers customers;
    private final Promises promises;
    private final TransactionTemplate transaction;

    Replanning(
            CallBackStore store,
            CallBacks callBacks,
            CallLetters letters,
            Customers customers,
            Promises promises,
            TransactionTemplate transaction) {
        this.store = store;
        this.callBacks = callBacks;
        this.letters = letters;
        this.customers = customers;
        this.promises = promises;
        this.transaction = transaction;
    }

    /// @return how many were moved
    int run(Instant now) {
        int moved = 0;
        for (CallBack running : store.running(now, now.plus(CallBacks.WARNING), SCAN)) {
            moved += Boolean.TRUE.equals(transaction.execute(status -> move(running, now))) ? 1 : 0;
        }
        return moved;
    }

    private boolean move(CallBack seen, Instant now) {
        customers.lock(seen.customer());
        Optional<CallBack> one =
                store.find(seen.promise()).filter(found -> found.window().equals(seen.window()));
        Optional<Promised> promise =
                promises.find(seen.promise()).filter(known -> known.state() == Promised.State.OPEN);
        if (one.isEmpty() || promise.isEmpty() || store.tried(one.get())) {
            return false;
        }
        store.onlyOneGivesAway(one.get().team());
        List<Window> later = callBacks.later(one.get(), now);
        if (later.isEmpty() || !letters.replanned(promise.get(), one.get().window(), later.getFirst(), now)) {
            return false;
        }
        callBacks.move(one.get(), later.getFirst(), CallingEvent.CallPlanned.Why.REPLANNED, true, now);
        return true;
    }
}
