package io.rapport.server.channel;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// In which language something is written, by the small words that stand in every text of it. Says nothing where it is
/// not plain: a short line, or one that mixes languages. Pure.
final class SpokenLanguage {
    private static final int WORDS = 400;
    private static final int FEWEST = 3;
    private static final int MAX_TEXT = 5_000;

    private static final Map<String, Set<String>> SMALL = new TreeMap<>(Map.of(
            "en", Set.of("the", "and", "is", "you", "my", "we", "have", "not", "of", "with", "for", "please", "your"),
            "es", Set.of("el", "la", "los", "que", "no", "una", "mi", "con", "por", "para", "del", "está", "gracias"),
            "de", Set.of("der", "die", "das", "und", "ist", "nicht", "ich", "wir", "mit", "für", "bitte", "ein", "zu"),
            "fr", Set.of("le", "les", "des", "et", "est", "je", "nous", "pas", "une", "pour", "avec", "dans", "vous"),
            "it", Set.of("il", "di", "che", "non", "una", "per", "con", "sono", "della", "mi", "grazie", "è", "ho"),
            "pt", Set.of("o", "os", "que", "não", "uma", "com", "para", "meu", "do", "está", "obrigado", "em", "eu"),
            "nl", Set.of("de", "het", "een", "en", "niet", "ik", "wij", "van", "met", "voor", "mijn", "dat", "graag"),
            "pl", Set.of("nie", "się", "jest", "na", "że", "proszę", "mój", "dla", "mam", "od", "czy", "jak", "moja")));

    private SpokenLanguage() {}

    /// Its two letters (ISO 639-1): where at least three small words are of one language, and twice as many as of any
    /// other.
    static Optional<String> of(String text) {
        String some = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        List<String> words = List.of(some.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", WORDS));
        Map<String, Long> counts = new TreeMap<>();
        SMALL.forEach((language, small) ->
                counts.put(language, words.stream().filter(small::contains).count()));
        List<Map.Entry<String, Long>> best = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .toList();
        long most = best.getFirst().getValue();
        return most >= FEWEST && most >= 2 * best.get(1).getValue()
                ? Optional.of(best.getFirst().getKey())
                : Optional.empty();
    }
}
