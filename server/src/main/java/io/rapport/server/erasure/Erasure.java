package io.rapport.server.erasure;

import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;

/// That somebody is to be forgotten, unless it is taken back before it is due.
///
/// @param account who asked for it on their behalf
record Erasure(long id, CustomerId customer, Reason reason, long account, Instant asked, Instant due) {

    /// Why; never free words, which would tell again what is forgotten.
    enum Reason {
        /// They asked for it.
        THEY_ASKED,
        /// What they agreed to was taken back, and nothing else is a ground to keep it.
        AGREEMENT_ENDED,
        /// There is no purpose any more.
        NOT_NEEDED,
        /// A court or an authority said so.
        ORDERED
    }
}
