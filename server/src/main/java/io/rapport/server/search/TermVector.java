package io.rapport.server.search;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Collects the words of one entry, with their places, as the text of a PostgreSQL `tsvector`. Bounded: a `tsvector`
/// takes one megabyte, 255 places a word, and counts them to 16,383.
final class TermVector {
    private static final int LAST_PLACE = 16_383;
    private static final int PLACES = 255;
    private static final int MAX_BYTES = 900_000;

    /// Between two texts, so that no sequence of words reaches from one into the other.
    private static final int GAP = 20;

    private static final class Places {
        private int[] at = new int[2];
        private int count;

        void add(int place) {
            if (count < PLACES && (count == 0 || at[count - 1] != place)) {
                if (count == at.length) {
                    at = java.util.Arrays.copyOf(at, Math.min(PLACES, 4 * count));
                }
                at[count++] = place;
            }
        }
    }

    private final Map<String, Places> words = new HashMap<>();
    private int bytes;
    private int place;

    /// @param limit how far the text is read, in UTF-16 units
    void add(String text, int limit) {
        Terms terms = new Terms(text, limit);
        while (terms.next()) {
            place = Math.min(LAST_PLACE, place + 1);
            Places known = words.get(terms.word());
            if (known != null) {
                known.add(place);
            } else if (bytes < MAX_BYTES) {
                bytes += terms.word().getBytes(StandardCharsets.UTF_8).length + 8;
                Places first = new Places();
                first.add(place);
                words.put(terms.word(), first);
            }
        }
        place = Math.min(LAST_PLACE, place + GAP);
    }

    /// As PostgreSQL reads it. Words are of letters and digits alone: nothing needs a quote.
    String written() {
        StringBuilder vector = new StringBuilder();
        words.forEach((word, places) -> {
            vector.append(word);
            for (int i = 0; i < places.count; i++) {
                vector.append(i == 0 ? ':' : ',').append(places.at[i]);
            }
            vector.append(' ');
        });
        return vector.toString();
    }
}
