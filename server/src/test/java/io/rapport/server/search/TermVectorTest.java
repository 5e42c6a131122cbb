package io.rapport.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TermVectorTest {

    @Test
    void each_word_has_its_places_and_texts_stand_apart() {
        TermVector vector = new TermVector();
        vector.add("red router", 100);
        vector.add("red", 100);
        assertThat(vector.written().trim().split(" ")).containsExactlyInAnyOrder("red:1,23", "router:2");
    }

    @Test
    void the_longest_and_oddest_text_stays_within_what_postgresql_takes() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < 100_000) {
            // Taken apart, this sign alone is eighteen.
            text.append('\uFDFA').append(random.nextInt(100_000)).append(' ');
        }
        TermVector vector = new TermVector();
        vector.add(text.toString(), text.length());
        vector.add("same ".repeat(30_000), 200_000);
        String written = vector.written();
        assertThat(written.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isLessThan(1_300_000);
        for (String word : written.trim().split(" ")) {
            String[] places = word.substring(word.indexOf(':') + 1).split(",");
            assertThat(places.length).isLessThanOrEqualTo(255);
            assertThat(Integer.parseInt(places[places.length - 1])).isLessThanOrEqualTo(16_383);
        }
    }
}
