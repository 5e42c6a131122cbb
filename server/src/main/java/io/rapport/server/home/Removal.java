package io.rapport.server.home;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.Optional;

/// Many customers on their way from one team to another.
///
/// @param total how many were chosen when it began
/// @param moved how many have gone so far
/// @param cursor up to which record they have been looked at; on the way back: down to which move
public record Removal(
        long id,
        Whom whom,
        TeamId to,
        HomeMoves.Along along,
        AgentId by,
        State state,
        int total,
        int moved,
        long cursor,
        Instant begun,
        Optional<Instant> ended) {

    public enum State {
        RUNNING,
        STOPPED,
        DONE,
        /// On their way back.
        UNDOING,
        UNDONE
    }

    /// By what customers of a team are chosen.
    public enum Kind {
        ALL,
        /// How one of their numbers begins: `+44117`.
        NUMBER,
        /// How their postcode begins: `GB BS1`.
        POSTCODE,
        /// How they speak: `es`.
        LANGUAGE,
        /// Where they live, as their pages have it.
        PLACE
    }

    /// Which customers of a team.
    ///
    /// @param value read already; empty for all
    public record Whom(TeamId from, Kind kind, String value) {}
}
