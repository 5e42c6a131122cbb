package io.rapport.server.mystery;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the mystery customer writes at a door. The subject carries the number, because answers repeat it; the text says
/// to agents what this is, and carries the token by which the inbox recognises it.
record Letter(String subject, String text) {
    private static final Pattern NUMBER = Pattern.compile("Test knock (\\d{1,15})\\b");

    static Letter of(long number, String token) {
        return new Letter(
                "Test knock " + number + ": is somebody there?",
                "Hello,\n\nthis is a test by our own mystery customer, who knocks to see whether this door works and how"
                        + " soon a person answers. Please answer as you would answer anybody; a sentence will do.\n\n"
                        + token + "\n");
    }

    /// The test knock that a message with this subject is about.
    static OptionalLong number(String subject) {
        Matcher found = NUMBER.matcher(subject);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }
}
