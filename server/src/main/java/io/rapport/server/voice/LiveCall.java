package io.rapport.server.voice;

import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.AgentId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A call as it stands now.
///
/// @param declined who of us does not want it
/// @param why it rang at whoever has it; empty until somebody does
record LiveCall(Call call, CallState state, Set<AgentId> declined, Optional<RingPolicy.Why> why) {

    LiveCall to(CallState next) {
        return new LiveCall(call, next, declined, why);
    }

    LiveCall declinedBy(AgentId agent) {
        Set<AgentId> all = new HashSet<>(declined);
        all.add(agent);
        return new LiveCall(call, state, Set.copyOf(all), why);
    }

    LiveCall because(RingPolicy.Why known) {
        return new LiveCall(call, state, declined, Optional.of(known));
    }

    boolean isOurs() {
        return call.direction() == Said.Direction.OUTBOUND;
    }

    /// Whether this agent has it in hand.
    boolean isWith(AgentId agent) {
        return state.agent().filter(agent::equals).isPresent();
    }

    /// Since when it waits, if it does.
    Optional<CallState.Waiting> waits() {
        return switch (state) {
            case CallState.Waiting waiting -> Optional.of(waiting);
            case CallState.Taken taken -> Optional.of(taken.before());
            default -> Optional.empty();
        };
    }
}
