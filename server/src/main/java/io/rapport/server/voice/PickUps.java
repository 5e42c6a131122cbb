package io.rapport.server.voice;

import io.rapport.media.sip.call.LegWatcher;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls that begin as soon as one of us has picked up the telephone on their desk, which rings for that. One for each
/// of us at a time. Thread-safe.
final class PickUps implements AutoCloseable {
    private static final Duration RINGS = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(PickUps.class);

    private final DeskBells bells;
    private final Switchboard switchboard;
    private final Clock clock;
    private final Map<AgentId, PickUp> open = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Runnable changed = () -> {};

    PickUps(DeskBells bells, Switchboard switchboard, Clock clock) {
        this.bells = bells;
        this.switchboard = switchboard;
        this.clock = clock;
    }

    /// Whom one of us is about to call.
    record Whom(CustomerId customer, String name, String number) {}

    private record PickUp(Whom whom, Instant until, Waiting waiting, List<DeskLine> lines) {}

    /// What then begins.
    interface Begin {
        /// @throws Refusal where it can't
        void call(DeskLine desk, AtDesk at);
    }

    /// Calls back when one begins or ends; it must not block.
    void onChange(Runnable listener) {
        changed = listener;
    }

    /// Whom somebody is about to call, while their telephone rings.
    Optional<Whom> of(AgentId agent) {
        return Optional.ofNullable(open.get(agent)).map(PickUp::whom);
    }

    /// Lets their telephones ring.
    ///
    /// @return whether one does
    boolean ring(AgentId agent, Whom whom, Begin then) {
        stop(agent);
        Waiting waiting = new Waiting(then);
        List<DeskLine> lines = bells.ring(agent, whom.name(), whom.number(), waiting);
        if (lines.isEmpty()) {
            return false;
        }
        open.put(agent, new PickUp(whom, clock.instant().plus(RINGS), waiting, lines));
        // One that ended before it was noted.
        if (lines.stream().allMatch(line -> line.over().isPresent())) {
            gone(agent, waiting);
        }
        changed.run();
        return true;
    }

    /// They think better of it.
    void stop(AgentId agent) {
        Optional.ofNullable(open.remove(agent)).ifPresent(one -> {
            one.lines().forEach(DeskLine::letGo);
            changed.run();
        });
    }

    private void gone(AgentId agent, Waiting waiting) {
        PickUp left = open.computeIfPresent(
                agent,
                (id, one) -> one.waiting() == waiting
                                && one.lines().stream()
                                        .allMatch(line -> line.over().isPresent())
                        ? null
                        : one);
        if (left == null) {
            changed.run();
        }
    }

    /// Time has passed.
    void beat() {
        Instant now = clock.instant();
        open.forEach((agent, one) -> {
            if (!one.until().isAfter(now)) {
                stop(agent);
            }
        });
    }

    private final class Waiting extends AtDesk {
        private final Begin then;
        private boolean begun;

        Waiting(Begin then) {
            super(switchboard);
            this.then = then;
        }

        @Override
        public void picked(DeskLine desk) {
            synchronized (this) {
                if (begun) {
                    desk.hangUp();
                    return;
                }
                begun = true;
            }
            stop(desk.agent());
            threads.execute(() -> {
                try {
                    then.call(desk, this);
                } catch (Refusal no) {
                    log.info("call not begun agent={} cause={}", desk.agent(), no.getMessage());
                    desk.hangUp();
                } catch (RuntimeException ours) {
                    log.error("call not begun agent={}", desk.agent(), ours);
                    desk.hangUp();
                }
            });
        }

        @Override
        public void ended(DeskLine desk, LegWatcher.Ending how) {
            super.ended(desk, how);
            gone(desk.agent(), this);
        }
    }

    @Override
    public void close() {
        open.keySet().forEach(this::stop);
        threads.shutdown();
    }
}
