package io.rapport.server.recording;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A recording as it is kept.
///
/// @param millis empty while it goes on
/// @param agents who of us is heard on it
/// @param gaps stretches that are not on it
record Recording(
        long id,
        CustomerId customer,
        InteractionId interaction,
        TeamId team,
        Basis basis,
        Instant began,
        Optional<Integer> millis,
        List<AgentId> agents,
        List<Gap> gaps) {

    /// @param ended empty: it lasts
    record Gap(Why why, Optional<AgentId> agent, int began, Optional<Integer> ended) {}

    /// Why something is not on it.
    enum Why {
        /// An agent paused it, as for the number of a card.
        PAUSED,
        /// They were on hold: what we say among ourselves is not theirs.
        HELD
    }
}
