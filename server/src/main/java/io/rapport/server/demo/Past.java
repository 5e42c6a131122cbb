package io.rapport.server.demo;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One customer's past: who they are, and what was between them and us.
record Past(
        String name, String firstName, String email, String place, TeamId team, Instant since, List<Affair> affairs) {

    /// One matter from question to close, oldest of its times first.
    ///
    /// @param answered when a person answered
    /// @param done when what was promised with the answer was done, where something was
    /// @param thanked when the customer said that all is well; else they stayed silent
    record Affair(
            Story story,
            DoorId door,
            AgentId agent,
            String agentName,
            Instant asked,
            Instant answered,
            Optional<Instant> done,
            Optional<Instant> thanked,
            Instant closed) {}
}
