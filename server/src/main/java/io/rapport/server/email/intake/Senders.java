package io.rapport.server.email.intake;

import io.rapport.server.channel.Sender;
import io.rapport.server.email.mime.Addresses;
import io.rapport.server.email.mime.Headers;
import io.rapport.server.vocabulary.ContactPoint;
import java.util.List;
import java.util.Optional;

/// Finds who says to have sent a mail: From, else Sender, Reply-To, the envelope.
public final class Senders {

    private static final List<String> FALLBACKS =
            List.of("sender", "x-sender", "resent-from", "reply-to", "return-path");

    private Senders() {}

    /// The address in From, the one that [io.rapport.server.channel.Sender.Proof] is about.
    public static Optional<Addresses.Mailbox> from(Headers headers, String fallback) {
        return firstIn(headers, "from", fallback);
    }

    /// @param proof about the From address; a sender found elsewhere is unproven
    static Optional<Sender> of(Headers headers, String fallback, Optional<String> returnPath, Sender.Proof proof) {
        Optional<Addresses.Mailbox> from = from(headers, fallback);
        if (from.isPresent()) {
            return sender(from.get(), proof, replyTo(headers, fallback));
        }
        for (String field : FALLBACKS) {
            Optional<Addresses.Mailbox> other = firstIn(headers, field, fallback);
            if (other.isPresent()) {
                return sender(other.get(), Sender.Proof.UNKNOWN, replyTo(headers, fallback));
            }
        }
        return returnPath
                .flatMap(ContactPoint::email)
                .map(address -> new Sender(address, "", Sender.Proof.UNKNOWN, Optional.empty()));
    }

    private static Optional<Sender> sender(
            Addresses.Mailbox mailbox, Sender.Proof proof, Optional<ContactPoint> replyTo) {
        return ContactPoint.email(mailbox.address())
                .map(address ->
                        new Sender(address, mailbox.name(), proof, replyTo.filter(other -> !other.equals(address))));
    }

    private static Optional<ContactPoint> replyTo(Headers headers, String fallback) {
        return firstIn(headers, "reply-to", fallback).flatMap(mailbox -> ContactPoint.email(mailbox.address()));
    }

    private static Optional<Addresses.Mailbox> firstIn(Headers headers, String field, String fallback) {
        for (String value : headers.every(field)) {
            for (Addresses.Mailbox mailbox : Addresses.parse(value, fallback)) {
                if (ContactPoint.email(mailbox.address()).isPresent()) {
                    return Optional.of(mailbox);
                }
            }
        }
        return Optional.empty();
    }
}
