package io.rapport.server.email.intake;

import io.rapport.server.channel.Door;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a message came, as opposed to what it says of itself.
///
/// @param returnPath the envelope sender: an address, the empty string for the null sender (RFC 5321 section 4.5.5:
///     a machine wrote it), or empty where it is not known
/// @param recipients envelope recipients at this door; empty where not known
public record Envelope(Door door, Instant receivedAt, Optional<String> returnPath, List<String> recipients) {}
