package io.rapport.server.voice;

/// What asking a colleague to join a call came to.
enum Ask {
    RINGS,
    /// They have no line, or are not in.
    NOT_THERE,
    /// They are in a call, or listen to one.
    BUSY,
    /// Somebody is asked already, or nobody talks.
    NOT_NOW
}
