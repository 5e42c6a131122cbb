package io.rapport.server.voice;

import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A call as it stands now.
///
/// @param declined who of us does not want it
/// @param why it rang at whoever has it; empty until somebody does
/// @param asked the colleague who is asked to join
/// @param sound how it can be heard
record LiveCall(
        Call call,
        CallState state,
        Set<AgentId> declined,
        Optional<RingPolicy.Why> why,
        Optional<Asked> asked,
        Hearing.Now sound) {

    /// @param until when it rings at them
    record Asked(AgentId who, AgentId by, Instant until) {}

    LiveCall to(CallState next) {
        return new LiveCall(
                call, next, declined, why, next instanceof CallState.Talking ? asked : Optional.empty(), sound);
    }

    LiveCall declinedBy(AgentId agent) {
        Set<AgentId> all = new HashSet<>(declined);
        all.add(agent);
        return new LiveCall(
                call,
                state,
                Set.copyOf(all),
                why,
                asked.filter(one -> !one.who().equals(agent)),
                sound);
    }

    LiveCall because(RingPolicy.Why known) {
        return new LiveCall(call, state, declined, Optional.of(known), asked, sound);
    }

    LiveCall named(String name) {
        return new LiveCall(call.named(name), state, declined, why, asked, sound);
    }

    /// Asks a colleague to join, or no more.
    LiveCall asking(Optional<Asked> colleague) {
        return new LiveCall(call, state, declined, why, colleague, sound);
    }

    LiveCall sounding(Hearing.Now now) {
        return new LiveCall(call, state, declined, why, asked, now);
    }

    boolean isAsked(AgentId agent) {
        return asked.filter(one -> one.who().equals(agent)).isPresent();
    }

    boolean isOurs() {
        return call.direction() == Said.Direction.OUTBOUND;
    }

    /// Whether this agent is in it.
    boolean isWith(AgentId agent) {
        return state.agents().contains(agent);
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
