package io.rapport.server.voice;

import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;
import java.util.Optional;

/// How a live call stands.
sealed interface CallState {

    /// Nobody has answered yet.
    ///
    /// @param since when it began to ring, here or anew
    /// @param hears whether the caller was taken and hears music
    record Waiting(Instant since, boolean hears) implements CallState {}

    /// One of us has answered, and that is being written down.
    record Taken(AgentId by, Waiting before) implements CallState {}

    /// We call them.
    record Dialling(AgentId by) implements CallState {}

    /// @param alone since when the agent's line is away, and the customer hears music
    record Talking(AgentId with, Instant since, boolean held, Optional<Instant> alone) implements CallState {}

    /// @param recording false: they still hear the greeting
    record Voicemail(boolean recording) implements CallState {}

    /// @param with who of us spoke with them
    record Over(How how, Optional<AgentId> with) implements CallState {}

    /// Who of us has it in hand.
    default Optional<AgentId> agent() {
        return switch (this) {
            case Waiting _, Voicemail _ -> Optional.empty();
            case Taken taken -> Optional.of(taken.by());
            case Dialling(var by) -> Optional.of(by);
            case Talking talking -> Optional.of(talking.with());
            case Over over -> over.with();
        };
    }
}
