package io.rapport.server.email.smtp;

import java.time.Duration;

/// What one caller, and all callers together, may ask of the listener.
///
/// @param messageBytes largest message, announced as SIZE (RFC 1870)
/// @param connections at once in total; more are told to come back (`421`)
/// @param connectionsPerAddress at once from one address
/// @param recipients of one message (RFC 5321 section 4.5.3.1.8 asks for 100)
/// @param mistakes unknown commands, unknown recipients and syntax errors before we hang up
/// @param command time for one whole command line, however slowly it drips
/// @param data time for one whole message
/// @param memoryBytes of messages that are being taken in at once; more wait, then are told to come back
/// @param spoolBytes a message is held in memory while it arrives up to this size, then in a file
/// @param received fields of that name after which a mail is going in circles (RFC 5321 section 6.3)
public record Limits(
        int messageBytes,
        int connections,
        int connectionsPerAddress,
        int recipients,
        int mistakes,
        Duration command,
        Duration data,
        long memoryBytes,
        int spoolBytes,
        int received) {

    public static final Limits DEFAULT = new Limits(
            35 * 1024 * 1024,
            200,
            20,
            100,
            20,
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            128L * 1024 * 1024,
            128 * 1024,
            50);
}
