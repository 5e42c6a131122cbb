package io.rapport.server.knowledge;

import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;

/// Who of us calls.
final class Author {
    private final Workforce workforce;

    Author(Workforce workforce) {
        this.workforce = workforce;
    }

    Agent of(Principal caller) {
        return workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
    }
}
