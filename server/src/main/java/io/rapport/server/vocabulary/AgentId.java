package io.rapport.server.vocabulary;

/// Names one agent. Positive; given by the database.
public record AgentId(long value) {
    public AgentId {
        if (value <= 0) {
            throw new IllegalArgumentException("an agent id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
