package io.rapport.server.channel;

import io.rapport.server.vocabulary.ContactPoint;
import java.time.Instant;

/// An address that gets nothing that is sent to many.
public record Suppression(ContactPoint point, Why why, Instant since) {

    public enum Why {
        /// They asked for it.
        UNSUBSCRIBED,
        /// It does not exist: mail to it came back for good.
        BOUNCED,
        /// One of us entered it.
        BY_HAND
    }
}
