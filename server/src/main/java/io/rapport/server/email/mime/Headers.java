package io.rapport.server.email.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The header fields of a message or part, in order, unfolded, one `char` a byte. Names compare in any case.
public final class Headers {

    /// One field. The name is in lower case.
    public record Field(String name, String value) {}

    private final List<Field> fields;

    public Headers(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    public List<Field> all() {
        return fields;
    }

    /// The first field of that name, trimmed.
    public Optional<String> first(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Field field : fields) {
            if (field.name.equals(wanted)) {
                return Optional.of(field.value);
            }
        }
        return Optional.empty();
    }

    /// The first field of that name, trimmed, or the empty string.
    public String get(String name) {
        return first(name).orElse("");
    }

    /// All fields of that name, in order.
    public List<String> every(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name.equals(wanted)) {
                values.add(field.value);
            }
        }
        return values;
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    /// The field's text with its encoded words read.
    public String text(String name, String fallback) {
        return HeaderText.decode(get(name), fallback);
    }

    /// Joins the lines of a folded field (RFC 5322 section 2.2.3).
    public static String unfold(String folded) {
        if (folded.indexOf('\n') < 0 && folded.indexOf('\r') < 0) {
            return folded.strip();
        }
        StringBuilder out = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c != '\r' && c != '\n') {
                out.append(c == '\t' ? ' ' : c);
            }
        }
        return out.toString().strip();
    }
}
