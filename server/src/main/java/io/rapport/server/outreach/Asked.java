package io.rapport.server.outreach;

import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what was asked, and refuses what can't be meant.
final class Asked {
    private Asked() {}

    static long account(Principal caller) {
        return Long.parseLong(caller.getName());
    }

    static long number(@Nullable String text, String sentence) {
        if (text == null || !text.matches("[1-9][0-9]{0,17}")) {
            throw Refusal.notFound(sentence);
        }
        return Long.parseLong(text);
    }

    /// Where a list goes on; 0 at its beginning.
    static long after(@Nullable String text) {
        return text == null || text.isEmpty() ? 0 : number(text, "There is no such place in the list.");
    }

    /// One line, without control characters.
    static String line(@Nullable String text, String field, int most) {
        String line =
                text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.length() > most) {
            throw Refusal.field(field, "At most " + most + " characters.");
        }
        return line;
    }

    /// Several lines.
    static String words(@Nullable String text, String field, int most) {
        String words = text == null
                ? ""
                : text.replace("\r\n", "\n")
                        .replaceAll("[\\p{Cntrl}&&[^\\n]]", " ")
                        .strip();
        if (words.length() > most) {
            throw Refusal.field(field, "At most " + most + " characters.");
        }
        return words;
    }

    static Optional<Instant> instant(@Nullable String text, String field) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException noMoment) {
            throw Refusal.field(field, "Give a day and a time.");
        }
    }

    static <E extends Enum<E>> E oneOf(Class<E> type, @Nullable String name, String field) {
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        throw Refusal.field(field, "Choose one of those that there are.");
    }
}
