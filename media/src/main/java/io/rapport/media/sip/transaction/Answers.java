package io.rapport.media.sip.transaction;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes answers to requests (RFC 3261 section 8.2.6).
public final class Answers {
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(100, "Trying"),
            Map.entry(180, "Ringing"),
            Map.entry(183, "Session Progress"),
            Map.entry(200, "OK"),
            Map.entry(202, "Accepted"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(407, "Proxy Authentication Required"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(416, "Unsupported URI Scheme"),
            Map.entry(420, "Bad Extension"),
            Map.entry(423, "Interval Too Brief"),
            Map.entry(422, "Session Interval Too Small"),
            Map.entry(480, "Temporarily Unavailable"),
            Map.entry(481, "Call/Transaction Does Not Exist"),
            Map.entry(482, "Loop Detected"),
            Map.entry(483, "Too Many Hops"),
            Map.entry(486, "Busy Here"),
            Map.entry(487, "Request Terminated"),
            Map.entry(488, "Not Acceptable Here"),
            Map.entry(489, "Bad Event"),
            Map.entry(491, "Request Pending"),
            Map.entry(500, "Server Internal Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(505, "Version Not Supported"),
            Map.entry(513, "Message Too Large"),
            Map.entry(603, "Decline"));

    private Answers() {}

    /// @param toTag of our side; empty: none, as for 100
    /// @param more besides Via, From, To, Call-ID, CSeq and Content-Length
    public static SipMessage.Response to(
            SipMessage.Request request, Flow flow, int status, String toTag, List<SipHeader> more, byte[] body) {
        List<SipHeader> headers = new ArrayList<>();
        boolean top = true;
        for (SipHeader header : request.headers()) {
            if (header.is("Via")) {
                headers.add(top ? new SipHeader("Via", received(header.values(), request, flow)) : header);
                top = false;
            } else if (header.is("From") || header.is("Call-ID") || header.is("CSeq")) {
                headers.add(header);
            } else if (header.is("To")) {
                boolean tagged = toTag.isEmpty() || request.to().tag().isPresent();
                headers.add(tagged ? header : new SipHeader("To", header.value() + ";tag=" + toTag));
            }
        }
        headers.addAll(more);
        headers.add(new SipHeader("Content-Length", Integer.toString(body.length)));
        return SipMessage.response(status, reason(status), headers, body);
    }

    public static String reason(int status) {
        return REASONS.getOrDefault(status, status < 300 ? "OK" : "Failure");
    }

    /// Where it really came from (RFC 3261 section 18.2.1, RFC 3581 section 4).
    private static String received(List<String> vias, SipMessage.Request request, Flow flow) {
        InetSocketAddress remote = flow.remote();
        String address = remote.getAddress().getHostAddress();
        String top = vias.getFirst();
        if (request.via().parameters().has("rport")) {
            top = top.replaceFirst("(?i);(\\s*)rport(\\s*=\\s*\\d*)?(?=\\s*(;|$))", ";$1rport=" + remote.getPort());
        }
        boolean differs = !request.via().host().equals(address);
        if ((differs || request.via().parameters().has("rport"))
                && !request.via().parameters().has("received")) {
            top = top.stripTrailing() + ";received=" + address;
        }
        List<String> all = new ArrayList<>(vias);
        all.set(0, top);
        return String.join(", ", all);
    }
}
