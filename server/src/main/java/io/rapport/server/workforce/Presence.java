package io.rapport.server.workforce;

import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;
import java.util.Optional;

/// What an agent is doing.
///
/// @param note what they say of it ("drill"); at most 60 characters, may be empty
/// @param until when they mean to be back
public record Presence(AgentId agent, State state, Instant since, String note, Optional<Instant> until) {

    public enum State {
        AVAILABLE,
        HANDLING,
        WRAP_UP,
        AWAY,
        OFFLINE
    }

    public Presence {
        note = note.length() > 60 ? note.substring(0, 60) : note;
    }

    /// Whether they are at work at all.
    public boolean isIn() {
        return state != State.OFFLINE;
    }
}
