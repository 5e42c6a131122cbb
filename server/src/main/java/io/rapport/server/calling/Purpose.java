package io.rapport.server.calling;

/// Why we call.
public enum Purpose {
    /// They asked for it.
    ASKED,
    /// About what we do for them, unasked.
    SERVICE,
    /// To sell, or to ask for an opinion that they did not offer.
    SELLING;

    boolean obeys(CallingRule.Scope scope) {
        return switch (scope) {
            case EVERY_CALL -> true;
            case UNASKED -> this != ASKED;
            case SELLING -> this == SELLING;
        };
    }
}
