package io.rapport.server.desk;

import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.util.List;

/// Between our own types and the wire's.
final class Views {
    private Views() {}

    static Wire.AgentView agent(Agent agent) {
        return new Wire.AgentView(
                agent.id().toString(),
                agent.firstName(),
                agent.lastName(),
                agent.face().orElse(null),
                agent.team().toString(),
                agent.lead());
    }

    static Wire.PresenceView presence(Presence presence) {
        return new Wire.PresenceView(
                presence.agent().toString(),
                presence.state().name(),
                presence.since(),
                presence.note(),
                presence.until().orElse(null));
    }

    static Wire.TeamView team(Team team, Workforce workforce) {
        List<Agent> agents = workforce.agentsOf(team.id());
        return new Wire.TeamView(
                team.id().toString(),
                team.name(),
                team.place(),
                team.address(),
                team.calendar().zone().getId(),
                agents.stream().map(Views::agent).toList(),
                agents.stream().map(a -> presence(workforce.presence(a.id()))).toList());
    }
}
