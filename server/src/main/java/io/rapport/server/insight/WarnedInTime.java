package io.rapport.server.insight;

/// Warned before a miss: of the call-backs whose window we missed, where they were told so before it ended,
/// as a share.
final class WarnedInTime {
    static final Definition DEFINITION = Definition.share(
            Source.CALL_BACKS, WindowKept.DUE + " and not coalesce(" + WindowKept.HIT + ", false)", "warned");

    private WarnedInTime() {}
}
