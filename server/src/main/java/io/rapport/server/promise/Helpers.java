package io.rapport.server.promise;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.util.Comparator;
import java.util.Optional;

/// Who could help with a promise: somebody of its team who is free, longest free first; else somebody who is busy
/// but in. Never the owner, never the lead, who comes in later.
final class Helpers {
    private Helpers() {}

    static Optional<AgentId> choose(Promised promise, Workforce workforce) {
        return workforce.agentsOf(promise.team()).stream()
                .filter(agent -> !agent.lead()
                        && promise.owner().filter(agent.id()::equals).isEmpty())
                .map(Agent::id)
                .map(workforce::presence)
                .filter(Presence::isIn)
                .min(Comparator.comparing((Presence p) -> rank(p.state()))
                        .thenComparing(Presence::since)
                        .thenComparing(p -> p.agent().value()))
                .map(Presence::agent);
    }

    private static int rank(Presence.State state) {
        return switch (state) {
            case AVAILABLE -> 0;
            case WRAP_UP -> 1;
            case HANDLING -> 2;
            case AWAY -> 3;
            case OFFLINE -> 4;
        };
    }
}
