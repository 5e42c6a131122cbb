package io.rapport.server.insight;

/// Solved by the call: of those with whom a person spoke seven days ago or more, who did not come back
/// about the same matter within seven days, as a share.
final class SolvedByCall {
    static final Definition DEFINITION =
            Definition.share(Source.CALL_BACKS, "reached_at is not null and week_over", "not came_back");

    private SolvedByCall() {}
}
