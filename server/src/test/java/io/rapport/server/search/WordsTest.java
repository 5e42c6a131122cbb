package io.rapport.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void the_last_word_is_taken_for_a_beginning() {
        assertThat(Words.of("red rout")).isEqualTo(new Words("red", Optional.of("rout")));
        assertThat(Words.of("Überweis")).isEqualTo(new Words("", Optional.of("Überweis")));
    }

    @Test
    void what_is_short_quoted_or_joined_is_taken_as_it_is() {
        assertThat(Words.of("my ro").beginning()).isEmpty();
        assertThat(Words.of("\"red router").beginning()).isEmpty();
        assertThat(Words.of("router -modem").beginning()).isEmpty();
        assertThat(Words.of("router or modem").beginning()).isEmpty();
        assertThat(Words.of("router or").beginning()).isEmpty();
        assertThat(Words.of("router ").beginning()).isEmpty();
    }

    @Test
    void nothing_typed_is_nothing_and_endless_words_have_an_end() {
        assertThat(Words.of("  ").isEmpty()).isTrue();
        assertThat(Words.of("\0").isEmpty()).isTrue();
        assertThat(Words.of("a ".repeat(5_000)).whole().length()).isLessThanOrEqualTo(Words.MAX);
    }
}
