package io.rapport.server.customer;

/// How sure we are that an address is a customer's.
public enum LinkProof {
    /// Somebody says so.
    CLAIMED,
    /// They wrote from it, unproven.
    SEEN,
    /// They proved it.
    VERIFIED
}
