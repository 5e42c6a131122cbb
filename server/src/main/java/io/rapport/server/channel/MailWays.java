package io.rapport.server.channel;

import java.util.Optional;

/// How mail comes to a door and leaves it, where that is the door's own affair.
///
/// @param imap the mailbox to fetch from, where mail is fetched and not delivered to our listener
/// @param relay the host that outgoing mail leaves by; empty: the installation's default relay
/// @param connection by which both are signed in to, where they want OAuth2
/// @param authservId the name by which the mailbox's provider signs what it found out about senders (RFC 8601
///     section 2.5); empty: what is known of the host
public record MailWays(
        Optional<MailServer> imap,
        Optional<MailServer> relay,
        Optional<MailConnection> connection,
        Optional<String> authservId) {

    /// Delivered to our listener, sent by the installation's relay.
    public static final MailWays OURS =
            new MailWays(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// With servers that need no consent.
    public static MailWays of(Optional<MailServer> imap, Optional<MailServer> relay) {
        return new MailWays(imap, relay, Optional.empty(), Optional.empty());
    }
}
