package io.rapport.server.channel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// In which language something is written, by the small words that stand in every text of it. Says nothing where it is
/// not plain: a short line, or one that mixes languages. Pure.
final class SpokenLanguage {
    private static final int WORDS = 400;
    private static final int FEWEST = 3;
    private static final int MAX_TEXT = 5_000;
    private static final int[] NONE = {};

    private static final Map<String, Set<String>> SMALL = new TreeMap<>(Map.of(
            "en", Set.of("the", "and", "is", "you", "my", "we", "have", "not", "of", "with", "for", "please", "your"),
            "es", Set.of("el", "la", "los", "que", "no", "una", "mi", "con", "por", "para", "del", "está", "gracias"),
            "de", Set.of("der", "die", "das", "und", "ist", "nicht", "ich", "wir", "mit", "für", "bitte", "ein", "zu"),
            "fr", Set.of("le", "les", "des", "et", "est", "je", "nous", "pas", "une", "pour", "avec", "dans", "vous"),
            "it", Set.of("il", "di", "che", "non", "una", "per", "con", "sono", "della", "mi", "grazie", "è", "ho"),
            "pt", Set.of("o", "os", "que", "não", "uma", "com", "para", "meu", "do", "está", "obrigado", "em", "eu"),
            "nl", Set.of("de", "het", "een", "en", "niet", "ik", "wij", "van", "met", "voor", "mijn", "dat", "graag"),
            "pl", Set.of("nie", "się", "jest", "na", "że", "proszę", "mój", "dla", "mam", "od", "czy", "jak", "moja")));

    private static final List<String> LANGUAGES = List.copyOf(SMALL.keySet());

    /// By its small word, the places in [#LANGUAGES] of those that have it.
    private static final Map<String, int[]> OF_WORD = ofWord();

    private static final int LONGEST =
            OF_WORD.keySet().stream().mapToInt(String::length).max().orElseThrow();

    private SpokenLanguage() {}

    private static Map<String, int[]> ofWord() {
        return SMALL.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .collect(Collectors.toMap(
                        word -> word,
                        word -> IntStream.range(0, LANGUAGES.size())
                                .filter(at -> SMALL.getOrDefault(LANGUAGES.get(at), Set.of())
                                        .contains(word))
                                .toArray()));
    }

    /// Its two letters (ISO 639-1): where at least three small words are of one language, and twice as many as of any
    /// other.
    static Optional<String> of(String text) {
        int[] counts = count(text);
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        int second = 0;
        for (int i = 0; i < counts.length; i++) {
            second = i == best ? second : Math.max(second, counts[i]);
        }
        return counts[best] >= FEWEST && counts[best] >= 2 * second
                ? Optional.of(LANGUAGES.get(best))
                : Optional.empty();
    }

    /// How many of its first words each language has, in one pass: every mail of a stranger comes through here.
    private static int[] count(String text) {
        int[] counts = new int[LANGUAGES.size()];
        int end = Math.min(text.length(), MAX_TEXT);
        int words = 0;
        int begin = -1;
        for (int i = 0; i <= end && words < WORDS; i++) {
            boolean letter = i < end && Character.isLetter(text.charAt(i));
            if (letter && begin < 0) {
                begin = i;
            } else if (!letter && begin >= 0) {
                words++;
                if (i - begin <= LONGEST) {
                    for (int language :
                            OF_WORD.getOrDefault(text.substring(begin, i).toLowerCase(Locale.ROOT), NONE)) {
                        counts[language]++;
                    }
                }
                begin = -1;
            }
        }
        return counts;
    }
}
