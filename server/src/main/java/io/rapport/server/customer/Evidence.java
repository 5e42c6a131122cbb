package io.rapport.server.customer;

/// What speaks for it that somebody is the owner of the address they use.
public enum Evidence {
    /// The address's domain vouches for it, or they hold something only we gave them.
    PROVEN,
    /// Nothing speaks for or against it.
    UNKNOWN,
    /// The address's domain says it is not from there.
    REFUTED
}
