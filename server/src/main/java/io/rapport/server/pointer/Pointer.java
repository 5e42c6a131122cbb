package io.rapport.server.pointer;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.Optional;

/// Something of a customer that one of us should look at.
///
/// @param customer the record it was said of
/// @param by the colleague who said it; present for [Kind#MENTION]
/// @param words the beginning of the note, or of the reply that is held; how they answered
public record Pointer(long id, Kind kind, CustomerId customer, Optional<AgentId> by, String words, Instant at) {

    public enum Kind {
        /// A colleague named them in a note.
        MENTION,
        /// A reply of theirs that was to leave later is held: the customer wrote first.
        HELD,
        /// They voted that all is well, without a word.
        VOTE
    }
}
