package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import java.util.Optional;

/// Whose line something is about.
///
/// @param agent who of us, where it is one of us
record Party(Whose whose, Optional<AgentId> agent) {
    static final Party CUSTOMER = new Party(Whose.CUSTOMER, Optional.empty());
    static final Party ALL = new Party(Whose.ALL, Optional.empty());

    enum Whose {
        CUSTOMER,
        AGENT,
        /// Nobody's in particular.
        ALL
    }

    static Party of(AgentId agent) {
        return new Party(Whose.AGENT, Optional.of(agent));
    }
}
