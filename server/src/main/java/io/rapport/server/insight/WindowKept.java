package io.rapport.server.insight;

/// Call-backs kept: of those whose window is over, or that were tried or moved by us before, where the
/// first attempt was inside the window that was promised, as a share. A window that they changed themselves
/// is the one that counts; one that we changed is a miss. What they took back before its window counts
/// neither way.
final class WindowKept {
    /// Rows of [Source#CALL_BACKS].
    static final String DUE = "(first_at is not null or replanned or (window_over and not released))";

    static final String HIT = "first_in_window and not replanned";

    static final Definition DEFINITION = Definition.share(Source.CALL_BACKS, DUE, HIT);

    private WindowKept() {}
}
