package io.rapport.server.journal;

import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.Optional;

/// An event as it stands in the journal.
///
/// @param position where it stands: later events are greater
/// @param customer whose it is; empty for what belongs to nobody (a door's health, a team's calendar)
public record Recorded(Position position, Optional<CustomerId> customer, JournalEvent event, Instant at) {

    /// The number of the event.
    public long id() {
        return position.id();
    }

    /// A place in the journal: the transaction's number, then the event's. Readers go on from here.
    public record Position(long tx, long id) implements Comparable<Position> {
        public static final Position START = new Position(0, 0);

        @Override
        public int compareTo(Position other) {
            int byTransaction = Long.compareUnsigned(tx, other.tx);
            return byTransaction != 0 ? byTransaction : Long.compare(id, other.id);
        }
    }
}
