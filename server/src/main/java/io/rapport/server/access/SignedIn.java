package io.rapport.server.access;

import io.rapport.server.web.Permission;
import java.security.Principal;
import java.time.Instant;
import java.util.Set;

/// A session, or an API token, that is valid now.
///
/// @param session the session's number; 0 for an API token
/// @param token the token's number; 0 for a session
/// @param csrf goes back with every request that changes something; empty for an API token
/// @param permissions what may be done with it: no more than the account's role allows
public record SignedIn(
        Account account, long session, long token, String csrf, Instant expires, Set<Permission> permissions)
        implements Principal {

    public SignedIn {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /// Whether this session opens nothing but setting up a second step, which the installation requires.
    public boolean mustEnrol() {
        return session != 0 && permissions.equals(Sessions.BEFORE_ENROLMENT);
    }

    /// The account's number, for modules that bind something to whoever is signed in and know no accounts.
    @Override
    public String getName() {
        return Long.toString(account.id());
    }
}
