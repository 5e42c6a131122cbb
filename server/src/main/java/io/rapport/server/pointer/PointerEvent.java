package io.rapport.server.pointer;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.AgentId;

/// What happens to what somebody should look at.
public sealed interface PointerEvent extends JournalEvent {

    record PointerMade(long pointer, AgentId agent) implements PointerEvent {}

    /// They looked at all that concerned a customer.
    record PointersSeen(AgentId agent) implements PointerEvent {}
}
