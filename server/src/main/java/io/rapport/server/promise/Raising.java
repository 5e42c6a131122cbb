package io.rapport.server.promise;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Brings others in where the time of a promise runs out, as [Escalation] decides.
public final class Raising {
    private final PromiseStore store;
    private final Promises promises;
    private final Workforce workforce;
    private final Journal journal;

    Raising(PromiseStore store, Promises promises, Workforce workforce, Journal journal) {
        this.store = store;
        this.promises = promises;
        this.workforce = workforce;
        this.journal = journal;
    }

    /// Looks after promises whose time runs out; each in a transaction of its own.
    ///
    /// @return how many there were
    public int lookAfter(Instant now) {
        List<Promised> due = store.due(now, Promises.SCAN);
        for (Promised promise : due) {
            promises.change(
                    promise.id(),
                    current -> {
                        if (current.state() == Promised.State.OPEN) {
                            raise(current, now);
                        }
                        return true;
                    },
                    false);
        }
        return due.size();
    }

    private void raise(Promised promise, Instant now) {
        Promised.Risk risk = Escalation.risk(promise.madeAt(), promise.deadline(), now);
        store.risk(
                promise.id(),
                risk,
                Escalation.nextCheck(promise.madeAt(), promise.deadline(), now).orElse(null));
        if (risk.ordinal() <= promise.risk().ordinal()) {
            return;
        }
        switch (risk) {
            case CALM -> {}
            case AT_RISK -> journal.append(promise.customer(), new PromiseEvent.PromiseAtRisk(promise.id()), now);
            case HELPED -> help(promise, now);
            case LEAD -> lead(promise, now);
            case LATE -> journal.append(promise.customer(), new PromiseEvent.PromiseBroken(promise.id()), now);
        }
    }

    /// The owner keeps it and gains a helper; only an owner who is not at work gives it to the helper.
    private void help(Promised promise, Instant now) {
        Optional<AgentId> helper = Helpers.choose(promise, workforce);
        helper.ifPresent(found -> {
            boolean ownerAway = promise.owner()
                    .map(workforce::presence)
                    .filter(p -> p.state() == Presence.State.OFFLINE)
                    .isPresent();
            if (ownerAway) {
                promises.pass(promise, Optional.of(found), PromiseEvent.PromisePassed.Why.ABSENCE, now);
            } else {
                store.help(promise.id(), found);
                journal.append(promise.customer(), new PromiseEvent.PromiseHelped(promise.id(), found), now);
            }
        });
        if (helper.isEmpty()) {
            journal.append(promise.customer(), new PromiseEvent.PromiseAtRisk(promise.id()), now);
        }
    }

    private void lead(Promised promise, Instant now) {
        Optional<AgentId> lead = workforce.leadOf(promise.team()).map(a -> a.id());
        journal.append(promise.customer(), new PromiseEvent.PromiseRaised(promise.id(), lead), now);
    }
}
