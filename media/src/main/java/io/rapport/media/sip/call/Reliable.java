package io.rapport.media.sip.call;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.transaction.Answers;
import io.rapport.media.sip.transaction.ServerTransaction;
import io.rapport.media.sip.transaction.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;

/// Provisional answers to one INVITE: repeated until they are confirmed where the caller requires it (RFC 3262), one at
/// a
/// time.
final class Reliable {
    /// Of a call that we make ourselves.
    static final Reliable NONE = new Reliable();

    private record Waiting(int status, List<SipHeader> headers, byte[] body, String tag) {}

    private final Optional<Timers> timers;
    private final Optional<ServerTransaction> invite;
    private final Runnable unheard;
    private final boolean required;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long number;
    private boolean open;

    private Reliable() {
        this.timers = Optional.empty();
        this.invite = Optional.empty();
        this.unheard = () -> {};
        this.required = false;
    }

    /// @param unheard when nobody confirms for 32 s
    Reliable(Timers timers, ServerTransaction invite, Runnable unheard) {
        this.timers = Optional.of(timers);
        this.invite = Optional.of(invite);
        this.unheard = unheard;
        this.required = invite.request().list("Require").stream().anyMatch("100rel"::equalsIgnoreCase);
        this.number = ThreadLocalRandom.current().nextInt(1, 1 << 30);
    }

    synchronized void send(int status, List<SipHeader> headers, byte[] body, String tag) {
        ServerTransaction transaction = invite.orElseThrow();
        if (!required) {
            transaction.respond(Answers.to(transaction.request(), transaction.flow(), status, tag, headers, body));
            return;
        }
        waiting.add(new Waiting(status, headers, body, tag));
        next();
    }

    private void next() {
        if (open || waiting.isEmpty()) {
            return;
        }
        open = true;
        Waiting one = waiting.remove();
        ServerTransaction transaction = invite.orElseThrow();
        List<SipHeader> all = new ArrayList<>(one.headers());
        all.add(new SipHeader("Require", "100rel"));
        all.add(new SipHeader("RSeq", Long.toString(number)));
        SipMessage.Response response =
                Answers.to(transaction.request(), transaction.flow(), one.status(), one.tag(), all, one.body());
        long which = number;
        if (transaction.respond(response)) {
            repeat(response, which, Timers.T1, Duration.ZERO);
        }
    }

    private void repeat(SipMessage.Response response, long which, Duration pause, Duration passed) {
        timers.orElseThrow().after(pause, () -> {
            synchronized (this) {
                if (!open || number != which) {
                    return;
                }
                Duration all = passed.plus(pause);
                if (all.compareTo(Timers.GIVE_UP) >= 0) {
                    unheard.run();
                } else if (invite.orElseThrow().respond(response)) {
                    Duration left = Timers.GIVE_UP.minus(all);
                    Duration next = pause.multipliedBy(2);
                    repeat(response, which, next.compareTo(left) < 0 ? next : left, all);
                }
            }
        });
    }

    /// @return whether the request confirms the answer that waits for it
    synchronized boolean confirmed(SipMessage.Request prack) {
        String[] parts = prack.header("RAck").orElse("").strip().split("\\s+");
        boolean fits = open
                && parts.length == 3
                && parts[0].equals(Long.toString(number))
                && parts[1].equals(
                        Long.toString(invite.orElseThrow().request().cseq().number()))
                && parts[2].equals("INVITE");
        if (fits) {
            open = false;
            number++;
            next();
        }
        return fits;
    }
}
