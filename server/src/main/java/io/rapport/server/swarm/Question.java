package io.rapport.server.swarm;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A question in a team's room.
///
/// @param customer about whom, as they were recorded when it was asked
/// @param team whose room
/// @param named colleagues, of any team, who were asked by name
/// @param answers oldest first
/// @param settled when it was settled; empty while it is open
public record Question(
        long id,
        CustomerId customer,
        Optional<MatterId> matter,
        TeamId team,
        AgentId by,
        String text,
        Instant at,
        List<AgentId> named,
        List<Answer> answers,
        Optional<Instant> settled) {

    /// @param text at most [Swarm#LONGEST] characters
    public record Answer(long id, AgentId by, String text, Instant at) {}

    /// Who takes part: asked, was named or answered.
    public List<AgentId> people() {
        return java.util.stream.Stream.of(
                        List.of(by), named, answers.stream().map(Answer::by).toList())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
