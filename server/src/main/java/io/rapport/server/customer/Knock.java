package io.rapport.server.customer;

import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.util.Optional;
import java.util.function.Supplier;

/// Somebody at a door: what there is to recognise them by.
///
/// @param name as they give it; may be empty
/// @param said the customer that a signed token of ours names; believed only if the address is theirs too
/// @param doorTeam the team whose door it is
/// @param prospect whether a stranger who comes by this door is a prospect (a sales enquiry)
/// @param bearings what they say of where they live and how they speak; only asked of strangers
public record Knock(
        ContactPoint address,
        String name,
        Evidence evidence,
        Optional<CustomerId> said,
        Optional<TeamId> doorTeam,
        boolean prospect,
        Supplier<Bearings> bearings) {

    /// Somebody of whose place nothing is known.
    public Knock(
            ContactPoint address,
            String name,
            Evidence evidence,
            Optional<CustomerId> said,
            Optional<TeamId> doorTeam,
            boolean prospect) {
        this(address, name, evidence, said, doorTeam, prospect, () -> Bearings.NONE);
    }
}
