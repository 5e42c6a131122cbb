package io.rapport.server.standing;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;

/// What happens with what we promise to everybody.
public sealed interface StandingEvent extends JournalEvent {

    /// We broke one to somebody, and owe them what we said we would do then.
    ///
    /// @param telling our promise to tell them
    record StandingPromiseBroken(long standingPromise, MatterId matter, PromiseId telling) implements StandingEvent {}
}
