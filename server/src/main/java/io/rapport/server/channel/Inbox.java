package io.rapport.server.channel;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.Optional;

/// The one door in. Thread-safe.
public interface Inbox {

    /// Takes an arrival in: customer found and locked, deduplicated, raw kept, matter, promise and work made,
    /// fate journaled, all in one transaction. Returns only after the commit, so the far side may be told that
    /// we have it.
    ///
    /// @throws InboxUnavailableException when it could not be kept now (database down, disk full, overloaded);
    ///     the far side must keep it and try again
    Taken take(Arrival arrival);

    /// The same, and in the same transaction the adapter's own note of how far it has read.
    Taken take(Arrival arrival, ChannelState.Change change);

    /// Takes a vote in, and in the same transaction what follows from it. What was taken in before has followed before.
    ///
    /// @param vote of the nature [Nature.Voted]
    /// @throws InboxUnavailableException also where the consequence throws: nothing is kept then
    Taken take(Arrival vote, Consequence consequence);

    /// What follows from a vote, once it is filed; the customer is locked.
    interface Consequence {
        void of(Filed filed);
    }

    /// Where a vote was filed.
    ///
    /// @param homeTeam of the one who speaks for the person
    /// @param matter in which it stands; of one that expects something always present, and open
    record Filed(
            CustomerId customer, TeamId homeTeam, Optional<MatterId> matter, InteractionId interaction, Instant at) {}
}
