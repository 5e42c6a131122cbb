package io.rapport.media.sip.call;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// After how long without a refreshment a call counts as dead, and who refreshes (RFC 4028).
///
/// @param seconds from 90
/// @param ours whether we refresh
record SessionTimer(int seconds, boolean ours) {
    static final int LEAST = 90;
    static final int WANTED = 1_800;
    private static final Pattern VALUE = Pattern.compile("(\\d{1,9})\\s*(;.*)?");

    /// What a caller asks for.
    sealed interface Asked {
        record Fine(Optional<SessionTimer> timer, List<SipHeader> answer) implements Asked {}

        /// To be refused with 422.
        record TooShort(List<SipHeader> answer) implements Asked {}
    }

    private static Optional<Matcher> expires(SipMessage message) {
        return message.header("Session-Expires").map(VALUE::matcher).filter(Matcher::matches);
    }

    static boolean supports(SipMessage message) {
        return message.list("Supported").stream().anyMatch("timer"::equalsIgnoreCase);
    }

    /// As the one who is asked (section 9).
    static Asked asked(SipMessage.Request request) {
        Optional<Matcher> said = expires(request);
        if (said.isEmpty()) {
            // The other side need know nothing of it when we refresh.
            SessionTimer timer = new SessionTimer(WANTED, true);
            return new Asked.Fine(Optional.of(timer), supports(request) ? timer.headers("uas", false) : List.of());
        }
        int seconds = Integer.parseInt(said.get().group(1));
        if (seconds < LEAST) {
            return supports(request)
                    ? new Asked.TooShort(List.of(new SipHeader("Min-SE", Integer.toString(LEAST))))
                    : new Asked.Fine(Optional.of(new SessionTimer(LEAST, true)), List.of());
        }
        boolean ours = refresher(said.get(), supports(request) ? "uac" : "uas").equals("uas");
        SessionTimer timer = new SessionTimer(seconds, ours);
        return new Asked.Fine(Optional.of(timer), timer.headers(ours ? "uas" : "uac", !ours));
    }

    /// As the one who asked: what was granted. Where nothing was, we refresh by ourselves.
    static SessionTimer granted(SipMessage.Response response) {
        return expires(response)
                .map(said -> new SessionTimer(
                        Math.max(LEAST, Integer.parseInt(said.group(1))),
                        refresher(said, "uac").equals("uac")))
                .orElse(new SessionTimer(WANTED, true));
    }

    private static String refresher(Matcher said, String otherwise) {
        String parameters = said.group(2) == null ? "" : said.group(2);
        Matcher named = Pattern.compile(";\\s*refresher\\s*=\\s*(ua[cs])", Pattern.CASE_INSENSITIVE)
                .matcher(parameters);
        return named.find() ? named.group(1).toLowerCase(java.util.Locale.ROOT) : otherwise;
    }

    private List<SipHeader> headers(String refresher, boolean required) {
        SipHeader expires = new SipHeader("Session-Expires", seconds + ";refresher=" + refresher);
        return required ? List.of(expires, new SipHeader("Require", "timer")) : List.of(expires);
    }

    /// When the next step is due: half of the time for who refreshes, else shortly before its end (section 10).
    int dueSeconds() {
        return ours ? seconds / 2 : seconds - Math.min(32, seconds / 3);
    }
}
