package io.rapport.server.journal;

/// A reader that acts on the world. At least once and in order: it must be idempotent. Never replayed.
public interface Reactor {

    /// Its durable name.
    String name();

    /// Acts on one event. Throwing parks the event and its customer's later ones, with an alarm; the others go
    /// on.
    void react(Recorded event);
}
