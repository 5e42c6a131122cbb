package io.rapport.server.channel;

import io.rapport.server.vocabulary.MatterId;
import java.util.Optional;

/// What became of one inbound. Every inbound has exactly one at any time; changes are journaled.
public sealed interface Fate {

    /// It began a new matter.
    record OpenedMatter(MatterId matter) implements Fate {}

    /// It belongs to a matter that was there.
    record JoinedMatter(MatterId matter) implements Fate {}

    /// It reports on message `outbound` of ours; empty where we know no such message.
    record BounceOf(Optional<Long> outbound) implements Fate {}

    /// A machine wrote it; nobody waits.
    record AutomaticReply() implements Fate {}

    /// Nobody waits for an answer: decided by `decidedBy` ("rule: thanks", "agent 7").
    record NeedsNoAnswer(String decidedBy) implements Fate {}

    /// Seems to be junk; kept and reviewable.
    record Junk(String why) implements Fate {}
}
