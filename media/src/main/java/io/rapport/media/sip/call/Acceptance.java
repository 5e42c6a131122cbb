package io.rapport.media.sip.call;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.transaction.Timers;
import java.time.Duration;
import java.util.Optional;

/// A 2xx of ours to an INVITE, until its ACK: repeated by whoever gave it, over any transport (RFC 3261 section
/// 13.3.1.4).
/// Lives in the mailbox of its leg.
final class Acceptance {
    private final LegWire wire;
    private final Mailbox mailbox;
    private final SipMessage.Request request;
    private final byte[] response;
    private final boolean first;
    private boolean open = true;

    /// @param first whether it answers the call itself
    /// @param never when nobody acknowledges it for 32 s
    Acceptance(
            LegWire wire,
            Mailbox mailbox,
            SipMessage.Request request,
            SipMessage.Response response,
            boolean first,
            Runnable never) {
        this.wire = wire;
        this.mailbox = mailbox;
        this.request = request;
        this.response = response.bytes();
        this.first = first;
        repeat(Timers.T1);
        later(Timers.GIVE_UP, () -> {
            open = false;
            never.run();
        });
    }

    private void repeat(Duration pause) {
        later(pause, () -> {
            wire.flow().send(response);
            Duration next = pause.multipliedBy(2);
            repeat(next.compareTo(Timers.T2) > 0 ? Timers.T2 : next);
        });
    }

    /// Does it unless it is over by then.
    private void later(Duration pause, Runnable then) {
        wire.calls()
                .timers()
                .after(
                        pause,
                        () -> mailbox.post(() -> {
                            if (open) {
                                then.run();
                            }
                        }));
    }

    boolean first() {
        return first;
    }

    boolean isAcknowledgedBy(SipMessage.Request ack) {
        return open && request.cseq().number() == ack.cseq().number();
    }

    void close() {
        open = false;
    }

    /// What they answer, where they wanted us to offer.
    Optional<Sdp> answerIn(SipMessage.Request ack) {
        return LegWire.described(request).isEmpty() ? LegWire.described(ack) : Optional.empty();
    }
}
