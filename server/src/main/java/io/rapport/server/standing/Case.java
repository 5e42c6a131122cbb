package io.rapport.server.standing;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import java.util.Optional;

/// Something that may be a case of a standing promise.
///
/// @param key what it is of, the same for ever: "promise:4711"
/// @param team whose it is, and who tells the customer
record Case(String key, CustomerId customer, TeamId team, Optional<MatterId> matter, Facts facts) {}
