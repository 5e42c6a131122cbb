package io.rapport.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void the_last_word_is_taken_for_a_beginning() {
        assertThat(Words.of("red rout").query()).isEqualTo("(red) & (rout:*)");
        assertThat(Words.of("Überweis").query()).isEqualTo("(uberweis:*)");
        assertThat(Words.of("nell@bright").query()).isEqualTo("(nell <-> bright:*)");
    }

    @Test
    void what_is_short_finished_quoted_or_not_wanted_is_taken_as_it_is() {
        assertThat(Words.of("my ro").query()).isEqualTo("(my) & (ro)");
        assertThat(Words.of("router ").query()).isEqualTo("(router)");
        assertThat(Words.of("\"red router\"").query()).isEqualTo("(red <-> router)");
        assertThat(Words.of("say \"red router").query()).isEqualTo("(say) & (red <-> router)");
        assertThat(Words.of("router -modem").query()).isEqualTo("(router) & !(modem)");
    }

    @Test
    void or_binds_looser_than_the_rest() {
        assertThat(Words.of("red router or blue modem").query()).isEqualTo("(red) & (router) | (blue) & (modem:*)");
        assertThat(Words.of("router or").query()).isEqualTo("(router)");
        assertThat(Words.of("or router ").query()).isEqualTo("(router)");
    }

    @Test
    void numbers_and_addresses_are_looked_for_by_their_parts_in_order() {
        assertThat(Words.of("RG-4711 ").query()).isEqualTo("(rg <-> 4711)");
        assertThat(Words.of("-RG-4711 paid ").query()).isEqualTo("!(rg <-> 4711) & (paid)");
    }

    @Test
    void nothing_typed_is_nothing_and_endless_words_have_an_end() {
        assertThat(Words.of("  ").isEmpty()).isTrue();
        assertThat(Words.of("\0").isEmpty()).isTrue();
        assertThat(Words.of("-").isEmpty()).isTrue();
        assertThat(Words.of("& | ! :* ( \\ ' <-> \"\"").isEmpty()).isTrue();
        assertThat(Words.of("-modem").isEmpty()).isTrue();
        assertThat(Words.of("ab ".repeat(5_000)).query().length()).isLessThan(700);
    }
}
