package io.rapport.server.customer;

import io.rapport.server.vocabulary.CustomerId;
import java.util.List;

/// A company or household that customers belong to.
///
/// @param people some of its people, by name; records that were merged into others are left out
/// @param size how many they are in all
public record Organisation(long id, String name, List<CustomerId> people, int size) {}
