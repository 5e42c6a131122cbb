package io.rapport.server.vocabulary;

/// Names one team. Positive; given by the database.
public record TeamId(long value) {
    public TeamId {
        if (value <= 0) {
            throw new IllegalArgumentException("a team id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
