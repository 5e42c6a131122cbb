package io.rapport.media.sip.call;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Which call another one is to take the place of (RFC 3891 section 6.1).
///
/// @param toTag of the side that is asked, as whoever asks sees it
/// @param fromTag of their own side
public record Replaces(String callId, String toTag, String fromTag) {
    private static final int MOST = 600;

    /// As a header of a URI: `Replaces=…`, with its escapes.
    public String header() {
        return "Replaces="
                + URLEncoder.encode(callId + ";to-tag=" + toTag + ";from-tag=" + fromTag, StandardCharsets.UTF_8);
    }

    /// Reads what stands behind the question mark of a URI.
    ///
    /// @param headers of a URI, with their escapes (RFC 3261 section 19.1.1)
    /// @return empty where none of them names a call
    static Optional<Replaces> of(String headers) {
        if (headers.length() > MOST) {
            return Optional.empty();
        }
        for (String header : headers.split("&")) {
            int equals = header.indexOf('=');
            if (equals > 0 && header.substring(0, equals).equalsIgnoreCase("Replaces")) {
                return parse(header.substring(equals + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Replaces> parse(String escaped) {
        String value;
        try {
            // A plus sign means itself here.
            value = URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bad) {
            return Optional.empty();
        }
        String[] parts = value.split(";");
        String to = "";
        String from = "";
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("to-tag=")) {
                to = part.substring("to-tag=".length());
            } else if (part.startsWith("from-tag=")) {
                from = part.substring("from-tag=".length());
            }
        }
        String callId = parts[0].strip();
        return callId.isEmpty() || to.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(new Replaces(callId, to, from));
    }
}
