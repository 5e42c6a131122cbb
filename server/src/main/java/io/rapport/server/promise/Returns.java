package io.rapport.server.promise;

import io.rapport.server.customer.Merges;
import io.rapport.server.journal.Projection;
import io.rapport.server.journal.Recorded;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Brings back what was put aside as soon as its customer writes again, by whichever of their records. Read again from
/// the first event it changes nothing: only what came after the putting aside counts.
final class Returns implements Projection {
    private final PromiseStore store;
    private final Promises promises;
    private final Merges merges;

    Returns(PromiseStore store, Promises promises, Merges merges) {
        this.store = store;
        this.promises = promises;
        this.merges = merges;
    }

    @Override
    public String name() {
        return "promise-returns";
    }

    @Override
    public void apply(List<Recorded> events) {
        // In the order of their numbers, in which everybody locks several customers.
        Map<Long, Instant> wrote = new TreeMap<>();
        for (Recorded recorded : events) {
            if (isKnock(recorded)) {
                recorded.customer().ifPresent(customer -> wrote.put(customer.value(), recorded.at()));
            }
        }
        if (wrote.isEmpty() || !store.anyAside()) {
            return;
        }
        wrote.forEach((customer, at) -> {
            for (PromiseId id : store.asideBefore(merges.circle(new CustomerId(customer)), at)) {
                promises.change(
                        id, promise -> promises.bringBack(promise, PromiseEvent.PromiseReturned.Why.KNOCK, at), false);
            }
        });
    }

    /// Whatever wants an answer makes a promise to answer, or knocks at the one there is.
    private static boolean isKnock(Recorded recorded) {
        return switch (recorded.event()) {
            case PromiseEvent.PromiseMade made -> made.kind() == Promised.Kind.ANSWER;
            case PromiseEvent.PromiseKnocked _ -> true;
            default -> false;
        };
    }

    @Override
    public void reset() {
        // Nothing of its own.
    }
}
