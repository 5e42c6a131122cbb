package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Who of us could answer: who is in and at a telephone, in their browser or on their desk.
final class Colleagues {
    private final AgentLines lines;
    private final DeskPhones phones;
    private final Workforce workforce;

    Colleagues(AgentLines lines, DeskPhones phones, Workforce workforce) {
        this.lines = lines;
        this.phones = phones;
        this.workforce = workforce;
    }

    /// @param calls all that are live: who is in one, or listens to one, is not free
    List<RingPolicy.Colleague> reachable(List<LiveCall> calls) {
        Set<AgentId> inCalls = new HashSet<>();
        calls.forEach(call -> {
            inCalls.addAll(call.state().agents());
            call.listeners().forEach(one -> inCalls.add(one.who()));
        });
        Set<AgentId> withTelephone = new TreeSet<>(Comparator.comparing(AgentId::value));
        withTelephone.addAll(lines.up());
        withTelephone.addAll(phones.agents());
        List<RingPolicy.Colleague> reachable = new ArrayList<>();
        for (AgentId id : withTelephone) {
            Optional<Agent> agent = workforce.agent(id).filter(Agent::enabled);
            Presence presence = workforce.presence(id);
            if (agent.isPresent() && presence.isIn()) {
                boolean free = presence.state() == Presence.State.AVAILABLE && !inCalls.contains(id);
                reachable.add(new RingPolicy.Colleague(id, agent.get().team(), free));
            }
        }
        return List.copyOf(reachable);
    }
}
