package io.rapport.server.customer;

import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Team;
import java.util.List;
import java.util.Optional;

/// Which team somebody new is at home with. A company with rules of its own gives another one as a bean. Pure: the same
/// for the same newcomer and teams.
public interface HomeTeamPolicy {

    /// Somebody who has no team yet.
    ///
    /// @param doorTeam whose door they came by, where it is a team's
    record Newcomer(Optional<TeamId> doorTeam, Bearings bearings) {}

    /// A team that somebody could be given to.
    ///
    /// @param load customers for each of its people
    record Candidate(Team team, double load) {}

    /// @param teams at least one
    HomeChoice choose(Newcomer who, List<Candidate> teams);
}
