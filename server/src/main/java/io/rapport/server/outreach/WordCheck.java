package io.rapport.server.outreach;

import io.rapport.server.web.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds blame, excuses and apologies that are none in words that go to many. Pure and lexical: it knows
/// phrases, not
/// meaning; another person reads the words as well. Words with a fault can't be submitted.
final class WordCheck {
    /// What is longer than any sentence is looked at in parts, so that no text takes long.
    private static final Pattern SENTENCE = Pattern.compile("(?:[^.!?\\n]|[.!?](?=[^\\s.!?])){1,500}");

    private static final List<WordRule> APOLOGY = List.of(
            WordRule.of("APOLOGY", "", "", "sorry|apologi[sz]e\\w*|apologi[sz]ing|apolog(?:y|ies)|(?:we|i) regret"),
            WordRule.of(
                    "APOLOGY",
                    "",
                    "",
                    "(?:lo )?(?:sentimos|siento|lamentamos|lamento)|discúlp\\w+|disculp\\w+|perd(?:ón|ona|one|onen|onad)"));

    /// Who reads the words: somebody who hears of it for the first time, or who was told before.
    enum Telling {
        FIRST,
        UPDATE
    }

    private WordCheck() {}

    /// All faults of a text, in their order.
    static List<WordFault> faults(String text, Language language, Telling telling) {
        String plain = text.replace('\u2019', '\'').replace('\u2018', '\'');
        List<WordRule> rules = language == Language.ES ? SpanishRules.ALL : EnglishRules.ALL;
        List<WordFault> faults = new ArrayList<>();
        Matcher sentences = SENTENCE.matcher(plain);
        int apologies = 0;
        while (sentences.find()) {
            String sentence = sentences.group().stripTrailing();
            int begin = sentence.length() - sentence.stripLeading().length();
            int at = sentences.start() + begin;
            String words = sentence.substring(begin);
            for (WordRule rule : rules) {
                int[] found = rule.in(words);
                if (found.length > 0) {
                    faults.add(fault(rule, text, at + found[0], at + found[1]));
                }
            }
            int[] apology = APOLOGY.get(language.ordinal()).in(words);
            if (apology.length > 0) {
                apologies++;
                boolean tooMany = telling == Telling.UPDATE || apologies > 1;
                if (tooMany) {
                    faults.add(fault(again(language, telling), text, at + apology[0], at + apology[1]));
                }
            }
        }
        faults.sort(Comparator.comparingInt(WordFault::from));
        return List.copyOf(faults);
    }

    private static WordFault fault(WordRule rule, String text, int from, int to) {
        return new WordFault(rule.name(), text.substring(from, to), from, rule.why(), rule.better());
    }

    /// Apologise once, then the fix.
    private static WordRule again(Language in, Telling telling) {
        return telling == Telling.UPDATE
                ? new WordRule(
                        "APOLOGY_AGAIN",
                        in.say(
                                "They were told we are sorry. Now they want to know what is new.",
                                "Ya saben que lo sentimos. Ahora quieren saber qué hay de nuevo."),
                        in.say("The repair is done since four o'clock.", "La reparación está hecha desde las cuatro."),
                        List.of())
                : new WordRule(
                        "APOLOGY_TWICE",
                        in.say(
                                "After the first apology people want the solution.",
                                "Después de la primera disculpa se quiere la solución."),
                        in.say(
                                "Say it once, then what you do about it.",
                                "Dígalo una vez, y después qué hacen al respecto."),
                        List.of());
    }
}
