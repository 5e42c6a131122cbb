package io.rapport.server.desk;

import io.rapport.server.customer.Customer;
import io.rapport.server.customer.LinkedPoint;
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

    /// @param publicUrl under which customers open our pages
    static Wire.CustomerHead head(Customer customer, Workforce workforce, String publicUrl) {
        return new Wire.CustomerHead(
                customer.id().toString(),
                customer.name(),
                customer.organisation().orElse(null),
                customer.organisationId().map(id -> Long.toString(id)).orElse(null),
                DeskStore.tint(customer.id().value()),
                customer.since(),
                customer.homeTeam().toString(),
                workforce.findTeam(customer.homeTeam()).map(t -> t.name()).orElse(""),
                workforce
                        .findTeam(customer.homeTeam())
                        .flatMap(team -> team.page().path())
                        .map(path -> publicUrl + path)
                        .orElse(null),
                customer.homeWhy().map(Enum::name).orElse(null),
                customer.homeDetail(),
                customer.place().orElse(null),
                customer.language(),
                customer.prospect(),
                customer.bestTime().orElse(null));
    }

    static List<Wire.ContactPointView> points(List<LinkedPoint> points) {
        return points.stream()
                .map(p -> new Wire.ContactPointView(
                        Long.toString(p.id()),
                        p.point().kind().name(),
                        p.point().value(),
                        p.proof().name(),
                        p.shared()))
                .toList();
    }
}
