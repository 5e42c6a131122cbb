package io.rapport.server.vocabulary;

/// Names one interaction. Positive; given by the database.
public record InteractionId(long value) {
    public InteractionId {
        if (value <= 0) {
            throw new IllegalArgumentException("an interaction id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
