package io.rapport.server.desk;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Engagement;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/// Who is in: an open desktop makes one Available, a lost one Offline after half a minute in which it may come
/// back, but not during a call.
final class Attendance implements SmartLifecycle {
    static final Duration GRACE = Duration.ofSeconds(30);

    private final Workforce workforce;
    private final StreamHub hub;
    private final List<Engagement> engagements;
    private final Clock clock;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("attendance").daemon().factory());
    private volatile boolean running;

    Attendance(Workforce workforce, StreamHub hub, List<Engagement> engagements, Clock clock) {
        this.engagements = List.copyOf(engagements);
        this.workforce = workforce;
        this.hub = hub;
        this.clock = clock;
    }

    void came(AgentId agent) {
        if (workforce.presence(agent).state() == Presence.State.OFFLINE) {
            workforce.present(new Presence(agent, Presence.State.AVAILABLE, clock.instant(), "", Optional.empty()));
        }
    }

    void went(AgentId agent) {
        if (running) {
            later.schedule(() -> checkOut(agent), GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void checkOut(AgentId agent) {
        if (engagements.stream().anyMatch(engagement -> engagement.isEngaged(agent))) {
            went(agent);
            return;
        }
        Presence presence = workforce.presence(agent);
        if (!hub.isOnline(agent) && presence.isIn()) {
            workforce.present(new Presence(agent, Presence.State.OFFLINE, clock.instant(), "", presence.until()));
        }
    }

    /// After a start, those who do not come back were lost with the process before.
    @Override
    public void start() {
        running = true;
        for (Agent agent : workforce.agents()) {
            if (workforce.presence(agent.id()).isIn()) {
                went(agent.id());
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        later.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
