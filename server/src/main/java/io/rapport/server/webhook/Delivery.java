package io.rapport.server.webhook;

import java.time.Instant;
import java.util.Optional;

/// One event on its way to one webhook.
///
/// @param tried when it was last tried
/// @param next when it is tried next, while it waits
/// @param status of the last answer; empty when there was none
/// @param answer how the last answer began, or why there was none
record Delivery(
        long id,
        long webhook,
        String type,
        String body,
        State state,
        Instant created,
        int attempts,
        Optional<Instant> tried,
        Optional<Instant> next,
        Optional<Integer> status,
        String answer) {

    enum State {
        WAITING,
        DELIVERED,
        /// Given up; it may be sent again.
        PARKED
    }
}
