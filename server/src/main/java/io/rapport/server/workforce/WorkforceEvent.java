package io.rapport.server.workforce;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;

/// What happens with teams and agents.
public sealed interface WorkforceEvent extends JournalEvent {

    /// A team was made, or its calendar, address or name changed.
    record TeamChanged(TeamId team) implements WorkforceEvent {}

    /// An agent joined, changed or left.
    record AgentChanged(AgentId agent, TeamId team) implements WorkforceEvent {}
}
