package io.rapport.server.vocabulary;

/// Names one organisation. Positive; given by the database.
public record OrganisationId(long value) {
    public OrganisationId {
        if (value <= 0) {
            throw new IllegalArgumentException("an organisation id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
