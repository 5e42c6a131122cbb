package io.rapport.server.channel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// Recognises words that only say that all is well, so that "Thanks!" keeps nobody waiting. Strict: one word
/// that is not on the list, a question mark or a figure, and a person reads it as a question.
final class Thanks {
    private static final int MAX_WORDS = 14;

    private static final Set<String> THANKS = Set.of(
            "thanks",
            "thank",
            "thx",
            "ty",
            "cheers",
            "gracias",
            "danke",
            "merci",
            "grazie",
            "obrigado",
            "obrigada",
            "bedankt",
            "dank",
            "tack",
            "takk",
            "tak",
            "dzieki",
            "dziekuje",
            "kiitos",
            "dekuji",
            "solved",
            "resolved");

    private static final Set<String> ALONG = Set.of(
            "you",
            "so",
            "very",
            "much",
            "a",
            "lot",
            "many",
            "again",
            "for",
            "the",
            "your",
            "all",
            "quick",
            "help",
            "reply",
            "answer",
            "great",
            "perfect",
            "brilliant",
            "lovely",
            "super",
            "works",
            "working",
            "now",
            "it",
            "its",
            "is",
            "that",
            "thats",
            "everything",
            "fine",
            "good",
            "well",
            "and",
            "bye",
            "best",
            "kind",
            "regards",
            "dear",
            "hi",
            "hello",
            "team",
            "have",
            "nice",
            "day",
            "weekend",
            "evening",
            "this",
            "problem",
            "issue",
            "muchas",
            "mil",
            "por",
            "la",
            "tu",
            "su",
            "ayuda",
            "respuesta",
            "rapida",
            "todo",
            "bien",
            "perfecto",
            "funciona",
            "ya",
            "saludos",
            "un",
            "saludo",
            "vielen",
            "schon",
            "schone",
            "fur",
            "die",
            "hilfe",
            "antwort",
            "schnelle",
            "alles",
            "gut",
            "beste",
            "grusse",
            "mfg",
            "beaucoup",
            "pour",
            "votre",
            "aide",
            "bien",
            "mille",
            "vous",
            "pela",
            "ajuda",
            "ok",
            "okay",
            "yes",
            "really",
            "appreciated",
            "appreciate",
            "sorted");

    private Thanks() {}

    /// Whether the words are thanks and nothing else.
    ///
    /// @param name the sender's own name, which they may sign with
    static boolean only(String text, String name) {
        if (text.length() > 400 || text.indexOf('?') >= 0 || text.chars().anyMatch(Character::isDigit)) {
            return false;
        }
        Set<String> own = Set.of(distinct(words(name)));
        String[] words = words(text);
        boolean thanked = false;
        int counted = 0;
        for (String word : words) {
            if (word.isEmpty() || own.contains(word)) {
                continue;
            }
            if (!THANKS.contains(word) && !ALONG.contains(word)) {
                return false;
            }
            thanked |= THANKS.contains(word);
            counted++;
        }
        return thanked && counted <= MAX_WORDS;
    }

    private static String[] distinct(String[] words) {
        return java.util.Arrays.stream(words).distinct().toArray(String[]::new);
    }

    private static String[] words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[\\p{M}'’]+", "");
        return plain.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
    }
}
