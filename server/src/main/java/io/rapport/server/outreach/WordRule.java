package io.rapport.server.outreach;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One fault of language, by the phrases that show it.
///
/// @param name in capitals
/// @param why what it does to whoever reads it
/// @param better how else one could say it
/// @param phrases any of them shows it within one sentence, read without regard to capitals
record WordRule(String name, String why, String better, List<Pattern> phrases) {

    /// @param phrases regular expressions of whole words; a space is any space, `^` and `$` are the ends of a
    ///     sentence
    ///     without its last sign
    static WordRule of(String name, String why, String better, String... phrases) {
        return new WordRule(
                name,
                why,
                better,
                Arrays.stream(phrases).map(WordRule::compiled).toList());
    }

    private static Pattern compiled(String phrase) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + phrase.replace(" ", "\\s{1,9}") + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /// The first phrase in a sentence, as its beginning and end; empty if there is none.
    int[] in(String sentence) {
        int[] first = {};
        for (Pattern phrase : phrases) {
            Matcher found = phrase.matcher(sentence);
            if (found.find() && (first.length == 0 || found.start() < first[0])) {
                first = new int[] {found.start(), found.end()};
            }
        }
        return first;
    }
}
