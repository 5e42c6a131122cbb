package io.rapport.server.insight;

/// Reached: of the call-backs that were tried and are over, with whom a person spoke within three attempts,
/// as a share.
final class Reached {
    static final Definition DEFINITION = Definition.share(
            Source.CALL_BACKS,
            "first_at is not null and (reached_by is not null or attempts >= 3 or ended)",
            "reached_by <= 3");

    private Reached() {}
}
