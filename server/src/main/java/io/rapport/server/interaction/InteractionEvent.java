package io.rapport.server.interaction;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.WorkId;
import java.util.Optional;

/// What happens between a customer and us.
public sealed interface InteractionEvent extends JournalEvent {

    /// They reached us.
    record InteractionArrived(InteractionId interaction, Optional<MatterId> matter, Channel channel)
            implements InteractionEvent {}

    /// We reached out: an agent's words, or a machine's (then without agent).
    record InteractionSent(
            InteractionId interaction, Optional<MatterId> matter, Channel channel, Optional<AgentId> agent)
            implements InteractionEvent {}

    record MatterOpened(MatterId matter, boolean sales) implements InteractionEvent {}

    /// We said what there was to say.
    record MatterWaiting(MatterId matter) implements InteractionEvent {}

    record MatterClosed(MatterId matter, Why why, Optional<AgentId> by) implements InteractionEvent {

        public enum Why {
            /// The customer said that all is well.
            AGREED,
            /// Seven days without a word.
            SILENT,
            /// One of us closed it.
            BY_AGENT,
            SIGNED_UP,
            SAID_NO,
            /// There was nothing to answer.
            NO_ANSWER_NEEDED
        }
    }

    record MatterReopened(MatterId matter, Optional<AgentId> by) implements InteractionEvent {}

    /// It became a sales enquiry, or ceased to be one.
    record MatterKindChanged(MatterId matter, boolean sales, Optional<AgentId> by) implements InteractionEvent {}

    record NoteWritten(long note, Optional<MatterId> matter, AgentId agent) implements InteractionEvent {}

    record WorkClaimed(WorkId work, AgentId agent) implements InteractionEvent {}

    /// One of us speaks with them.
    record CallAnswered(InteractionId interaction, AgentId by) implements InteractionEvent {}

    /// One of us began to listen to a call of others, or ceased to.
    record CallListenedTo(InteractionId interaction, AgentId by) implements InteractionEvent {}

    /// One of us said what came of a call, or took it back.
    record DispositionChosen(InteractionId interaction, Optional<Long> disposition, AgentId by)
            implements InteractionEvent {}

    /// One of us said what a matter is about, or took it back.
    record ReasonChosen(MatterId matter, Optional<Long> reason, AgentId by) implements InteractionEvent {}

    /// A call is over.
    ///
    /// @param by who of us spoke with them
    record CallEnded(InteractionId interaction, How how, Optional<AgentId> by) implements InteractionEvent {

        public enum How {
            /// We spoke.
            TALKED,
            /// They hung up before one of us answered.
            MISSED,
            /// Nobody was there, and they left a message.
            VOICEMAIL,
            /// It broke off: the line, or we.
            CUT,
            /// Whom we called did not answer.
            UNANSWERED
        }
    }
}
