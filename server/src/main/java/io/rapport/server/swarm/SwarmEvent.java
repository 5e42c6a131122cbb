package io.rapport.server.swarm;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import java.util.Optional;

/// What happens in a team room.
public sealed interface SwarmEvent extends JournalEvent {
    long question();

    record QuestionAsked(long question, Optional<MatterId> matter, TeamId team, AgentId by) implements SwarmEvent {}

    record QuestionAnswered(long question, long answer, AgentId by) implements SwarmEvent {}

    /// Whoever asked has what they need, or somebody of the team saw that it is no longer open.
    record QuestionSettled(long question, AgentId by) implements SwarmEvent {}

    record QuestionReopened(long question, AgentId by) implements SwarmEvent {}
}
