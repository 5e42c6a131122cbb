package io.rapport.server.journal;

import java.util.List;

/// A reader that only cares for what happens from now on, and keeps nothing (the desktop's stream).
public interface Follower {

    String name();

    /// Takes the next events, in order. Throwing loses them for this follower; it must tell its own clients.
    void follow(List<Recorded> events);
}
