package io.rapport.server.customer;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;

/// The customer that a knock comes from, found or made, and locked until the transaction ends.
///
/// @param contactPoint the row of the address they used
/// @param proven whether the address is proven, now or by this knock
public record Met(CustomerId id, TeamId homeTeam, long contactPoint, boolean isNew, boolean proven) {}
