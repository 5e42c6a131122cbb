package io.rapport.server.standing;

import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.OptionalLong;

/// Who makes good what we broke: called once for each case, in the transaction that counts it, with the
/// customer locked.
public interface Amends {
    /// @param what in words, in the customer's language where there are such
    /// @param amountCents empty: it is no money
    /// @param currency ISO 4217; empty where it is no money
    void owe(
            CustomerId customer,
            long standingPromise,
            String what,
            OptionalLong amountCents,
            String currency,
            Instant now);
}
