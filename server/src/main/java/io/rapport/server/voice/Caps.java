package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Holds our calls out within limits, so that whoever gets hold of an account or a telephone can't run up a bill in a
/// night. Remembers an hour, and nothing of before a start. Thread-safe.
final class Caps {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VoiceSettings.Outgoing limits;
    private final Deque<Instant> house = new ArrayDeque<>();
    private final Map<AgentId, Deque<Instant>> agents = new HashMap<>();

    /// What a call would go beyond.
    enum Limit {
        /// One of us within an hour.
        AGENT,
        /// All of us within an hour.
        HOUSE,
        AT_ONCE
    }

    Caps(VoiceSettings.Outgoing limits) {
        this.limits = limits;
    }

    /// What keeps somebody from calling now, if anything does.
    ///
    /// @param out how many calls go out just now
    synchronized Optional<Limit> hold(AgentId agent, int out, Instant now) {
        forget(now);
        if (out >= limits.atOnce()) {
            return Optional.of(Limit.AT_ONCE);
        }
        if (agents.getOrDefault(agent, new ArrayDeque<>()).size() >= limits.perAgent()) {
            return Optional.of(Limit.AGENT);
        }
        return house.size() >= limits.perHouse() ? Optional.of(Limit.HOUSE) : Optional.empty();
    }

    /// They call.
    synchronized void count(AgentId agent, Instant now) {
        house.addLast(now);
        agents.computeIfAbsent(agent, id -> new ArrayDeque<>()).addLast(now);
    }

    private void forget(Instant now) {
        Instant before = now.minus(HOUR);
        forget(house, before);
        agents.values().removeIf(those -> {
            forget(those, before);
            return those.isEmpty();
        });
    }

    private static void forget(Deque<Instant> calls, Instant before) {
        while (!calls.isEmpty() && !calls.getFirst().isAfter(before)) {
            calls.removeFirst();
        }
    }
}
