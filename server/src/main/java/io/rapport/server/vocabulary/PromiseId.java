package io.rapport.server.vocabulary;

/// Names one promise. Positive; given by the database.
public record PromiseId(long value) {
    public PromiseId {
        if (value <= 0) {
            throw new IllegalArgumentException("a promise id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
