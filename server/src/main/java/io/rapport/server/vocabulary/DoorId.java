package io.rapport.server.vocabulary;

/// Names one door. Positive; given by the database.
public record DoorId(long value) {
    public DoorId {
        if (value <= 0) {
            throw new IllegalArgumentException("a door id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
