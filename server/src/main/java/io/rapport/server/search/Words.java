package io.rapport.server.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody typed into a search box: words that must all be there, "words in this order", -but not this, this or
/// that; and the word that they are still typing, which is also found by its beginning.
///
/// @param whole in the language of PostgreSQL's `websearch_to_tsquery`; may be empty
/// @param beginning letters and digits with which a word begins
record Words(String whole, Optional<String> beginning) {
    static final int MAX = 200;

    /// Shorter ones begin nearly every text.
    private static final int SHORTEST_BEGINNING = 3;

    private static final Pattern LAST =
            Pattern.compile("(?:^|.*\\s)([\\p{L}\\p{N}]{" + SHORTEST_BEGINNING + ",})$", Pattern.DOTALL);

    static Words of(String typed) {
        String words = typed.replace('\0', ' ').stripLeading();
        words = words.length() > MAX ? words.substring(0, MAX) : words;
        long quotes = words.chars().filter(c -> c == '"').count();
        Matcher last = LAST.matcher(words);
        if (quotes % 2 == 1 || !last.matches() || last.group(1).equalsIgnoreCase("or")) {
            return new Words(words, Optional.empty());
        }
        String before = words.substring(0, last.start(1)).strip();
        if (before.toLowerCase(java.util.Locale.ROOT).matches("(?:.*\\s)?or")) {
            return new Words(words, Optional.empty());
        }
        return new Words(before, Optional.of(last.group(1)));
    }

    boolean isEmpty() {
        return whole.isBlank() && beginning.isEmpty();
    }
}
