package io.rapport.server.interaction;

import java.util.Locale;
import java.util.regex.Pattern;

/// Subject lines that mean the same: without "Re:", "AW:", "Fwd:" and the like in many languages, without
/// bracketed list tags, without case.
public final class Subjects {
    private static final Pattern PREFIX = Pattern.compile(
            "^\\s*(?:(?:re|aw|sv|vs|antw|odp|ynt|r|rv|ref|res|tr|fwd?|fw|wg|vb|vl|doorst|enc|rif|i|pd|转发|回复|答复|返信|転送)"
                    + "(?:\\[\\d+]|\\s?\\(\\d+\\))?\\s*[:：]\\s*|\\[[^\\]]{1,40}]\\s*)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Subjects() {}

    /// The comparable form; empty for a subject that says nothing.
    public static String key(String subject) {
        String rest = subject.length() > 500 ? subject.substring(0, 500) : subject;
        for (int i = 0; i < 20; i++) {
            String shorter = PREFIX.matcher(rest).replaceFirst("");
            if (shorter.equals(rest)) {
                break;
            }
            rest = shorter;
        }
        String key = rest.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return key.length() > 200 ? key.substring(0, 200) : key;
    }
}
