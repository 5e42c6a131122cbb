package io.rapport.server.customer;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.util.Optional;

/// What happens with the people we serve.
public sealed interface CustomerEvent extends JournalEvent {

    /// Somebody we did not know knocked; they belong to this team from now on.
    record CustomerMet(CustomerId customer, TeamId homeTeam, Optional<CustomerId> claims) implements CustomerEvent {}

    /// Two records are one person from now on; journaled for both.
    record CustomersMerged(CustomerId survivor, CustomerId absorbed, AgentId by) implements CustomerEvent {}

    /// They are two again; journaled for both.
    record CustomersParted(CustomerId survivor, CustomerId absorbed, AgentId by) implements CustomerEvent {}

    /// They are at home with another team from now on.
    ///
    /// @param back whether that takes an earlier move back
    record HomeTeamMoved(CustomerId customer, TeamId from, TeamId to, Optional<AgentId> by, boolean back)
            implements CustomerEvent {}

    /// An organisation is called something else.
    record OrganisationChanged(long organisation, AgentId by) implements CustomerEvent {}

    /// A customer's own facts changed (name, team, best time, prospect or not).
    record CustomerChanged(CustomerId customer, Optional<AgentId> by) implements CustomerEvent {}
}
