package io.rapport.server.channel;

import io.rapport.server.customer.LinkProof;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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

    /// A letter that was handed in.
    ///
    /// @param outbound its number, by which its fate is journaled
    public record Sent(long outbound, DoorId door) {}

    /// The one of this key, if it was handed in.
    public Optional<Sent> sent(String key) {
        return parts.outbounds().byKey(key).map(row -> new Sent(row.id(), row.door()));
    }

    /// The mail door by which a matter's last mail came, else the first.
    public Optional<DoorId> mailDoor(MatterId matter) {
        return outbox.doorFor(parts.inbounds().lastMailDoor(matter)).map(Door::id);
    }

    /// A line in the chat in which the matter was last spoken of; it is read at once.
    ///
    /// @return empty: it is in no chat
    public Optional<Sent> chat(String key, Matter matter, String text, Instant now) {
        Optional<Sent> known = sent(key);
        if (known.isPresent()) {
            return known;
        }
        return parts.inbounds()
                .lastDoor(matter.id(), Channel.CHAT)
                .flatMap(parts.doors()::find)
                .filter(Door::enabled)
                .flatMap(door -> parts.inbounds()
                        .lastChatAddress(matter.id())
                        .flatMap(address -> said(key, matter, door, address, text, now)));
    }

    private Optional<Sent> said(String key, Matter matter, Door door, String address, String text, Instant now) {
        InteractionId interaction = parts.interactions()
                .keep(new Said(
                        matter.customer(),
                        Optional.of(matter.id()),
                        Channel.CHAT,
                        Said.Direction.OUTBOUND,
                        Optional.of(door.id()),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Sender.Proof.PROVEN.name(),
                        now,
                        address,
                        "",
                        Optional.empty(),
                        matter.about(),
                        text,
                        "",
                        Optional.empty(),
                        false,
                        false,
                        false,
                        Optional.empty(),
                        List.of()));
        long id = parts.outbounds()
                .insert(
                        new OutboundStore.Draft(
                                key,
                                Channel.CHAT,
                                door.id(),
                                matter.customer(),
                                interaction,
                                Optional.of(matter.id()),
                                "chat-" + UUID.randomUUID(),
                                "",
                                "",
                                address,
                                "",
                                List.of(),
                                Optional.empty(),
                                true,
                                OutboundState.QUEUED,
                                now,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OutboundStore.Foot.NONE),
                        now);
        OutboundStore.Row row = parts.outbounds().byId(id).orElseThrow();
        parts.journal().append(matter.customer(), new ChannelEvent.OutboundQueued(id, interaction), now);
        parts.outbounds().move(row, OutboundState.QUEUED, OutboundState.ACCEPTED, "in the chat", null, now);
        return Optional.of(new Sent(id, door.id()));
    }
}
