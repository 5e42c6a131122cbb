package io.rapport.server.channel;

import io.rapport.server.vocabulary.ContactPoint;

/// Mail for this address goes to this server, whatever its door says: it has a mailbox of its own in this process.
public record MailRoute(ContactPoint recipient, MailServer server) {}
