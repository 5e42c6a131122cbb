package io.rapport.media.sip.call;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.transaction.ClientTransaction;
import java.util.List;

/// An INVITE of ours within a call, until its answer and that answer's repetitions. Everything but its making happens
/// in
/// the mailbox of its leg.
final class OutgoingOffer implements ClientTransaction.Watcher {

    /// Hears what becomes of it, once.
    interface Outcome {
        void agreed(SipMessage.Response response);

        void refused(int status);

        void unanswered();
    }

    private final LegWire wire;
    private final Mailbox mailbox;
    private final Dialog dialog;
    private final Outcome outcome;
    private final long sequence;
    private byte[] acknowledgement = LegWire.NOTHING;

    OutgoingOffer(LegWire wire, Mailbox mailbox, Dialog dialog, Outcome outcome) {
        this.wire = wire;
        this.mailbox = mailbox;
        this.dialog = dialog;
        this.outcome = outcome;
        this.sequence = dialog.nextSequence();
    }

    void ask(Sdp sdp, List<SipHeader> headers) {
        wire.ask(dialog, "INVITE", sequence, headers, LegWire.bytes(sdp), this);
    }

    @Override
    public void response(SipMessage.Response response) {
        mailbox.post(() -> {
            if (response.status() >= 300) {
                outcome.refused(response.status());
            } else if (response.status() >= 200 && acknowledgement.length > 0) {
                wire.flow().send(acknowledgement);
            } else if (response.status() >= 200) {
                dialog.refreshed(response);
                acknowledgement = wire.acknowledge(dialog, sequence);
                outcome.agreed(response);
            }
        });
    }

    @Override
    public void timedOut() {
        mailbox.post(outcome::unanswered);
    }
}
