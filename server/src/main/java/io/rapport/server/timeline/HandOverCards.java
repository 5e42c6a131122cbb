package io.rapport.server.timeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/// Reads what givers told receivers, for lines of the story and for rows of promises alike.
public final class HandOverCards {
    private HandOverCards() {}

    /// @return cards by the number of their hand-over; unknown numbers are left out
    public static Map<Long, Line.Card> read(JdbcTemplate jdbc, Collection<Long> handOvers) {
        Map<Long, Line.Card> cards = new HashMap<>();
        if (!handOvers.isEmpty()) {
            jdbc.query(
                    "select id, asked, promised, tried, dont_ask, mood, next_step from hand_over where id = any (?)",
                    row -> {
                        cards.put(
                                row.getLong("id"),
                                new Line.Card(
                                        row.getString("asked"),
                                        row.getString("promised"),
                                        row.getString("tried"),
                                        row.getString("dont_ask"),
                                        row.getString("mood"),
                                        row.getString("next_step")));
                    },
                    (Object) handOvers.toArray(Long[]::new));
        }
        return cards;
    }
}
