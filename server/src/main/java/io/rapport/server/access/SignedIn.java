package io.rapport.server.access;

import java.security.Principal;
import java.time.Instant;

/// A session that is valid now.
///
/// @param csrf goes back with every request that changes something
public record SignedIn(Account account, String csrf, Instant expires) implements Principal {

    /// The account's number, for modules that bind something to whoever is signed in and know no accounts.
    @Override
    public String getName() {
        return Long.toString(account.id());
    }
}
