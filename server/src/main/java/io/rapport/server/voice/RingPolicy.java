package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides at whom a call rings. Pure.
interface RingPolicy {

    /// Why it rings at somebody.
    enum Why {
        /// They spoke with the caller last.
        KNOWN,
        /// The caller is at home with their team.
        HOME,
        /// The home team does not answer.
        NEIGHBOUR,
        /// They called.
        CALLED,
        /// A colleague who speaks with them asks for help, or hands them over.
        ASKED
    }

    /// One who waits for an answer.
    ///
    /// @param since when it began to ring
    /// @param declined who does not want this call
    record Caller(Instant since, TeamId home, Optional<AgentId> known, Set<AgentId> declined) {}

    /// One of us whose browser could ring.
    ///
    /// @param free whether they do nothing else just now
    record Colleague(AgentId agent, TeamId team, boolean free) {}

    /// Only those who are free.
    ///
    /// @param reachable everybody whose browser could ring
    Map<AgentId, Why> ring(Caller caller, List<Colleague> reachable, Instant now);
}
