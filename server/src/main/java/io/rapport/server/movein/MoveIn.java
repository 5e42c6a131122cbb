package io.rapport.server.movein;

import java.time.Instant;

/// A history from another system, and how far it has come.
///
/// @param name of the file, or whose mailbox it is
/// @param carryOn whether what was open there becomes a promise here
/// @param problem why it could not be read; empty: it could
/// @param threads that were read
/// @param taken of them so far
/// @param known messages that had been taken before
/// @param refused what was not taken; the report says why
record MoveIn(
        long id,
        Source source,
        String name,
        boolean carryOn,
        State state,
        String problem,
        Instant uploaded,
        int threads,
        int taken,
        int people,
        int matters,
        int messages,
        int notes,
        int promises,
        int known,
        int refused) {

    enum State {
        READING,
        /// Read, and nothing taken.
        READY,
        RUNNING,
        STOPPED,
        DONE,
        /// It can't be read.
        FAILED,
        /// Put away without being taken.
        DROPPED
    }

    /// From where.
    enum Source {
        ZAMMAD,
        ZENDESK,
        CHATWOOT,
        CSV,
        MAILBOX
    }
}
