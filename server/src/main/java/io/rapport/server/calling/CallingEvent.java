package io.rapport.server.calling;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import java.time.Instant;
import java.util.Optional;

/// What happens on the way to a call that was promised.
public sealed interface CallingEvent extends JournalEvent {

    /// They said that we may call.
    record CallPermitted(long permission, Optional<MatterId> matter, Through through) implements CallingEvent {}

    /// They said that we may not, any more.
    record CallForbidden(int permissions) implements CallingEvent {}

    /// It is to come about within a window.
    record CallPlanned(PromiseId promise, Instant from, Instant to, Why why) implements CallingEvent {
        public enum Why {
            /// They chose it.
            CHOSEN,
            /// We could not keep the one before, and said so.
            REPLANNED,
            /// Nobody answered.
            NOBODY_ANSWERED
        }
    }

    /// One of us tried.
    record CallAttempted(PromiseId promise, long attempt, AgentId by) implements CallingEvent {}

    /// What an attempt came to.
    record CallAttemptEnded(PromiseId promise, long attempt, Outcome outcome) implements CallingEvent {}

    enum Outcome {
        /// A person was spoken to.
        REACHED,
        NO_ANSWER,
        /// We left a message.
        MESSAGE,
        /// It broke off.
        CUT
    }
}
