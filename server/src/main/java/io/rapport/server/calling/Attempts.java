package io.rapport.server.calling;

import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.PromiseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Goes at a call that was promised, and what follows from each. Everything runs in the caller's transaction, with the
/// customer locked.
public final class Attempts {
    private final CallBackStore store;
    private final CallBacks callBacks;
    private final CallLetters letters;
    private final Promises promises;
    private final Matters matters;
    private final Journal journal;
    private final int most;

    Attempts(
            CallBackStore store,
            CallBacks callBacks,
            CallLetters letters,
            Promises promises,
            Matters matters,
            Journal journal,
            int most) {
        this.store = store;
        this.callBacks = callBacks;
        this.letters = letters;
        this.promises = promises;
        this.matters = matters;
        this.journal = journal;
        this.most = most;
    }

    /// One of us dials for an open promise to call.
    public void began(PromiseId id, AgentId agent, InteractionId interaction, Instant now) {
        promises.find(id)
                .filter(promise -> promise.state() == Promised.State.OPEN && promise.kind() == Promised.Kind.CALL_BACK)
                .ifPresent(promise -> {
                    Optional<Window> window = store.find(id).map(CallBack::window);
                    long attempt = store.attempt(promise, window, agent, interaction, now);
                    journal.append(promise.customer(), new CallingEvent.CallAttempted(id, attempt, agent), now);
                });
    }

    /// What the call came to, if it was a go at a promise.
    public void ended(InteractionId interaction, CallingEvent.Outcome outcome, Instant now) {
        Optional<CallBackStore.Going> going = store.going(interaction);
        if (going.isEmpty()) {
            return;
        }
        store.attemptEnded(going.get().id(), outcome, now);
        Optional<Promised> promise = promises.find(going.get().promise());
        promise.ifPresent(known -> {
            journal.append(
                    known.customer(),
                    new CallingEvent.CallAttemptEnded(known.id(), going.get().id(), outcome),
                    now);
            boolean nobody = outcome == CallingEvent.Outcome.NO_ANSWER || outcome == CallingEvent.Outcome.MESSAGE;
            if (known.state() == Promised.State.OPEN && nobody) {
                failed(known, going.get(), now);
            }
        });
    }

    private void failed(Promised promise, CallBackStore.Going going, Instant now) {
        Optional<CallBack> planned = store.find(promise.id());
        int within = planned.map(store::failedWithin).orElse(0);
        AfterAttempt after =
                AfterAttempt.decide(planned.map(CallBack::window), store.failed(promise.id()), within, most, now);
        List<Window> later = planned.map(one -> callBacks.later(one, now)).orElse(List.of());
        if (after instanceof AfterAttempt.AnotherWindow && later.isEmpty()) {
            after = new AfterAttempt.AskInWriting();
        }
        switch (after) {
            case AfterAttempt.Again(var aside) -> {
                letters.tried(promise, planned, going.agent(), now);
                aside.filter(until -> until.isBefore(promise.deadline()))
                        .ifPresent(until -> promises.putAside(promise, until, going.agent(), now));
            }
            case AfterAttempt.AnotherWindow _ -> {
                boolean told = letters.another(promise, later.getFirst(), going.agent(), now);
                callBacks.move(
                        planned.orElseThrow(),
                        later.getFirst(),
                        CallingEvent.CallPlanned.Why.NOBODY_ANSWERED,
                        told,
                        now);
            }
            case AfterAttempt.AskInWriting _ -> askInWriting(promise, going.agent(), now);
        }
    }

    /// Where we can write, it is their turn; where we can't, the promise stays, for nothing may be lost.
    private void askInWriting(Promised promise, AgentId agent, Instant now) {
        if (!letters.whenSuits(promise, agent, now)) {
            return;
        }
        promises.release(promise, Optional.of(agent), "not reached; they were asked when it suits them", now);
        matters.find(promise.matter())
                .filter(matter -> matter.state() == Matter.State.OPEN
                        && promises.openOf(matter.id()).isEmpty())
                .ifPresent(matter -> matters.waiting(matter.id(), now));
    }
}
