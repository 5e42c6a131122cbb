package io.rapport.server.search;

import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.List;

/// Something that was said and has the words in it.
///
/// @param id the event by which it came about
/// @param subject of a mail or form; empty for notes and promises
/// @param parts a stretch of the text round the words, cut where one of them begins or ends
public record Hit(long id, CustomerId customer, Instant at, Kind kind, String subject, List<Part> parts) {

    public enum Kind {
        INBOUND,
        OUTBOUND,
        NOTE,
        PROMISE,
        /// Asked in a team room.
        QUESTION,
        /// Answered there.
        ANSWER
    }

    /// @param found whether it is one of the words
    public record Part(String text, boolean found) {}
}
