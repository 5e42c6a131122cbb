package io.rapport.server.voice;

import io.rapport.server.channel.Sender;
import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.Optional;

/// What is known of one call from its beginning, and stays so.
///
/// @param record whose call it is
/// @param person who speaks for that record
/// @param home the person's team
/// @param known who of us spoke with them last
/// @param promise to answer them, or for which we call
/// @param number E.164, or as it came; empty: withheld
/// @param caller who called us; empty where we call
record Call(
        long id,
        Said.Direction direction,
        CustomerId record,
        CustomerId person,
        String name,
        TeamId home,
        Optional<AgentId> known,
        InteractionId interaction,
        Optional<MatterId> matter,
        Optional<PromiseId> promise,
        String number,
        Instant began,
        Optional<Caller> caller) {

    Call named(String other) {
        return new Call(
                id, direction, record, person, other, home, known, interaction, matter, promise, number, began, caller);
    }

    /// Looked after by another team from now on.
    Call at(TeamId team) {
        return new Call(
                id, direction, record, person, name, team, known, interaction, matter, promise, number, began, caller);
    }

    /// The address of the page from which they call; empty by telephone.
    Optional<String> page() {
        return caller.flatMap(Caller::page);
    }

    /// Who called, and where.
    ///
    /// @param messageId as which the inbox knows the call, or the talk that it is part of
    /// @param page from which they call; empty by telephone
    record Caller(Sender sender, DoorId door, String doorName, String messageId, Optional<String> page) {}
}
