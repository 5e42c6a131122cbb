package io.rapport.server.channel;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.util.Optional;

/// What became of an arrival, after the commit.
///
/// @param inbound its number in the list of everything that ever came in
/// @param fate its one fate, as journaled
/// @param again whether it had been taken in before; nothing was done this time
public record Taken(
        long inbound, Fate fate, Optional<CustomerId> customer, Optional<InteractionId> interaction, boolean again) {}
