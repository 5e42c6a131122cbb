package io.rapport.server.desk;

import io.rapport.server.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an agent wrote, as far as it can be taken. All of these throw [Refusal], with a sentence at the field.
final class Words {
    static final int MOST = 100_000;
    private static final Pattern BLANK = Pattern.compile("\\{\\{\\s*(customer|agent|team|promise)\\.[A-Za-z]+\\s*}}");
    private static final Duration FARTHEST = Duration.ofDays(400);

    private Words() {}

    static String written(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.field(field, "There is nothing written yet.");
        }
        if (text.length() > MOST) {
            throw Refusal.field(field, "That is longer than " + MOST + " characters.");
        }
        return text.strip();
    }

    /// What a template left to be filled in must not reach a customer.
    static String withoutBlanks(String text) {
        if (BLANK.matcher(text).find()) {
            throw Refusal.field("text", "Something is still to be filled in: look for the words between {{ and }}.");
        }
        return text;
    }

    static String promised(@Nullable String what) {
        if (what == null || what.isBlank() || what.length() > 300) {
            throw Refusal.field("what", "Say in a few words what you promise.");
        }
        return what.strip();
    }

    static Instant deadline(@Nullable Instant deadline, Instant now) {
        if (deadline == null || deadline.isBefore(now) || deadline.isAfter(now.plus(FARTHEST))) {
            throw Refusal.field("deadline", "Say by when: a time to come, within a year.");
        }
        return deadline;
    }
}
