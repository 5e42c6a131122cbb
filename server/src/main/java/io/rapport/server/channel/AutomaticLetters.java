package io.rapport.server.channel;

import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What we write to one person by a machine, for packages that decide whether and what: through the one door out, said to
/// be automatic, once for each key. In the caller's transaction, with the customer locked.
public final class AutomaticLetters {
    private final ChannelParts parts;
    private final Outbox outbox;

    AutomaticLetters(ChannelParts parts, Outbox outbox) {
        this.parts = parts;
        this.outbox = outbox;
    }

    /// A letter to one address.
    ///
    /// @param key what makes it the same letter when it is handed in twice
    /// @param matter of the same customer
    /// @param fromName whom they see
    /// @param html the same as `text`
    public record Letter(
            String key,
            CustomerId customer,
            MatterId matter,
            ContactPoint to,
            String toName,
            String fromName,
            String subject,
            String text,
            String html) {}

    /// It is on its way, or was before.
    ///
    /// @param outbound its number, by which its fate is journaled
    public record Sent(long outbound, DoorId door) {}

    /// By the mail door by which the matter's last mail came, else the first.
    ///
    /// @return empty: there is no door by which mail could leave
    public Optional<Sent> mail(Letter letter, Instant now) {
        Optional<Sent> known = known(letter.key());
        if (known.isPresent()) {
            return known;
        }
        Optional<Door> door = mailDoor(letter.matter());
        return door.flatMap(by -> {
            outbox.automatic(
                    letter.key(),
                    by,
                    letter.customer(),
                    letter.matter(),
                    letter.to(),
                    letter.toName(),
                    letter.fromName(),
                    letter.subject(),
                    letter.text(),
                    letter.html(),
                    now);
            return known(letter.key());
        });
    }

    /// The mail door that would be used for a matter.
    public Optional<Door> mailDoor(MatterId matter) {
        return outbox.doorFor(parts.inbounds().lastMailDoor(matter));
    }

    /// A line in the chat in which the matter was last spoken of; it is read at once.
    ///
    /// @return empty: it is in no chat
    public Optional<Sent> chat(String key, Matter matter, String text, Instant now) {
        Optional<Sent> known = known(key);
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

    private Optional<Sent> known(String key) {
        return parts.outbounds().byKey(key).map(row -> new Sent(row.id(), row.door()));
    }
}
