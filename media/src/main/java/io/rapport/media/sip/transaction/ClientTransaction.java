package io.rapport.media.sip.transaction;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One request that we ask, until its final answer (RFC 3261 section 17.1, RFC 6026).
public final class ClientTransaction {
    /// Hears the answers.
    public interface Watcher {
        /// Each provisional answer, and the final one; of an INVITE that was forked, each 2xx.
        void response(SipMessage.Response response);

        /// Nobody answered for 32 s, or the flow is lost.
        void timedOut();
    }

    private enum State {
        CALLING,
        PROCEEDING,
        /// A 2xx to an INVITE came: more of them may.
        ACCEPTED,
        COMPLETED,
        ENDED
    }

    private final SipMessage.Request request;
    private final byte[] bytes;
    private final Flow flow;
    private final Timers timers;
    private final Watcher watcher;
    private final Runnable forget;
    private State state = State.CALLING;
    private Optional<byte[]> ack = Optional.empty();

    ClientTransaction(SipMessage.Request request, Flow flow, Timers timers, Watcher watcher, Runnable forget) {
        this.request = request;
        this.bytes = request.bytes();
        this.flow = flow;
        this.timers = timers;
        this.watcher = watcher;
        this.forget = forget;
    }

    public SipMessage.Request request() {
        return request;
    }

    public Flow flow() {
        return flow;
    }

    private boolean invite() {
        return request.method().equals("INVITE");
    }

    /// Whether its final answer is still to come.
    synchronized boolean waits() {
        return state == State.CALLING || state == State.PROCEEDING;
    }

    synchronized void start() {
        flow.send(bytes);
        if (!flow.reliable()) {
            repeat(Timers.T1);
        }
        timers.after(Timers.GIVE_UP, this::giveUp);
    }

    private void repeat(Duration pause) {
        timers.after(pause, () -> {
            synchronized (this) {
                // An INVITE is not sent again once anybody has answered at all.
                boolean going = state == State.CALLING || state == State.PROCEEDING && !invite();
                if (going) {
                    flow.send(bytes);
                    Duration next = state == State.PROCEEDING ? Timers.T2 : pause.multipliedBy(2);
                    repeat(invite() || next.compareTo(Timers.T2) < 0 ? next : Timers.T2);
                }
            }
        });
    }

    private void giveUp() {
        synchronized (this) {
            // Who rings may ring as long as they like.
            boolean waiting = state == State.CALLING || state == State.PROCEEDING && !invite();
            if (!waiting) {
                return;
            }
            state = State.ENDED;
        }
        forget.run();
        watcher.timedOut();
    }

    private void endAfter(Duration pause) {
        timers.after(pause, () -> {
            synchronized (this) {
                state = State.ENDED;
            }
            forget.run();
        });
    }

    void received(SipMessage.Response response) {
        synchronized (this) {
            int status = response.status();
            switch (state) {
                case CALLING, PROCEEDING -> {
                    if (status < 200) {
                        state = State.PROCEEDING;
                    } else if (invite() && status < 300) {
                        state = State.ACCEPTED;
                        endAfter(Timers.GIVE_UP);
                    } else {
                        state = State.COMPLETED;
                        if (invite()) {
                            byte[] acknowledgement = ackOf(response).bytes();
                            ack = Optional.of(acknowledgement);
                            flow.send(acknowledgement);
                            endAfter(flow.reliable() ? Duration.ZERO : Timers.GIVE_UP);
                        } else {
                            endAfter(flow.reliable() ? Duration.ZERO : Timers.T4);
                        }
                    }
                }
                case ACCEPTED -> {
                    if (status < 200 || status >= 300) {
                        return;
                    }
                }
                case COMPLETED -> {
                    if (status >= 300) {
                        ack.ifPresent(flow::send);
                    }
                    return;
                }
                case ENDED -> {
                    return;
                }
            }
        }
        watcher.response(response);
    }

    /// RFC 3261 section 17.1.1.3: of the request all but To, which is the response's.
    private SipMessage.Request ackOf(SipMessage.Response response) {
        return follower("ACK", response.header("To").orElseThrow());
    }

    /// What takes the request back (section 9.1); only sensible once there was a provisional answer. Who does not even
    /// answer then is given up.
    SipMessage.Request cancel() {
        timers.after(Timers.GIVE_UP, () -> {
            synchronized (this) {
                if (state != State.CALLING && state != State.PROCEEDING) {
                    return;
                }
                state = State.ENDED;
            }
            forget.run();
            watcher.timedOut();
        });
        return follower("CANCEL", request.header("To").orElseThrow());
    }

    private SipMessage.Request follower(String method, String to) {
        List<SipHeader> headers = new ArrayList<>();
        request.headers().stream().filter(h -> h.is("Via")).findFirst().ifPresent(headers::add);
        headers.add(new SipHeader("Max-Forwards", "70"));
        request.headers().stream()
                .filter(h -> h.is("From") || h.is("Call-ID") || h.is("Route"))
                .forEach(headers::add);
        headers.add(new SipHeader("To", to));
        headers.add(new SipHeader("CSeq", request.cseq().number() + " " + method));
        headers.add(new SipHeader("Content-Length", "0"));
        return SipMessage.request(method, request.uri(), headers, new byte[0]);
    }
}
