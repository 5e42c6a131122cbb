package io.rapport.server.channel;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Recognises words that only say that all is well, so that "Thanks!" keeps nobody waiting. Strict: one word
/// that is not on the list, a question mark or a figure, and a person reads it as a question.
final class Thanks {
    private static final int MAX_WORDS = 14;

    private static final Set<String> THANKS = setOf("""
            bedankt cheers dank danke dekuji dzieki dziekuje gracias grazie kiitos merci obrigada obrigado
            resolved solved tack tak takk thank thanks thx ty
            """);

    /// What may stand beside it: English, Spanish, German, French and a little more.
    private static final Set<String> ALONG = setOf("""
            a again aide ajuda all alles and answer antwort appreciate appreciated ayuda beaucoup best beste
            bien brilliant bye day dear die evening everything fine for funciona fur good great grusse gut have
            hello help hi hilfe is issue it its kind la lot lovely many mfg mil mille much muchas nice now ok
            okay pela perfect perfecto por pour problem quick rapida really regards reply respuesta saludo
            saludos schnelle schon schone so sorted su super team that thats the this todo tu un very vielen
            votre vous weekend well working works ya yes you your
            """);

    private Thanks() {}

    private static Set<String> setOf(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the words are thanks and nothing else.
    ///
    /// @param name the sender's own name, which they may sign with
    static boolean only(String text, String name) {
        if (text.length() > 400 || text.indexOf('?') >= 0 || text.chars().anyMatch(Character::isDigit)) {
            return false;
        }
        Set<String> own = Arrays.stream(words(name)).collect(Collectors.toSet());
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

    private static String[] words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[\\p{M}'’]+", "");
        return plain.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
    }
}
