package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;

/// What can happen to a live call.
sealed interface CallNews {

    /// Time has passed.
    ///
    /// @param reachable whether there is anybody at all who could answer
    record Beat(boolean reachable) implements CallNews {}

    /// Their team does not work just now.
    record Closed() implements CallNews {}

    /// One of us answers.
    record Claimed(AgentId by) implements CallNews {}

    /// That they answered is written down.
    record Kept() implements CallNews {}

    /// It could not be written down: it rings on.
    record NotKept() implements CallNews {}

    record Held(boolean held) implements CallNews {}

    /// One of us hangs up; the others, if there are any, go on.
    record HungUp(AgentId by) implements CallNews {}

    /// A colleague who was asked joins.
    record Joined(AgentId by) implements CallNews {}

    /// One of us puts them through to a number outside, or tries so otherwise.
    record PutThrough(AgentId by) implements CallNews {}

    /// Somebody has answered there.
    record Through() implements CallNews {}

    /// Nobody is there any more, or nobody was.
    record NotThrough() implements CallNews {}

    /// Their carrier has put them through: they are with us no more.
    record GivenAway() implements CallNews {}

    /// One of us leaves them to a team, which it rings at from now on.
    record Queued() implements CallNews {}

    /// @param lost whether they are no longer heard of, rather than having hung up
    record TheyEnded(boolean lost) implements CallNews {}

    /// Nothing has come from them for a while. Some telephones send nothing while nobody speaks.
    record Silent() implements CallNews {}

    /// Whom we call has answered.
    record TheyAnswered() implements CallNews {}

    /// How it can be heard has changed.
    record Sounds() implements CallNews {}

    /// What was played to them once has been played.
    record Played() implements CallNews {}

    /// As much is recorded as may be.
    record Full() implements CallNews {}

    /// An agent's browser has gone.
    record LineAway(AgentId of) implements CallNews {}

    record LineBack(AgentId of) implements CallNews {}
}
