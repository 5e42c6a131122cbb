package io.rapport.server.customer;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.util.List;

/// The customer that a knock comes from, found or made, and locked until the transaction ends.
///
/// @param contactPoint the row of the address they used
/// @param homeTeam the team of the one who speaks for the circle
/// @param proven whether the address is proven, now or by this knock
/// @param circle all records of the person, the one that speaks for them first
public record Met(
        CustomerId id, TeamId homeTeam, long contactPoint, boolean isNew, boolean proven, List<CustomerId> circle) {

    /// Whose matters an arrival may join: those of all records of the person if the address is proven, else only the
    /// record's own, so that merging with a claimant opens nothing to whoever uses the unproven address.
    public List<CustomerId> reach() {
        return proven ? circle : List.of(id);
    }
}
