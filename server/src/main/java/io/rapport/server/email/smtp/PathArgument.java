package io.rapport.server.email.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The argument of MAIL and RCPT: a path and ESMTP parameters (RFC 5321 section 4.1.2).
///
/// @param address without brackets and source route; empty for the null path
/// @param parameters by name in upper case; a parameter without value has an empty one
record PathArgument(String address, Map<String, String> parameters) {

    private static final int MAX_ADDRESS = 320;

    /// @param text what follows `FROM:` or `TO:`
    static Optional<PathArgument> parse(String text) {
        String rest = text.strip();
        String address;
        if (rest.startsWith("<")) {
            int close = closing(rest);
            if (close < 0) {
                return Optional.empty();
            }
            address = rest.substring(1, close);
            rest = rest.substring(close + 1);
        } else {
            int space = rest.indexOf(' ');
            address = space < 0 ? rest : rest.substring(0, space);
            rest = space < 0 ? "" : rest.substring(space);
            if (address.isEmpty()) {
                return Optional.empty();
            }
        }
        int route = address.startsWith("@") ? address.indexOf(':') : -1;
        address = address.substring(route + 1).strip();
        boolean bad = address.length() > MAX_ADDRESS
                || address.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '<' || c == '>');
        return bad ? Optional.empty() : Optional.of(new PathArgument(address, parameters(rest)));
    }

    private static int closing(String text) {
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> found = new HashMap<>();
        for (String word : text.strip().split(" +")) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!name.isEmpty()) {
                found.put(name.toUpperCase(Locale.ROOT), equals < 0 ? "" : word.substring(equals + 1));
            }
        }
        return found;
    }
}
