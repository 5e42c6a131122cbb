package io.rapport.media.sip.call;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What two sides of a call agree to know of each other (RFC 3261 section 12). For one thread.
final class Dialog {
    private final String callId;
    private final String local;
    private final String remote;
    private final List<String> routes;
    private Uri target;
    private long localSequence;
    private long remoteSequence;

    private Dialog(
            String callId,
            String local,
            String remote,
            List<String> routes,
            Uri target,
            long localSequence,
            long remoteSequence) {
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.routes = routes;
        this.target = target;
        this.localSequence = localSequence;
        this.remoteSequence = remoteSequence;
    }

    /// Of somebody who calls us.
    static Dialog called(SipMessage.Request invite, String localTag) {
        String to = invite.header("To").orElseThrow();
        return new Dialog(
                invite.callId(),
                invite.to().tag().isPresent() ? to : to + ";tag=" + localTag,
                invite.header("From").orElseThrow(),
                invite.list("Record-Route"),
                contact(invite).orElse(invite.from().uri()),
                1,
                invite.cseq().number());
    }

    /// Of somebody whom we call and who has answered.
    static Dialog calling(SipMessage.Request invite, SipMessage.Response answer) {
        List<String> routes = new ArrayList<>(answer.list("Record-Route")).reversed();
        return new Dialog(
                invite.callId(),
                invite.header("From").orElseThrow(),
                answer.header("To").orElseThrow(),
                List.copyOf(routes),
                contact(answer).orElse(invite.uri()),
                invite.cseq().number(),
                -1);
    }

    private static Optional<Uri> contact(SipMessage message) {
        return message.list("Contact").stream()
                .flatMap(value -> Address.of(value).stream())
                .map(Address::uri)
                .filter(uri -> uri instanceof Uri.Sip)
                .findFirst();
    }

    /// A request that changes where the other side is to be reached.
    void refreshed(SipMessage message) {
        contact(message).ifPresent(uri -> target = uri);
    }

    /// @return whether it comes behind all that came before (section 12.2.2)
    boolean inOrder(SipMessage.Request request) {
        if (request.cseq().number() < remoteSequence) {
            return false;
        }
        remoteSequence = request.cseq().number();
        return true;
    }

    /// What was asked in it before its call was answered counts on.
    void continues(Dialog early) {
        localSequence = Math.max(localSequence, early.localSequence);
        remoteSequence = Math.max(remoteSequence, early.remoteSequence);
    }

    /// Of the other side; empty where it gave none.
    String remoteTag() {
        return Address.of(remote).flatMap(Address::tag).orElse("");
    }

    Uri target() {
        return target;
    }

    long nextSequence() {
        return ++localSequence;
    }

    /// Headers of a request within it, but for Via, Contact and the length.
    List<SipHeader> headers(String method, long sequence) {
        List<SipHeader> headers = new ArrayList<>();
        headers.add(new SipHeader("Max-Forwards", "70"));
        routes.forEach(route -> headers.add(new SipHeader("Route", route)));
        headers.add(new SipHeader("From", local));
        headers.add(new SipHeader("To", remote));
        headers.add(new SipHeader("Call-ID", callId));
        headers.add(new SipHeader("CSeq", sequence + " " + method));
        return headers;
    }
}
