package io.rapport.server.channel;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.util.Optional;

/// What happens at our doors.
public sealed interface ChannelEvent extends JournalEvent {

    /// The one fate of an inbound, when it was taken in.
    record InboundTaken(
            long inbound,
            DoorId door,
            FateKind fate,
            Optional<MatterId> matter,
            Optional<InteractionId> interaction,
            Optional<Long> outbound)
            implements ChannelEvent {}

    /// Somebody decided otherwise: junk was rescued or dismissed, a matter needs no answer.
    record FateChanged(long inbound, FateKind from, FateKind to, Optional<AgentId> by) implements ChannelEvent {}

    record OutboundQueued(long outbound, InteractionId interaction) implements ChannelEvent {}

    record OutboundCancelled(long outbound, InteractionId interaction, AgentId by) implements ChannelEvent {}

    /// The fate of an attempt, or of the whole message.
    record OutboundChanged(long outbound, InteractionId interaction, OutboundState state, int attempts)
            implements ChannelEvent {}

    record DoorChanged(DoorId door) implements ChannelEvent {}
}
