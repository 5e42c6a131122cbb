package io.rapport.server.wishes;

import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;
import java.util.Optional;

/// Something that a person agreed to, until they took it back.
///
/// @param how they said so: "in a call", "on the form"
/// @param by who of us noted it
record Agreement(
        long id,
        Kind kind,
        String how,
        Instant since,
        Optional<AgentId> by,
        Optional<Instant> withdrawn,
        Optional<AgentId> withdrawnBy) {
    enum Kind {
        MARKETING_MAIL,
        MARKETING_CALL,
        CALL_RECORDING,
        SURVEY,
        SHARING
    }
}
