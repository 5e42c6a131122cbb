package io.rapport.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SnippetTest {

    private static String marked(String text, String typed) {
        return Snippet.of(text, Words.of(typed)).stream()
                .map(part -> part.found() ? "[" + part.text() + "]" : part.text())
                .collect(Collectors.joining());
    }

    @Test
    void what_was_looked_for_is_marked_where_it_stands() {
        assertThat(marked("My Router hums. The router, too!", "router"))
                .isEqualTo("My [Router] hums. The [router], too!");
        assertThat(marked("routers of a kind", "route")).isEqualTo("[routers] of a kind");
        assertThat(marked("not the modem", "router -modem")).isEqualTo("not the modem");
    }

    @Test
    void of_a_long_text_the_stretch_with_most_of_the_words_is_shown() {
        String filler = "and so on ".repeat(100);
        String shown = marked("router " + filler + "the red router blinks " + filler, "red router blinks ");
        assertThat(shown).contains("[red] [router] [blinks]").startsWith("so on and");
        assertThat(shown.length()).isLessThan(250);
    }

    @Test
    void without_a_hit_in_sight_the_text_is_shown_from_its_start() {
        assertThat(marked("one two three " + "word ".repeat(50), "zebra ")).startsWith("one two three word");
        assertThat(Snippet.of("", Words.of("zebra"))).isEmpty();
        assertThat(marked("...", "zebra")).isEqualTo("...");
    }

    @Test
    void parts_join_to_a_piece_of_the_text_that_is_not_too_long() {
        String text = "- ".repeat(2_000) + "x" + " ".repeat(900) + "router" + "-".repeat(900) + " end";
        List<Hit.Part> parts = Snippet.of(text, Words.of("router"));
        String joined = parts.stream().map(Hit.Part::text).collect(Collectors.joining());
        assertThat(text).contains(joined);
        assertThat(joined.length()).isLessThanOrEqualTo(500);
    }
}
