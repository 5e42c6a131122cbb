package io.rapport.server.voice;

import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A call of ours on its way out, by the first of several trunks that takes it. What the number itself says to it ends
/// it: only a trunk that does not answer, or says that it can't, gives way to the next. Thread-safe.
final class TrunkHunt {
    /// For so long a trunk may be silent before the next one is tried.
    private static final long PATIENCE_NANOS = 4_000_000_000L;

    /// It is overloaded, can't reach its own far side, or gave up waiting (RFC 3261 section 21).
    private static final Set<Integer> GIVES_WAY = Set.of(408, 500, 502, 503, 504);

    private static final Logger log = LoggerFactory.getLogger(TrunkHunt.class);

    private final SipEnd end;
    private final Way way;
    private final Consumer<Trunk> doubted;
    private final Consumer<Trunk> used;
    private final Deque<Trunk> left;
    private Optional<Attempt> now = Optional.empty();
    /// Nothing is left to be decided: a trunk has answered, or it has ended.
    private volatile boolean settled;

    /// Sends an INVITE by one trunk.
    interface Way {
        Leg call(Trunk trunk, LegWatcher watcher) throws IOException;
    }

    /// @param doubted told of each trunk that was silent
    /// @param used told of each trunk but the first that is tried
    TrunkHunt(SipEnd end, List<Trunk> trunks, Way way, Consumer<Trunk> doubted, Consumer<Trunk> used) {
        this.end = end;
        this.left = new ArrayDeque<>(trunks);
        this.way = way;
        this.doubted = doubted;
        this.used = used;
    }

    /// Begins.
    ///
    /// @throws IOException where there is a way to none of them
    void begin() throws IOException {
        tryNext(false);
    }

    private void tryNext(boolean another) throws IOException {
        IOException last = new IOException("there is no trunk");
        for (Optional<Trunk> trunk = poll(); trunk.isPresent(); trunk = poll()) {
            try {
                call(trunk.get());
                if (another) {
                    used.accept(trunk.get());
                }
                return;
            } catch (IOException away) {
                doubted.accept(trunk.get());
                another = true;
                last = away;
            }
        }
        throw last;
    }

    private synchronized Optional<Trunk> poll() {
        return Optional.ofNullable(left.poll());
    }

    private void call(Trunk trunk) throws IOException {
        Attempt attempt = new Attempt(trunk);
        synchronized (this) {
            now = Optional.of(attempt);
        }
        Leg leg = way.call(trunk, attempt);
        attempt.leg = Optional.of(leg);
        end.dials(leg);
    }

    /// Time has passed.
    ///
    /// @return whether there is still something to wait for
    boolean beat() {
        Optional<Attempt> silent;
        synchronized (this) {
            silent = now.filter(one -> !settled && System.nanoTime() - one.begun > PATIENCE_NANOS);
        }
        silent.ifPresent(one -> giveWay(one, "silent"));
        return !settled;
    }

    /// Gives way to the next, unless there is none or it is too late.
    ///
    /// @return whether there is one
    private boolean giveWay(Attempt failed, String why) {
        synchronized (this) {
            if (now.filter(one -> one == failed).isEmpty() || left.isEmpty() || end.isHungUp()) {
                return false;
            }
            now = Optional.empty();
        }
        log.warn("call goes on by another trunk from={} cause={}", failed.trunk.id(), why);
        doubted.accept(failed.trunk);
        failed.leg.ifPresent(Leg::hangUp);
        Thread.ofVirtual().name("trunk-hunt").start(() -> {
            try {
                tryNext(true);
            } catch (IOException none) {
                log.warn("call by no trunk cause={}", none.toString());
                settled = true;
                end.ended(new LegWatcher.Ending.Lost("no trunk takes it"));
            }
        });
        return true;
    }

    private final class Attempt implements LegWatcher {
        private final Trunk trunk;
        private final long begun = System.nanoTime();
        private volatile Optional<Leg> leg = Optional.empty();
        private volatile boolean heard;

        Attempt(Trunk trunk) {
            this.trunk = trunk;
        }

        private boolean isCurrent() {
            synchronized (TrunkHunt.this) {
                return now.filter(one -> one == this).isPresent();
            }
        }

        /// It has the call: from now on the next one is only tried where it gives it back.
        @Override
        public void trying() {
            heard = true;
            settled = isCurrent() || settled;
        }

        @Override
        public void ringing(Optional<Sdp> early) {
            if (isCurrent()) {
                end.ringing(early);
            }
        }

        @Override
        public void up(Optional<Sdp> answer) {
            if (isCurrent()) {
                settled = true;
                end.up(answer);
            }
        }

        @Override
        public void offered(Optional<Sdp> offer) {
            end.offered(offer);
        }

        @Override
        public void agreed(Sdp answer) {
            end.agreed(answer);
        }

        @Override
        public void ended(Ending how) {
            if (!isCurrent()) {
                return;
            }
            boolean givesWay = switch (how) {
                case Ending.Refused(int status, String reason) -> GIVES_WAY.contains(status);
                case Ending.Lost _ -> !heard;
                case Ending.ByThem _, Ending.ByUs _ -> false;
            };
            if (!givesWay || !giveWay(this, how.toString())) {
                settled = true;
                end.ended(how);
            }
        }
    }
}
