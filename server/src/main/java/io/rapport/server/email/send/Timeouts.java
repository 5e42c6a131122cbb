package io.rapport.server.email.send;

import java.time.Duration;

/// How long one step of sending may take; one attempt must end within a minute.
///
/// @param connect to be connected
/// @param answer to each command and each packet
/// @param idle how long an unused connection is kept for the next message
public record Timeouts(Duration connect, Duration answer, Duration idle) {

    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(40), Duration.ofSeconds(20));
}
