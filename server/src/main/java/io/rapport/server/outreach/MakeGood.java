package io.rapport.server.outreach;

import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What we do for somebody whom we let down: an amount, or something done.
///
/// @param standingPromise which standing promise of the company was broken, if it is for one
/// @param amountCents in the hundredth part of the currency; empty for something done
/// @param currency ISO 4217; empty with no amount
/// @param proposedBy the account; empty: a standing promise asks for it
/// @param proof a receipt, or the number of the credit in another system
public record MakeGood(
        long id,
        OptionalLong incident,
        OptionalLong standingPromise,
        CustomerId customer,
        String what,
        OptionalLong amountCents,
        String currency,
        State state,
        OptionalLong proposedBy,
        OptionalLong approvedBy,
        Instant proposed,
        Optional<String> proof,
        Optional<Instant> arrived,
        Optional<Arrival> arrivedHow) {
    static final int MAX_WHAT = 300;
    static final int MAX_PROOF = 200;
    static final long MOST_CENTS = 100_000_000;

    public enum State {
        PROPOSED,
        /// Another than who proposed it said yes.
        APPROVED,
        DONE,
        /// It is proven that it arrived.
        ARRIVED,
        /// Somebody decided against it.
        DROPPED
    }

    /// By what we know that it arrived.
    public enum Arrival {
        /// The customer pressed the button.
        CUSTOMER,
        /// A receipt, or the number of the credit where it was booked.
        PROOF
    }
}
