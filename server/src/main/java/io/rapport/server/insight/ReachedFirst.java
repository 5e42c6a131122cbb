package io.rapport.server.insight;

/// Reached at first: of the call-backs that were tried, with whom a person spoke at the first attempt, as a
/// share.
final class ReachedFirst {
    static final Definition DEFINITION =
            Definition.share(Source.CALL_BACKS, "first_outcome is not null", "first_outcome = 'REACHED'");

    private ReachedFirst() {}
}
