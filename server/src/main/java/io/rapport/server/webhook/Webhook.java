package io.rapport.server.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An address of another system that hears what happened.
///
/// @param types of events; empty: all
/// @param failingSince since when nothing has arrived; empty when the last one did
/// @param givenUp when it was switched off because nothing arrived for [Pauses#LASTS]
record Webhook(
        long id,
        String address,
        List<String> types,
        boolean enabled,
        Instant created,
        Optional<Instant> failingSince,
        Optional<Instant> givenUp) {}
