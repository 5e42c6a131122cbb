package io.rapport.server.promise;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.Optional;

/// What happens with a promise.
public sealed interface PromiseEvent extends JournalEvent {

    PromiseId promise();

    record PromiseMade(
            PromiseId promise,
            MatterId matter,
            Promised.Kind kind,
            TeamId team,
            Optional<AgentId> owner,
            Instant deadline)
            implements PromiseEvent {}

    /// The customer knocked again while waiting for it.
    record PromiseKnocked(PromiseId promise, int knocks) implements PromiseEvent {}

    /// It is due sooner than was said, and for another reason: who waited on the telephone hung up.
    record PromiseHurried(PromiseId promise, Instant deadline) implements PromiseEvent {}

    record PromiseTaken(PromiseId promise, AgentId owner) implements PromiseEvent {}

    record PromiseKept(PromiseId promise, Optional<AgentId> by) implements PromiseEvent {}

    /// The deadline passed. It stays open until somebody keeps or releases it.
    record PromiseBroken(PromiseId promise) implements PromiseEvent {}

    record PromiseReleased(PromiseId promise, Optional<AgentId> by) implements PromiseEvent {}

    record PromiseAtRisk(PromiseId promise) implements PromiseEvent {}

    /// A helper was added; the owner stays.
    record PromiseHelped(PromiseId promise, AgentId helper) implements PromiseEvent {}

    /// The lead was added.
    record PromiseRaised(PromiseId promise, Optional<AgentId> lead) implements PromiseEvent {}

    /// It changed owner: by hand-over, at the end of a shift or in absence. Without new owner it is the team's
    /// again.
    record PromisePassed(PromiseId promise, Optional<AgentId> from, Optional<AgentId> to, Why why)
            implements PromiseEvent {
        public enum Why {
            HAND_OVER,
            END_OF_SHIFT,
            ABSENCE,
            /// Its customer moved to another team.
            HOME_MOVED
        }
    }

    /// It went along with its customer to another team.
    record PromiseRehomed(PromiseId promise, TeamId from, TeamId to) implements PromiseEvent {}

    /// @param by who of us agreed on it; empty: the customer chose, or a machine planned anew and told them
    record PromiseMoved(PromiseId promise, Instant deadline, Optional<AgentId> by) implements PromiseEvent {}

    /// Its owner does something else until then; its clock runs on.
    record PromisePutAside(PromiseId promise, Instant until, AgentId by) implements PromiseEvent {}

    /// It is back among what its owner looks at.
    record PromiseReturned(PromiseId promise, Why why) implements PromiseEvent {
        public enum Why {
            /// Its moment came.
            MOMENT,
            /// The customer wrote again.
            KNOCK,
            HAND_OVER,
            /// Its deadline was moved before that moment.
            MOVED,
            /// Its owner took it back.
            OWNER
        }
    }

    record HandOverOffered(PromiseId promise, long handOver, AgentId from, AgentId to) implements PromiseEvent {}

    record HandOverAnswered(PromiseId promise, long handOver, AgentId by, boolean accepted) implements PromiseEvent {}
}
