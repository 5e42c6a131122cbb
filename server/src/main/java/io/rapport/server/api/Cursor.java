package io.rapport.server.api;

import io.rapport.server.journal.Recorded;
import io.rapport.server.web.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the journal, as programs hold it. Pure.
final class Cursor {
    private static final Pattern PLACE = Pattern.compile("(\\d{1,19})-(\\d{1,18})");

    private Cursor() {}

    static String of(Recorded.Position place) {
        return place.tx() + "-" + place.id();
    }

    /// @throws Refusal 400 for what was never given out as one
    static Recorded.Position read(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            throw refused();
        }
        try {
            return new Recorded.Position(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
        } catch (NumberFormatException tooLarge) {
            throw refused();
        }
    }

    private static Refusal refused() {
        return Refusal.unreadable("cursor", "This is no cursor of ours. Give one back as it came, or none.");
    }
}
