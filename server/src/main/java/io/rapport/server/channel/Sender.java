package io.rapport.server.channel;

import io.rapport.server.vocabulary.ContactPoint;
import java.util.Optional;

/// Who says to have sent an arrival, and how far that is proven.
///
/// @param name the display name they gave, at most 200 characters; may be empty
/// @param replyTo another address they ask us to answer to, where it differs: shown and warned of, never used
///     silently
public record Sender(ContactPoint address, String name, Proof proof, Optional<ContactPoint> replyTo) {

    /// How far the address is proven.
    public enum Proof {
        /// SPF or DKIM passed and aligns with the From address (RFC 7489 section 3.1), or a signed token was
        /// used.
        PROVEN,
        /// Nothing was said for or against it.
        UNKNOWN,
        /// The address's own domain says that this is not from there.
        FAILED
    }

    public Sender {
        name = name.length() > 200 ? name.substring(0, 200) : name;
    }
}
