package io.rapport.server.calling;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// That somebody may be called, as they said it.
///
/// @param contactPoint the number
/// @param purpose what it is about, in the words they were shown
/// @param wording which text they agreed to
/// @param expires [#LASTS] after the end of its window
record Permission(
        CustomerId customer,
        long contactPoint,
        String purpose,
        Through through,
        String wording,
        MatterId matter,
        Window window,
        Instant given,
        Instant expires,
        Optional<Instant> withdrawn) {
    static final Duration LASTS = Duration.ofDays(14);
}
