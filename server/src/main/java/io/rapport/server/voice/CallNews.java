package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;

/// What can happen to a live call.
sealed interface CallNews {

    /// Time has passed.
    ///
    /// @param reachable whether there is anybody at all who could answer
    record Beat(boolean reachable) implements CallNews {}

    /// One of us answers.
    record Claimed(AgentId by) implements CallNews {}

    /// That they answered is written down.
    record Kept() implements CallNews {}

    /// It could not be written down: it rings on.
    record NotKept() implements CallNews {}

    record Held(boolean held) implements CallNews {}

    /// The agent hangs up.
    record HungUp() implements CallNews {}

    /// @param lost whether they are no longer heard of, rather than having hung up
    record TheyEnded(boolean lost) implements CallNews {}

    /// Nothing has come from them for a while. Some telephones send nothing while nobody speaks.
    record Silent() implements CallNews {}

    /// Whom we call has answered.
    record TheyAnswered() implements CallNews {}

    /// What was played to them once has been played.
    record Played() implements CallNews {}

    /// As much is recorded as may be.
    record Full() implements CallNews {}

    /// The agent's browser has gone.
    record LineAway() implements CallNews {}

    record LineBack() implements CallNews {}
}
