package io.rapport.server.journal;

import java.util.List;

/// A reader that builds state of its own from events and from nothing else, so it can be replayed from the
/// first one. Called in a transaction that also moves its position: each event takes effect exactly once.
public interface Projection {

    /// Its durable name.
    String name();

    /// Takes the next events, in order. Throwing rolls all of them back; they are then given one by one, and one
    /// that still throws is parked with its customer.
    void apply(List<Recorded> events);

    /// Empties its state, to be read again from the first event.
    void reset();
}
