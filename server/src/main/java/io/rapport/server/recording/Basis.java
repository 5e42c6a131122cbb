package io.rapport.server.recording;

import io.rapport.server.vocabulary.AgentId;

/// Why a conversation may be recorded: the evidence that is kept with it.
public sealed interface Basis {

    /// They have heard, to its end, that it is recorded.
    record Announced() implements Basis {}

    /// They said yes.
    ///
    /// @param to who of us asked
    record Consented(AgentId to) implements Basis {}
}
