package io.rapport.server.customer;

import io.rapport.server.vocabulary.ContactPoint;

/// An address of a customer.
///
/// @param shared whether others have it too
public record LinkedPoint(long id, ContactPoint point, LinkProof proof, boolean shared) {}
