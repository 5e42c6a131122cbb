package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;

/// One of us who hears a call of others without being in it. Those of us who are in it see it; the customer never hears
/// them.
///
/// @param row as which it is written down
/// @param handling whether they were free, and are not while they listen
record ListeningIn(AgentId who, How how, Instant since, long row, boolean handling) {

    /// By whom they are heard.
    enum How {
        /// By nobody.
        LISTENS,
        /// By those of us who are in the call.
        WHISPERS
    }
}
