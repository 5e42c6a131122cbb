package io.rapport.media.sip.call;

import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Via;
import io.rapport.media.sip.transaction.Answers;
import io.rapport.media.sip.transaction.ClientTransaction;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.ServerTransaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What one leg says to the other side, and how it reads it.
///
/// @param tag of our side
record LegWire(SipCalls calls, Flow flow, String callId, String tag) {
    static final byte[] NOTHING = {};
    static final SipHeader DESCRIBED = new SipHeader("Content-Type", "application/sdp");

    /// What need not be heard of any more.
    static final ClientTransaction.Watcher IGNORED = new ClientTransaction.Watcher() {
        @Override
        public void response(SipMessage.Response response) {}

        @Override
        public void timedOut() {}
    };

    static Optional<Sdp> described(SipMessage message) {
        if (message.body().length == 0) {
            return Optional.empty();
        }
        return SdpReader.read(new String(message.body(), StandardCharsets.UTF_8)) instanceof SdpReading.Whole whole
                ? Optional.of(whole.sdp())
                : Optional.empty();
    }

    static byte[] bytes(Sdp sdp) {
        return sdp.text().getBytes(StandardCharsets.UTF_8);
    }

    static boolean allowsUpdate(SipMessage message) {
        return message.list("Allow").stream().anyMatch("UPDATE"::equals);
    }

    /// The transport stands in it, or answers would come by another one.
    SipHeader contact() {
        String transport = flow.transport().equals("UDP")
                ? ""
                : ";transport=" + flow.transport().toLowerCase(Locale.ROOT);
        return new SipHeader("Contact", "<sip:" + flow.local() + transport + ">");
    }

    /// What we can, as each INVITE and its answer tell.
    List<SipHeader> abilities(String program) {
        return List.of(
                contact(),
                new SipHeader("Allow", SipCalls.ALLOWED),
                new SipHeader("Supported", SipCalls.EXTENSIONS),
                calls.program(program));
    }

    boolean respond(ServerTransaction transaction, int status, List<SipHeader> more, byte[] body) {
        return transaction.respond(Answers.to(transaction.request(), flow, status, tag, more, body));
    }

    void ask(Dialog within, String method, List<SipHeader> more, byte[] body, ClientTransaction.Watcher answers) {
        ask(within, method, within.nextSequence(), more, body, answers);
    }

    void ask(
            Dialog within,
            String method,
            long sequence,
            List<SipHeader> more,
            byte[] body,
            ClientTransaction.Watcher answers) {
        List<SipHeader> headers = new ArrayList<>(within.headers(method, sequence));
        headers.addAll(more);
        calls.transactions().ask(method, within.target(), headers, body, flow, answers);
    }

    void bye(Dialog within) {
        ask(within, "BYE", List.of(), NOTHING, IGNORED);
    }

    /// The ACK of a 2xx, which belongs to no transaction.
    ///
    /// @return what was sent, to be sent again when the 2xx comes again
    byte[] acknowledge(Dialog within, long sequence) {
        List<SipHeader> headers = new ArrayList<>();
        headers.add(new SipHeader(
                "Via",
                "SIP/2.0/" + flow.transport() + " " + flow.local() + ";branch=" + Via.MAGIC
                        + calls.transactions().token() + ";rport"));
        headers.addAll(within.headers("ACK", sequence));
        headers.add(new SipHeader("Content-Length", "0"));
        byte[] bytes =
                SipMessage.request("ACK", within.target(), headers, NOTHING).bytes();
        flow.send(bytes);
        return bytes;
    }
}
