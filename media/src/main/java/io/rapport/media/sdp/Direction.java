package io.rapport.media.sdp;

import java.util.List;
import java.util.Locale;

/// Who sends, as seen by whoever wrote the description (RFC 8866 section 6.7).
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /// What the other side says of the same.
    public Direction reversed() {
        return switch (this) {
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case SENDRECV, INACTIVE -> this;
        };
    }

    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The last one said, as later lines overrule earlier ones; sending and receiving where nothing is said.
    static Direction of(List<Attribute> attributes, Direction otherwise) {
        Direction found = otherwise;
        for (Attribute attribute : attributes) {
            for (Direction direction : values()) {
                found = attribute.name().equals(direction.attribute()) ? direction : found;
            }
        }
        return found;
    }
}
