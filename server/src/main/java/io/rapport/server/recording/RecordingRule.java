package io.rapport.server.recording;

import io.rapport.server.vocabulary.TeamId;
import java.time.Duration;

/// What a team's calls are.
///
/// @param keep for how long a recording is kept, from its beginning
public record RecordingRule(TeamId team, Rule rule, Duration keep) {
    /// A team that nobody has said anything of.
    static RecordingRule unsaid(TeamId team) {
        return new RecordingRule(team, Rule.OFF, Duration.ofDays(90));
    }

    /// How a customer comes to know of it.
    public enum Rule {
        /// Nothing is recorded.
        OFF,
        /// They hear that it is, before a word of theirs is kept.
        ANNOUNCED,
        /// An agent asks them, and it begins when they have agreed.
        CONSENT
    }
}
