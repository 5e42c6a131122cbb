package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;

/// What an attempt to answer came to.
sealed interface Claim {
    record Yours(LiveCall call, Switchboard.Pen pen) implements Claim {}

    /// They were asked to join, and have.
    record Joined() implements Claim {}

    /// Somebody was quicker.
    record Theirs(AgentId by) implements Claim {}

    /// They hung up, or leave a message already.
    record Gone() implements Claim {}

    /// One talks with one at a time.
    record Busy() implements Claim {}

    /// They hear a call of others just now.
    record Listens() implements Claim {}

    record NoLine() implements Claim {}
}
