package io.rapport.media.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A message whose grammar holds: it has a Via, From, To, Call-ID and CSeq that can be read (RFC 3261 section 8.1.1).
/// Immutable, apart from the bytes of its body, which nobody may write to.
public sealed interface SipMessage {

    /// In their order.
    List<SipHeader> headers();

    /// As long as Content-Length says; in a datagram without one, what is left of it.
    byte[] body();

    /// Where the answers to it go: the topmost.
    Via via();

    Address from();

    Address to();

    String callId();

    CSeq cseq();

    /// @param method as it came: methods are told apart by case (RFC 3261 section 7.1)
    record Request(
            String method,
            Uri uri,
            List<SipHeader> headers,
            byte[] body,
            Via via,
            Address from,
            Address to,
            String callId,
            CSeq cseq)
            implements SipMessage {}

    /// @param status 100 to 699
    /// @param reason may be empty
    record Response(
            int status,
            String reason,
            List<SipHeader> headers,
            byte[] body,
            Via via,
            Address from,
            Address to,
            String callId,
            CSeq cseq)
            implements SipMessage {}

    /// A request of our own making.
    ///
    /// @throws IllegalArgumentException where its headers don't keep to the grammar, or one is missing
    static Request request(String method, Uri uri, List<SipHeader> headers, byte[] body) {
        Required all = Required.of(headers);
        return new Request(
                method, uri, List.copyOf(headers), body, all.via(), all.from(), all.to(), all.callId(), all.cseq());
    }

    /// A response of our own making.
    ///
    /// @throws IllegalArgumentException where its headers don't keep to the grammar, or one is missing
    static Response response(int status, String reason, List<SipHeader> headers, byte[] body) {
        Required all = Required.of(headers);
        return new Response(
                status, reason, List.copyOf(headers), body, all.via(), all.from(), all.to(), all.callId(), all.cseq());
    }

    /// The first of this name.
    default Optional<String> header(String longName) {
        return headers().stream()
                .filter(header -> header.is(longName))
                .map(SipHeader::value)
                .findFirst();
    }

    /// All values of this name, in their order, those that share a line each by itself (RFC 3261 section 7.3.1): only
    /// for headers whose grammar is a list.
    default List<String> list(String longName) {
        return headers().stream()
                .filter(header -> header.is(longName))
                .flatMap(header -> header.values().stream())
                .toList();
    }

    /// As it goes over the line, headers and body as they are.
    default byte[] bytes() {
        StringBuilder head = new StringBuilder(512);
        switch (this) {
            case Request request ->
                head.append(request.method())
                        .append(' ')
                        .append(request.uri().text())
                        .append(" SIP/2.0\r\n");
            case Response response ->
                head.append("SIP/2.0 ")
                        .append(response.status())
                        .append(' ')
                        .append(response.reason())
                        .append("\r\n");
        }
        headers()
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body().length + 2);
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body());
        return out.toByteArray();
    }
}
