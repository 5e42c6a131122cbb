package io.rapport.server.channel;

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
}
