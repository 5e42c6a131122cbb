package io.rapport.server.email.smtp;

import io.rapport.server.channel.Doors;
import io.rapport.server.email.intake.MailIntake;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/// What all sessions of a listener share.
///
/// @param name what we call ourselves
/// @param certificate for STARTTLS (RFC 3207); without one it is not offered
/// @param relays which peers are our own relays
record SmtpHost(
        String name,
        Limits limits,
        Doors doors,
        MailIntake intake,
        Optional<Certificate> certificate,
        Predicate<InetAddress> relays,
        Path spoolFolder,
        Memory memory,
        Clock clock) {

    boolean trusts(InetAddress peer) {
        return relays.test(peer);
    }
}
