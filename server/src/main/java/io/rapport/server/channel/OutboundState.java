package io.rapport.server.channel;

/// Where a message of ours is on its way.
public enum OutboundState {
    /// Its writer may still take it back.
    WAITING,
    QUEUED,
    SENDING,
    /// The next host has it.
    ACCEPTED,
    /// Not taken yet; will be tried again.
    DEFERRED,
    /// Came back.
    BOUNCED,
    /// Refused, or not taken for five days.
    FAILED,
    CANCELLED
}
