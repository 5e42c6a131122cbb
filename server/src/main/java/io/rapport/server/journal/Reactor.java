package io.rapport.server.journal;

import java.util.List;

/// A reader that sets something going in the world: it writes down what is to be done, in the transaction that also
/// moves its position, and somebody else carries it out. Never replayed.
public interface Reactor {

    /// Its durable name.
    String name();

    /// Acts on the next events, in order. Throwing rolls all of them back; they are then given one by one, and one that
    /// still throws is parked with its customer's later ones, with an alarm; the others go on.
    void react(List<Recorded> events);
}
