package io.rapport.server.mystery;

/// Something wrong with a door that its lead must look after.
///
/// @param sentence what is wrong, as the promise says it
record Worry(Kind kind, String sentence) {

    enum Kind {
        /// A test knock did not come through.
        NOT_ARRIVED,
        /// People wait longer than was promised.
        UNANSWERED,
        /// Fewer knock than would by chance.
        TOO_QUIET
    }
}
