package io.rapport.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TermsTest {

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Terms terms = new Terms(text, text.length());
        while (terms.next()) {
            words.add(terms.word());
        }
        return words;
    }

    @Test
    void words_are_runs_of_letters_and_digits() {
        assertThat(words("Dear Sir, RG-4711 (of 3.10.) isn't paid: nell@brightline.example!"))
                .containsExactly(
                        "dear",
                        "sir",
                        "rg",
                        "4711",
                        "of",
                        "3",
                        "10",
                        "isn",
                        "t",
                        "paid",
                        "nell",
                        "brightline",
                        "example");
        assertThat(words(" \t\n-_/\0 ")).isEmpty();
    }

    @Test
    void case_and_accents_make_no_difference() {
        assertThat(words("CAFÉ Straße Łódź Ærø İzmir ΟΔΟΣ οδος"))
                .containsExactly("cafe", "strasse", "lodz", "aero", "izmir", "οδοσ", "οδοσ");
        // The same written with combining marks.
        assertThat(words("cafe\u0301 Ku\u0308chenherd")).containsExactly("cafe", "kuchenherd");
        assertThat(words("ﬁlter １２３ Ⅳ")).containsExactly("filter", "123");
    }

    @Test
    void scripts_without_spaces_give_a_word_for_each_sign() {
        assertThat(words("日本語のtext")).containsExactly("日", "本", "語", "の", "text");
        assertThat(words("مرحبا بكم")).containsExactly("مرحبا", "بكم");
    }

    @Test
    void places_are_those_of_the_text_as_it_was_written() {
        String text = "A Ku\u0308chenherd, E-42 𝒳𝒴 end";
        Terms terms = new Terms(text, text.length());
        List<String> shown = new ArrayList<>();
        while (terms.next()) {
            shown.add(text.substring(terms.start(), terms.end()));
        }
        assertThat(shown).containsExactly("A", "Ku\u0308chenherd", "E", "42", "𝒳𝒴", "end");
    }

    @Test
    void whatever_comes_words_are_letters_and_digits_and_the_walk_ends() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(80); k > 0; k--) {
                // Lone halves of pairs too.
                text.append((char) random.nextInt(0x10000));
            }
            int limit = random.nextInt(text.length() + 1);
            Terms terms = new Terms(text.toString(), limit);
            int at = 0;
            while (terms.next()) {
                assertThat(terms.start()).isGreaterThanOrEqualTo(at);
                assertThat(terms.end()).isGreaterThan(terms.start()).isLessThanOrEqualTo(limit);
                assertThat(terms.word().codePoints()).allMatch(Character::isLetterOrDigit);
                assertThat(terms.word().length()).isBetween(1, 60);
                at = terms.end();
            }
        }
    }
}
