package io.rapport.server.channel;

/// Where a message of ours is on its way.
public enum OutboundState {
    /// Its writer may still take it back.
    WAITING,
    /// Leaves at a chosen moment.
    SCHEDULED,
    /// Was to leave later, and waits for one of us: the customer wrote first.
    HELD,
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
