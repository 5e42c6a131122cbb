package io.rapport.server.channel;

/// What one attempt to deliver came to.
public sealed interface Delivery {

    /// The next host has it. `detail` is what it said.
    record Accepted(String detail) implements Delivery {}

    /// Not now; try again. `detail` says why.
    record Deferred(String detail) implements Delivery {}

    /// The connection broke after the last byte had left: the far side may have it. `detail` says what happened.
    record Unsure(String detail) implements Delivery {}

    /// Never. `detail` says why.
    record Refused(String detail) implements Delivery {}
}
