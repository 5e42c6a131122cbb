package io.rapport.server.channel;

import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;

/// Whoever sends to many, and hears what becomes of each message: in the transaction in which it does, with
/// the
/// customer locked. Implemented above, called by the outbox.
public interface SentToMany {

    /// What a message came to. Except after [LATER] nothing more is done for it.
    enum Outcome {
        /// The next host has it.
        ACCEPTED,
        /// Not taken yet; it is tried again for five days.
        LATER,
        /// Refused, or not taken for five days.
        FAILED,
        /// It came back after it was accepted.
        BOUNCED,
        /// It may have arrived: the connection or this server ended after the last byte. It is not sent again.
        UNSURE
    }

    /// @param detail what the far side said, at most 500 characters
    void became(long outbound, CustomerId customer, Outcome outcome, String detail, Instant now);
}
