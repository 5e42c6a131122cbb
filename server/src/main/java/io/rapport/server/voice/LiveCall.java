package io.rapport.server.voice;

import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A call as it stands now.
///
/// @param declined who of us does not want it
/// @param why it rang at whoever has it; empty until somebody does
/// @param asked the colleague who is asked to join
/// @param desks who of us is in it at the telephone on their desk; the others are in their browsers
/// @param sound how it can be heard
/// @param listeners who of us hears it without being in it, in the order in which they came
record LiveCall(
        Call call,
        CallState state,
        Set<AgentId> declined,
        Optional<RingPolicy.Why> why,
        Optional<Asked> asked,
        Map<AgentId, DeskLine> desks,
        Hearing.Now sound,
        List<ListeningIn> listeners) {

    LiveCall {
        desks = Map.copyOf(desks);
        listeners = List.copyOf(listeners);
    }

    /// @param until when it rings at them
    record Asked(AgentId who, AgentId by, Instant until) {}

    /// One that begins.
    ///
    /// @param desk the telephone on a desk at which whoever dials is
    static LiveCall begun(Call call, CallState state, Optional<DeskLine> desk) {
        return new LiveCall(
                call,
                state,
                Set.of(),
                state instanceof CallState.Dialling ? Optional.of(RingPolicy.Why.CALLED) : Optional.empty(),
                Optional.empty(),
                desk.map(one -> Map.of(one.agent(), one)).orElse(Map.of()),
                Hearing.Now.NOTHING,
                List.of());
    }

    LiveCall to(CallState next) {
        return new LiveCall(
                call,
                next,
                declined,
                why,
                next instanceof CallState.Talking ? asked : Optional.empty(),
                desks,
                sound,
                listeners);
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
                desks,
                sound,
                listeners);
    }

    LiveCall because(RingPolicy.Why known) {
        return new LiveCall(call, state, declined, Optional.of(known), asked, desks, sound, listeners);
    }

    /// It rings at another team from now on.
    LiveCall at(TeamId team) {
        return new LiveCall(call.at(team), state, Set.of(), why, asked, desks, sound, listeners);
    }

    LiveCall named(String name) {
        return new LiveCall(call.named(name), state, declined, why, asked, desks, sound, listeners);
    }

    /// Asks a colleague to join, or no more.
    LiveCall asking(Optional<Asked> colleague) {
        return new LiveCall(call, state, declined, why, colleague, desks, sound, listeners);
    }

    /// One of us is in it at this telephone from now on.
    LiveCall at(DeskLine desk) {
        Map<AgentId, DeskLine> all = new HashMap<>(desks);
        all.put(desk.agent(), desk);
        return new LiveCall(call, state, declined, why, asked, all, sound, listeners);
    }

    /// They are at no telephone any more.
    LiveCall awayFromDesk(AgentId agent) {
        Map<AgentId, DeskLine> left = new HashMap<>(desks);
        left.remove(agent);
        return new LiveCall(call, state, declined, why, asked, left, sound, listeners);
    }

    LiveCall sounding(Hearing.Now now) {
        return new LiveCall(call, state, declined, why, asked, desks, now, listeners);
    }

    /// Who listens from now on.
    LiveCall heardBy(List<ListeningIn> others) {
        return new LiveCall(call, state, declined, why, asked, desks, sound, others);
    }

    /// How one of us listens, if they do.
    Optional<ListeningIn> listener(AgentId agent) {
        return listeners.stream().filter(one -> one.who().equals(agent)).findFirst();
    }

    boolean isAsked(AgentId agent) {
        return asked.filter(one -> one.who().equals(agent)).isPresent();
    }

    boolean isOurs() {
        return call.direction() == Said.Direction.OUTBOUND;
    }

    /// Whether it goes out of the house by a line of ours.
    boolean goesOut() {
        return isOurs() || state instanceof CallState.Passing || state instanceof CallState.Passed;
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
