package io.rapport.server.voice.sound;

import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import java.time.Instant;
import java.util.Optional;

/// Words that a team has recorded for its callers.
///
/// @param by who kept it; empty: an administrator who is in no team
public record Prompt(
        TeamId team, Kind kind, Language language, BlobId sound, int millis, Optional<AgentId> by, Instant at) {

    public enum Kind {
        /// Heard once, when a caller is taken and nobody has answered yet.
        GREETING,
        /// That a message can be left, since nobody can answer.
        VOICEMAIL,
        /// The same, since the team does not work just now.
        CLOSED
    }
}
