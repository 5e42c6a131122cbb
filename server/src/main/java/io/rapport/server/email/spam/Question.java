package io.rapport.server.email.spam;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// A mail and how it came, for a spam filter.
///
/// @param from the envelope sender; the empty string for the null sender, empty where it is not known
/// @param recipients of the envelope; empty where not known
/// @param peer who spoke SMTP to us; empty where we fetched the mail
/// @param helo what it called itself; may be empty
public record Question(
        byte[] raw, Optional<String> from, List<String> recipients, Optional<InetAddress> peer, String helo) {}
