package io.rapport.server.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.web.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Blame, excuses and apologies that are none, in words that go to many.
class WordCheckTest {
    private record Sentence(Language language, boolean bad, String words) {}

    private static List<Sentence> sentences() throws IOException {
        try (InputStream in = Objects.requireNonNull(WordCheckTest.class.getResourceAsStream("sentences.tsv"))) {
            List<Sentence> all = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] parts = line.split("\t");
                if (parts.length == 3) {
                    all.add(new Sentence(Language.of(parts[0]), parts[1].equals("B"), parts[2]));
                }
            }
            return all;
        }
    }

    private static List<WordFault> faults(String words, Language language) {
        return WordCheck.faults(words, language, WordCheck.Telling.FIRST);
    }

    @Test
    void every_bad_sentence_is_caught_and_every_better_one_passes() throws IOException {
        List<String> wrong = sentences().stream()
                .filter(sentence -> sentence.bad()
                        == faults(sentence.words(), sentence.language()).isEmpty())
                .map(sentence -> (sentence.bad() ? "missed: " : "misfired: ") + sentence.words() + " "
                        + faults(sentence.words(), sentence.language()))
                .toList();
        assertThat(sentences()).hasSizeGreaterThan(200);
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_fault_says_where_it_stands_why_it_hurts_and_how_else_to_say_it() {
        String text = "The line was down from nine to noon.\nWe apologise if this caused any problems.";
        WordFault fault = faults(text, Language.EN).getFirst();
        assertThat(fault.rule()).isEqualTo("NON_APOLOGY");
        assertThat(text.substring(fault.from())).startsWith("apologise if this");
        assertThat(fault.phrase()).isEqualTo("apologise if this");
        assertThat(fault.why()).isNotBlank();
        assertThat(fault.better()).isNotBlank();
        assertThat(faults(fault.better(), Language.EN)).isEmpty();
    }

    @Test
    void no_rule_offers_a_better_sentence_that_is_a_fault_itself() {
        EnglishRules.ALL.forEach(rule ->
                assertThat(faults(rule.better(), Language.EN)).as(rule.name()).isEmpty());
        SpanishRules.ALL.forEach(rule ->
                assertThat(faults(rule.better(), Language.ES)).as(rule.name()).isEmpty());
    }

    @Test
    void curly_apostrophes_and_more_spaces_hide_nothing() {
        assertThat(faults("There\u2019s nothing more we can do.", Language.EN)).hasSize(1);
        assertThat(faults("It isn\u2019t our   fault.", Language.EN)).hasSize(1);
    }

    @Test
    void one_apologises_once_and_not_again_in_an_update() {
        String twice = "We are sorry that the bill was wrong. The money is back. We apologise for the wait.";
        assertThat(faults(twice, Language.EN)).extracting(WordFault::rule).containsExactly("APOLOGY_TWICE");
        String once = "We are sorry that the bill was wrong. The money is back since noon.";
        assertThat(faults(once, Language.EN)).isEmpty();
        assertThat(WordCheck.faults(once, Language.EN, WordCheck.Telling.UPDATE))
                .extracting(WordFault::rule)
                .containsExactly("APOLOGY_AGAIN");
        assertThat(WordCheck.faults("Lo sentimos. Ya funciona.", Language.ES, WordCheck.Telling.UPDATE))
                .extracting(WordFault::rule)
                .containsExactly("APOLOGY_AGAIN");
    }

    @Test
    void long_and_strange_texts_end_quickly() {
        String strange = "sorry ".repeat(1_500) + "you ".repeat(1_500) + "\uD83D\uDE00\u0000" + "if ".repeat(1_500);
        long begun = System.nanoTime();
        WordCheck.faults(strange, Language.EN, WordCheck.Telling.FIRST);
        WordCheck.faults(strange, Language.ES, WordCheck.Telling.UPDATE);
        assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(5_000);
    }
}
