package io.rapport.media.sip.transaction;

import io.rapport.media.sip.SipMessage;
import java.time.Duration;
import java.util.Optional;

/// One request that we were asked, and its answers (RFC 3261 section 17.2, RFC 6026).
public final class ServerTransaction {
    /// Hears what becomes of it.
    public interface Watcher {
        /// The asker has thought better of it before the final answer; that answer (487) is still to be given.
        default void cancelled() {}

        /// The final answer other than a 2xx was acknowledged or never will be.
        default void ended(boolean acknowledged) {}
    }

    private enum State {
        PROCEEDING,
        /// A 2xx to an INVITE was given: what comes again is absorbed; the dialog repeats the 2xx until its ACK.
        ACCEPTED,
        COMPLETED,
        CONFIRMED,
        ENDED
    }

    private final SipMessage.Request request;
    private final Flow flow;
    private final Timers timers;
    private final Runnable forget;
    private State state = State.PROCEEDING;
    private Optional<byte[]> last = Optional.empty();
    private Watcher watcher = new Watcher() {};
    private boolean cancelled;
    private Optional<Timers.Alarm> again = Optional.empty();

    ServerTransaction(SipMessage.Request request, Flow flow, Timers timers, Runnable forget) {
        this.request = request;
        this.flow = flow;
        this.timers = timers;
        this.forget = forget;
    }

    public SipMessage.Request request() {
        return request;
    }

    public Flow flow() {
        return flow;
    }

    /// Who is told from now on; told at once of a cancel that came before.
    public void watch(Watcher by) {
        boolean late;
        synchronized (this) {
            watcher = by;
            late = cancelled;
        }
        if (late) {
            by.cancelled();
        }
    }

    private boolean invite() {
        return request.method().equals("INVITE");
    }

    /// Answers. What comes after a final answer is left out.
    ///
    /// @return whether it was sent
    public synchronized boolean respond(SipMessage.Response response) {
        if (state != State.PROCEEDING) {
            return false;
        }
        byte[] bytes = response.bytes();
        last = Optional.of(bytes);
        flow.send(bytes);
        if (response.status() < 200) {
            return true;
        }
        if (!invite()) {
            state = State.COMPLETED;
            endAfter(flow.reliable() ? Duration.ZERO : Timers.GIVE_UP);
        } else if (response.status() < 300) {
            state = State.ACCEPTED;
            endAfter(Timers.GIVE_UP);
        } else {
            state = State.COMPLETED;
            if (!flow.reliable()) {
                repeat(bytes, Timers.T1);
            }
            timers.after(Timers.GIVE_UP, this::neverAcknowledged);
        }
        return true;
    }

    private void repeat(byte[] bytes, Duration pause) {
        again = Optional.of(timers.after(pause, () -> {
            synchronized (this) {
                if (state == State.COMPLETED) {
                    flow.send(bytes);
                    Duration next = pause.multipliedBy(2);
                    repeat(bytes, next.compareTo(Timers.T2) > 0 ? Timers.T2 : next);
                }
            }
        }));
    }

    private void endAfter(Duration pause) {
        timers.after(pause, this::end);
    }

    private void end() {
        synchronized (this) {
            state = State.ENDED;
        }
        forget.run();
    }

    private void neverAcknowledged() {
        Watcher told;
        synchronized (this) {
            if (state != State.COMPLETED) {
                return;
            }
            told = watcher;
        }
        end();
        told.ended(false);
    }

    synchronized boolean accepted() {
        return state == State.ACCEPTED;
    }

    /// The same request again.
    synchronized void repeated() {
        if (state == State.PROCEEDING || state == State.COMPLETED) {
            last.ifPresent(flow::send);
        }
    }

    /// The ACK of an answer that was no 2xx.
    void acknowledged() {
        Watcher told;
        synchronized (this) {
            if (state != State.COMPLETED || !invite()) {
                return;
            }
            state = State.CONFIRMED;
            again.ifPresent(Timers.Alarm::cancel);
            told = watcher;
            endAfter(flow.reliable() ? Duration.ZERO : Timers.T4);
        }
        told.ended(true);
    }

    /// @return whether there was still something to cancel
    boolean cancel() {
        Watcher told;
        synchronized (this) {
            if (state != State.PROCEEDING || !invite()) {
                return false;
            }
            if (cancelled) {
                return true;
            }
            cancelled = true;
            told = watcher;
        }
        told.cancelled();
        return true;
    }
}
