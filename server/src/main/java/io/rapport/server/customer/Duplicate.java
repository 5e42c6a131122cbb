package io.rapport.server.customer;

import io.rapport.server.vocabulary.CustomerId;

/// Somebody who may be the same person, and why we think so. A person decides.
public record Duplicate(CustomerId customer, Why why) {
    public enum Why {
        /// They say to be this customer and could not prove it.
        CLAIMS,
        /// This customer says to be them and could not prove it.
        CLAIMED,
        /// The same name at the same address or number.
        SAME_ADDRESS,
        /// The same name at the same company's domain.
        SAME_DOMAIN
    }
}
