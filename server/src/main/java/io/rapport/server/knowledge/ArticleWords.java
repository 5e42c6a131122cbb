package io.rapport.server.knowledge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words as typed into a search box, in the language of PostgreSQL's `to_tsquery`: all must be there, each may be the
/// beginning of one. Pure.
final class ArticleWords {
    private static final int MOST = 12;
    private static final int MAX = 200;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private ArticleWords() {}

    /// @return empty where no word was typed
    static Optional<String> all(String typed) {
        StringBuilder query = new StringBuilder();
        Matcher words = WORD.matcher(typed.length() > MAX ? typed.substring(0, MAX) : typed);
        for (int i = 0; i < MOST && words.find(); i++) {
            query.append(query.isEmpty() ? "" : " & ").append(words.group()).append(":*");
        }
        return query.isEmpty() ? Optional.empty() : Optional.of(query.toString());
    }
}
