package io.rapport.server.knowledge;

import io.rapport.server.web.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Fields as somebody typed them, bounded and cleaned, or refused with a sentence.
final class Typed {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
    private static final Pattern SHORTCUT = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,29}");

    private Typed() {}

    static String line(String field, @Nullable String text, int most) {
        String line = text == null ? "" : text.replaceAll("[\\p{Cntrl}]+", " ").strip();
        if (line.isEmpty() || line.length() > most) {
            throw Refusal.field(field, "Please fill this in, with at most " + most + " characters.");
        }
        return line;
    }

    static String block(String field, @Nullable String text, int most) {
        String block =
                text == null ? "" : text.replace("\r\n", "\n").replace("\0", "").strip();
        if (block.isEmpty() || block.length() > most) {
            throw Refusal.field(field, "Please write something, with at most " + most + " characters.");
        }
        return block;
    }

    static String language(@Nullable String text) {
        if (text == null || !LANGUAGE.matcher(text).matches()) {
            throw Refusal.field("language", "Choose a language.");
        }
        return text;
    }

    static String shortcut(@Nullable String text) {
        String typed = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        String bare = typed.startsWith("/") ? typed.substring(1) : typed;
        if (!SHORTCUT.matcher(bare).matches()) {
            throw Refusal.field("shortcut", "One word of letters, digits and hyphens, at most 30 of them.");
        }
        return bare;
    }

    /// @throws Refusal 404 for what is no positive number
    static long id(String text) {
        try {
            long id = Long.parseLong(text);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException nonsense) {
            // Answered below, like any other number that names nothing.
        }
        throw Refusal.notFound("There is nothing of that number.");
    }
}
