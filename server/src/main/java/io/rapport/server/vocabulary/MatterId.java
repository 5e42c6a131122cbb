package io.rapport.server.vocabulary;

/// Names one matter. Positive; given by the database.
public record MatterId(long value) {
    public MatterId {
        if (value <= 0) {
            throw new IllegalArgumentException("a matter id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
