package io.rapport.server.vocabulary;

/// Names one piece of work. Positive; given by the database.
public record WorkId(long value) {
    public WorkId {
        if (value <= 0) {
            throw new IllegalArgumentException("a work id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
