package io.rapport.server.channel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// The words that a reply answers, as mail programs put them under it. Pure.
final class Quotation {
    static final int MAX_LINES = 120;
    static final int MAX_CHARACTERS = 8_000;

    private Quotation() {}

    /// @param language in which the line above it is said; English for one that we have no words in
    /// @return empty where nothing was said
    static String of(String name, Instant at, String text, String language, ZoneId zone) {
        if (text.isBlank()) {
            return "";
        }
        String words = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        StringBuilder quoted = new StringBuilder(head(name, at, language, zone));
        words.lines()
                .limit(MAX_LINES)
                .forEach(line -> quoted.append("\n>")
                        .append(line.startsWith(">") || line.isEmpty() ? "" : " ")
                        .append(line));
        if (words.length() < text.length() || words.lines().count() > MAX_LINES) {
            quoted.append("\n> …");
        }
        return quoted.toString();
    }

    private static String head(String name, Instant at, String language, ZoneId zone) {
        boolean spanish = language.startsWith("es");
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(spanish ? Locale.of("es") : Locale.UK)
                .format(at.atZone(zone));
        String who = name.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return spanish ? "El " + when + ", " + who + " escribió:" : "On " + when + ", " + who + " wrote:";
    }
}
