package io.rapport.server.facts;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What may stand in a field. Values are kept as text, in one way of writing each, so that equal ones are found.
public enum FieldKind {
    TEXT("At most 1000 characters."),
    NUMBER("A number, such as 12 or 12.50."),
    DATE("A date, written as 2026-03-31."),
    CHOICE("One of the choices."),
    YES_NO("Yes or no."),
    LINK("A link that begins with https:// or http://.");

    /// Characters of a value at the most.
    public static final int MAX_VALUE = 1000;

    private static final int MAX_NUMBER = 30;

    private final String rule;

    FieldKind(String rule) {
        this.rule = rule;
    }

    /// What to write, in a sentence.
    public String rule() {
        return rule;
    }

    /// The value in the one way in which it is kept; empty if it is none of this kind.
    ///
    /// @param typed not blank
    public Optional<String> read(String typed, List<String> choices) {
        String value = typed.strip();
        if (value.length() > MAX_VALUE || value.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return switch (this) {
            case TEXT -> Optional.of(value);
            case NUMBER -> number(value);
            case DATE -> date(value);
            case CHOICE -> choices.stream().filter(value::equalsIgnoreCase).findFirst();
            case YES_NO -> yesOrNo(value);
            case LINK -> link(value);
        };
    }

    private static Optional<String> number(String value) {
        if (value.length() > MAX_NUMBER || !value.matches("[+-]?[0-9]+([.,][0-9]+)?")) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(value.replace(',', '.'));
        return Optional.of(
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    }

    private static Optional<String> date(String value) {
        try {
            return Optional.of(LocalDate.parse(value).toString());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> yesOrNo(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "yes", "y", "true", "1" -> Optional.of("yes");
            case "no", "n", "false", "0" -> Optional.of("no");
            default -> Optional.empty();
        };
    }

    /// Only what a browser opens as a page: no `javascript:`, no file.
    private static Optional<String> link(String value) {
        try {
            URI uri = new URI(value);
            boolean page = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return page && uri.getHost() != null ? Optional.of(value) : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }
}
