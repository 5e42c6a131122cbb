package io.rapport.server.outreach;

/// Where one try to tell somebody is.
enum AttemptState {
    WAITING,
    SENDING,
    /// The next host has it.
    ACCEPTED,
    /// Not taken yet; it is tried again.
    DEFERRED,
    BOUNCED,
    FAILED,
    /// It may have arrived; it is not sent again.
    UNSURE,
    /// They want nothing that goes to many.
    SUPPRESSED,
    /// There is no address for any of the ways.
    UNREACHABLE,
    /// On the list of those whom their own team calls.
    TO_CALL,
    /// The campaign was stopped before their turn.
    STOPPED
}
