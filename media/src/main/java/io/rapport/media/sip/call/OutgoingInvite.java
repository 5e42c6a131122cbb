package io.rapport.media.sip.call;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.digest.Credentials;
import io.rapport.media.sip.transaction.ClientTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The INVITE with which we call somebody, until it has its final answer; and that answer's repetitions. Everything but
/// its making happens in the mailbox of its leg.
final class OutgoingInvite {
    private static final int MOST_TRIES = 3;

    /// Hears what becomes of it, unless it was taken back.
    interface Outcome {
        void trying();

        void ringing(Optional<Sdp> early);

        void answered(SipMessage.Response response, Dialog dialog);

        void refused(int status, String reason);

        void unanswered();
    }

    /// @param from our From header without a tag
    /// @param more further headers
    /// @param credentials as whom we show ourselves when we are asked
    record Order(Uri uri, String from, String to, List<SipHeader> more, Sdp offer, Optional<Credentials> credentials) {}

    private final LegWire wire;
    private final Mailbox mailbox;
    private final Order order;
    private final Outcome outcome;
    private ClientTransaction asking;
    private Optional<Dialog> early = Optional.empty();
    private Optional<String> remoteTag = Optional.empty();
    private byte[] acknowledgement = LegWire.NOTHING;
    private List<SipHeader> timers = List.of(new SipHeader("Session-Expires", SessionTimer.WANTED + ""));
    private List<SipHeader> proofs = List.of();
    private boolean rung;
    private boolean takenBack;

    OutgoingInvite(LegWire wire, Mailbox mailbox, Order order, Outcome outcome) {
        this.wire = wire;
        this.mailbox = mailbox;
        this.order = order;
        this.outcome = outcome;
        this.asking = ask(1);
    }

    private ClientTransaction ask(int sequence) {
        List<SipHeader> headers = new ArrayList<>();
        headers.add(new SipHeader("Max-Forwards", "70"));
        headers.add(new SipHeader("From", order.from() + ";tag=" + wire.tag()));
        headers.add(new SipHeader("To", order.to()));
        headers.add(new SipHeader("Call-ID", wire.callId()));
        headers.add(new SipHeader("CSeq", sequence + " INVITE"));
        headers.addAll(wire.abilities("User-Agent"));
        headers.addAll(timers);
        headers.addAll(proofs);
        headers.addAll(order.more());
        headers.add(LegWire.DESCRIBED);
        return wire.calls()
                .transactions()
                .ask(
                        "INVITE",
                        order.uri(),
                        headers,
                        LegWire.bytes(order.offer()),
                        wire.flow(),
                        new ClientTransaction.Watcher() {
                            @Override
                            public void response(SipMessage.Response response) {
                                mailbox.post(() -> heard(response, sequence));
                            }

                            @Override
                            public void timedOut() {
                                mailbox.post(() -> {
                                    if (!takenBack && acknowledgement.length == 0) {
                                        outcome.unanswered();
                                    }
                                });
                            }
                        });
    }

    /// Takes it back: cancels it where that is possible, and hangs up on who answers all the same.
    void takeBack() {
        takenBack = true;
        // A CANCEL before any answer could overtake the INVITE (RFC 3261 section 9.1).
        if (rung) {
            wire.calls().transactions().cancel(asking);
        }
    }

    private void heard(SipMessage.Response response, int sequence) {
        int status = response.status();
        Optional<SipHeader> longer = longer(response);
        if (status < 200) {
            provisional(response);
        } else if (status < 300) {
            accepted(response);
        } else if (!takenBack && longer.isPresent() && sequence < MOST_TRIES) {
            timers = List.of(new SipHeader("Session-Expires", longer.get().value()), longer.get());
            asking = ask(sequence + 1);
        } else if (!takenBack && isAsked(response) && sequence < MOST_TRIES) {
            asking = ask(sequence + 1);
        } else if (!takenBack) {
            outcome.refused(status, response.reason());
        }
    }

    /// Whether they want to know who we are, and we have not told or took too long.
    private boolean isAsked(SipMessage.Response response) {
        if (response.status() != 401 && response.status() != 407
                || order.credentials().isEmpty()
                || !proofs.isEmpty() && !Credentials.isStale(response)) {
            return false;
        }
        proofs = order.credentials().get().answers(response, "INVITE", order.uri());
        return !proofs.isEmpty();
    }

    /// They want sessions to last longer without a refreshment (RFC 4028 section 6).
    private static Optional<SipHeader> longer(SipMessage.Response response) {
        return response.status() == 422
                ? response.header("Min-SE")
                        .filter(value -> value.matches("\\d{1,6}"))
                        .map(value -> new SipHeader("Min-SE", value))
                : Optional.empty();
    }

    private void provisional(SipMessage.Response response) {
        boolean first = !rung;
        rung = true;
        if (takenBack && first) {
            wire.calls().transactions().cancel(asking);
        }
        if (takenBack) {
            return;
        }
        if (first) {
            outcome.trying();
        }
        if (response.status() == 100) {
            return;
        }
        if (response.list("Require").stream().anyMatch("100rel"::equalsIgnoreCase)) {
            confirm(response);
        }
        outcome.ringing(LegWire.described(response));
    }

    /// RFC 3262 section 4: each provisional answer that asks for it is confirmed, in the dialog that it makes.
    private void confirm(SipMessage.Response response) {
        String number = response.header("RSeq").orElse("");
        if (!number.matches("\\d{1,10}")) {
            return;
        }
        Dialog dialog = early.orElseGet(() -> Dialog.calling(asking.request(), response));
        early = Optional.of(dialog);
        SipHeader which = new SipHeader("RAck", number + " " + response.cseq());
        wire.ask(dialog, "PRACK", List.of(which), LegWire.NOTHING, LegWire.IGNORED);
    }

    private void accepted(SipMessage.Response response) {
        if (acknowledgement.length > 0) {
            acceptedAgain(response);
            return;
        }
        Dialog dialog = Dialog.calling(asking.request(), response);
        early.ifPresent(dialog::continues);
        remoteTag = response.to().tag();
        acknowledgement = wire.acknowledge(dialog, asking.request().cseq().number());
        if (takenBack) {
            wire.bye(dialog);
        } else {
            outcome.answered(response, dialog);
        }
    }

    /// A 2xx that comes behind the first, also when its transaction has been forgotten.
    void acceptedAgain(SipMessage.Response response) {
        if (acknowledgement.length == 0
                || response.cseq().number() != asking.request().cseq().number()) {
            return;
        }
        if (response.to().tag().equals(remoteTag)) {
            wire.flow().send(acknowledgement);
        } else {
            // Another telephone answered too (RFC 3261 section 13.2.2.4).
            Dialog other = Dialog.calling(asking.request(), response);
            wire.acknowledge(other, asking.request().cseq().number());
            wire.bye(other);
        }
    }
}
