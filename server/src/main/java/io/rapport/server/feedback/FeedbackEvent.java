package io.rapport.server.feedback;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import java.util.Optional;

/// What happens between our asking and their answer.
public sealed interface FeedbackEvent extends JournalEvent {

    /// A survey was put to them.
    record SurveyAsked(long ask, long survey, Optional<MatterId> matter) implements FeedbackEvent {}

    /// They voted for the first time; confirmed by themselves.
    ///
    /// @param question as in [Scale]
    /// @param promise what somebody owes them for it
    record VoteConfirmed(
            long ask,
            long survey,
            InteractionId interaction,
            Scale question,
            int answer,
            Optional<AgentId> owner,
            Optional<PromiseId> promise)
            implements FeedbackEvent {}

    /// They changed their mind.
    record VoteChanged(
            long ask,
            long survey,
            InteractionId interaction,
            Scale question,
            int answer,
            Optional<AgentId> owner,
            Optional<PromiseId> promise)
            implements FeedbackEvent {}

    /// They want to be asked nothing more.
    record SurveysStopped(long ask) implements FeedbackEvent {}
}
