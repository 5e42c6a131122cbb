package io.rapport.server.email.bounce;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds codes and addresses in free text.
final class Wording {

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.[0-7]\\.\\d{1,3})(?![\\d.]*\\d)");
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.:/-])([45][0-5]\\d)(?=[ -]|$)");
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,100}@[A-Za-z0-9][A-Za-z0-9.-]{0,250}[A-Za-z0-9]");

    private Wording() {}

    /// The first enhanced status code (RFC 3463).
    static Optional<String> status(String text) {
        Matcher status = STATUS.matcher(text);
        String vague = "";
        while (status.find()) {
            String code = status.group(1);
            if (!code.endsWith(".0.0")) {
                return Optional.of(code);
            }
            vague = code;
        }
        return Optional.of(vague).filter(code -> !code.isEmpty());
    }

    /// The first SMTP reply code that refuses.
    static Optional<String> reply(String text) {
        Matcher reply = REPLY.matcher(text);
        return reply.find() ? Optional.of(reply.group(1)) : Optional.empty();
    }

    static Optional<String> address(String text) {
        Matcher address = ADDRESS.matcher(text);
        return address.find() ? Optional.of(address.group()) : Optional.empty();
    }
}
