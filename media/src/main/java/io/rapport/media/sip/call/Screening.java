package io.rapport.media.sip.call;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What can be told of a request by itself, whoever is called. Pure.
final class Screening {
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*(?:Signal\\s*=\\s*)?([0-9*#A-D])\\s*$");

    /// To be answered with this status at once.
    record Refusal(int status, List<SipHeader> headers) {}

    private Screening() {}

    /// Why an INVITE or UPDATE can't be taken: its body, or a session timer that is too short.
    static Optional<Refusal> of(SipMessage.Request request) {
        boolean sdp = type(request).startsWith(LegWire.DESCRIBED.value());
        if (request.body().length > 0 && !sdp) {
            return Optional.of(new Refusal(415, List.of(new SipHeader("Accept", LegWire.DESCRIBED.value()))));
        }
        if (request.body().length > 0 && LegWire.described(request).isEmpty()) {
            return Optional.of(new Refusal(400, List.of()));
        }
        return SessionTimer.asked(request) instanceof SessionTimer.Asked.TooShort(var headers)
                ? Optional.of(new Refusal(422, headers))
                : Optional.empty();
    }

    /// Whether an INFO is one that we understand: nothing, or keys.
    static boolean understands(SipMessage.Request info) {
        return info.body().length == 0 || type(info).startsWith("application/dtmf");
    }

    /// The key that was pressed, by `application/dtmf` or `application/dtmf-relay`.
    static Optional<Character> key(SipMessage.Request info) {
        Matcher signal = SIGNAL.matcher(new String(info.body(), StandardCharsets.US_ASCII));
        return signal.find() ? Optional.of(Character.toUpperCase(signal.group(1).charAt(0))) : Optional.empty();
    }

    private static String type(SipMessage message) {
        return message.header("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
    }
}
