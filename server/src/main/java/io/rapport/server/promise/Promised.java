package io.rapport.server.promise;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.vocabulary.WorkId;
import java.time.Instant;
import java.util.Optional;

/// One promise as it stands.
///
/// @param work what waits for it in a queue, for promises that anyone of the team may take up
/// @param knocks how often the customer has knocked while waiting for it
/// @param asideUntil when it comes back, if its owner has put it aside; before its deadline
public record Promised(
        PromiseId id,
        CustomerId customer,
        MatterId matter,
        TeamId team,
        Kind kind,
        String what,
        Instant madeAt,
        Instant deadline,
        State state,
        Risk risk,
        Optional<AgentId> owner,
        Optional<AgentId> helper,
        Optional<WorkId> work,
        int knocks,
        Optional<Instant> asideUntil) {

    public enum Kind {
        /// To answer what arrived.
        ANSWER,
        /// What somebody said they would do.
        SAID,
        CALL_BACK,
        /// To ask again after a sales enquiry.
        FOLLOW_UP,
        /// To speak with somebody with whom nobody has spoken for long.
        HELLO,
        /// To look after one of our own doors (an alarm).
        CARE
    }

    public enum State {
        OPEN,
        KEPT,
        BROKEN,
        RELEASED
    }

    /// How near the deadline is, and whom that has brought in.
    public enum Risk {
        CALM,
        AT_RISK,
        HELPED,
        LEAD,
        LATE
    }
}
