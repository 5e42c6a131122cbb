package io.rapport.server.channel;

import io.rapport.server.customer.LinkProof;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What machines of ours write to a customer, beside receipts: at once, marked as automatic (RFC 3834), and to an
/// address that was proven, or that they were seen to write from.
public final class Letters {
    private static final Set<LinkProof> KNOWN = Set.of(LinkProof.VERIFIED, LinkProof.SEEN);

    private final ChannelParts parts;
    private final Outbox outbox;

    Letters(ChannelParts parts, Outbox outbox) {
        this.parts = parts;
        this.outbox = outbox;
    }

    /// @param key made once per letter: handing it in twice sends one
    /// @param fromName whom the customer sees
    /// @param door by which it leaves if that is a mail door; else the first one
    public record Letter(
            String key,
            CustomerId customer,
            MatterId matter,
            ContactPoint to,
            String toName,
            String fromName,
            String subject,
            String text,
            String html,
            Optional<DoorId> door) {}

    /// At which mail address a person is reached, the best proven first.
    public Optional<ContactPoint> address(CustomerId customer) {
        List<LinkedPoint> points = parts.customers().points(customer);
        return points.stream()
                .filter(point -> point.point().kind() == ContactPoint.Kind.EMAIL && KNOWN.contains(point.proof()))
                .min(Comparator.comparing(point -> point.proof() == LinkProof.VERIFIED ? 0 : 1))
                .map(LinkedPoint::point);
    }

    /// Sends it, in the caller's transaction with the customer locked.
    ///
    /// @return whether it goes out: not where it was handed in before, or no door of ours sends mail
    public boolean send(Letter letter, Instant now) {
        Optional<Door> door = outbox.doorFor(letter.door());
        if (door.isEmpty() || parts.outbounds().byKey(letter.key()).isPresent()) {
            return false;
        }
        outbox.automatic(
                letter.key(),
                door.get(),
                letter.customer(),
                letter.matter(),
                letter.to(),
                letter.toName(),
                letter.fromName(),
                letter.subject(),
                letter.text(),
                letter.html(),
                now);
        return true;
    }
}
