package io.rapport.server.desk;

import io.rapport.server.access.SignedIn;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/// Who calls.
final class Caller {
    private final Workforce workforce;

    Caller(Workforce workforce) {
        this.workforce = workforce;
    }

    /// The session of the running request.
    SignedIn session() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
            return signedIn;
        }
        throw Refusal.signIn("Please sign in.");
    }

    /// The agent of the running request.
    Agent agent() {
        return agent(session());
    }

    Agent agent(SignedIn session) {
        return workforce
                .agentOfAccount(session.account().id())
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
    }
}
