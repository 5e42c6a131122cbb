package io.rapport.server.access;

import java.time.Instant;

/// A session that is valid now.
///
/// @param csrf goes back with every request that changes something
public record SignedIn(Account account, String csrf, Instant expires) {}
