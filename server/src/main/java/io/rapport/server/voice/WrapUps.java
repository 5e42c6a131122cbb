package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What agents are seen to do because of calls: Handling while they speak, then WrapUp for a while, then
/// Available. Thread-safe; presences are written one after the other, on a thread of their own.
final class WrapUps implements AutoCloseable {
    static final Duration MOST = Duration.ofMinutes(30);
    private static final Logger log = LoggerFactory.getLogger(WrapUps.class);

    private final Workforce workforce;
    private final Clock clock;
    private final Duration usual;
    private final Map<AgentId, WrapUp> open = new ConcurrentHashMap<>();
    /// Whether what is said on this thread is said by us.
    private final ThreadLocal<Boolean> ours = ThreadLocal.withInitial(() -> false);
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("voice-presence").factory());

    WrapUps(Workforce workforce, Clock clock, Duration usual) {
        this.workforce = workforce;
        this.clock = clock;
        this.usual = usual;
    }

    record WrapUp(Call call, Instant until) {}

    void handling(AgentId agent) {
        open.remove(agent);
        say(agent, Presence.State.HANDLING, Optional.empty());
    }

    void begin(AgentId agent, Call call) {
        Instant until = clock.instant().plus(usual);
        open.put(agent, new WrapUp(call, until));
        say(agent, Presence.State.WRAP_UP, Optional.of(until));
    }

    /// @return whether they have one
    boolean extend(AgentId agent, Duration by) {
        Instant latest = clock.instant().plus(MOST);
        WrapUp longer = open.computeIfPresent(agent, (id, now) -> {
            Instant until = now.until().plus(by);
            return new WrapUp(now.call(), until.isAfter(latest) ? latest : until);
        });
        if (longer != null) {
            say(agent, Presence.State.WRAP_UP, Optional.of(longer.until()));
        }
        return longer != null;
    }

    void done(AgentId agent) {
        if (open.remove(agent) != null) {
            say(agent, Presence.State.AVAILABLE, Optional.empty());
        }
    }

    Optional<WrapUp> of(AgentId agent) {
        return Optional.ofNullable(open.get(agent));
    }

    boolean any() {
        return !open.isEmpty();
    }

    /// Ends those whose time is over.
    void beat() {
        Instant now = clock.instant();
        open.forEach((agent, wrapUp) -> {
            if (!wrapUp.until().isAfter(now)) {
                done(agent);
            }
        });
    }

    /// They say themselves what they do: that stands.
    void said(Presence presence) {
        if (!ours.get() && presence.state() != Presence.State.WRAP_UP && presence.state() != Presence.State.HANDLING) {
            open.remove(presence.agent());
        }
    }

    private void say(AgentId agent, Presence.State state, Optional<Instant> until) {
        writer.execute(() -> {
            Presence before = workforce.presence(agent);
            boolean theirsToSay = state == Presence.State.AVAILABLE
                    && before.state() != Presence.State.WRAP_UP
                    && before.state() != Presence.State.HANDLING;
            if (theirsToSay || before.state() == state && before.until().equals(until)) {
                return;
            }
            ours.set(true);
            try {
                workforce.present(new Presence(agent, state, clock.instant(), "", until));
            } catch (RuntimeException away) {
                log.warn("presence not kept agent={} state={} cause={}", agent, state, away.toString());
            } finally {
                ours.remove();
            }
        });
    }

    /// After a start, nobody speaks or wraps up.
    void free(AgentId agent) {
        say(agent, Presence.State.AVAILABLE, Optional.empty());
    }

    @Override
    public void close() {
        writer.shutdown();
    }
}
