package io.rapport.server.channel;

import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;

/// The outbox for what goes to many: each message leaves as soon as it is made, by who made it, beside the
/// places in
/// which replies leave. In the transaction that makes it stands that it is being sent; whoever dies with it
/// leaves it
/// there, and it is not sent again. What a far side does not take yet is tried again later, after all replies.
/// Thread-safe.
public final class MassPost {
    /// How long a message may be with its sender before it counts as left behind.
    static final Duration LEASE = Duration.ofSeconds(75);

    private static final Duration COMPANY = Duration.ofSeconds(10);

    private final ChannelParts parts;
    private final Outbox outbox;
    private final Settling settling;
    private final ObjectProvider<Carrier> carriers;
    private final String me = UUID.randomUUID().toString();
    private volatile Known company = new Known("", Instant.EPOCH);

    /// The company's name, asked for a few times a minute rather than for each message.
    private record Known(String name, Instant until) {}

    MassPost(ChannelParts parts, Outbox outbox, Settling settling, ObjectProvider<Carrier> carriers) {
        this.parts = parts;
        this.outbox = outbox;
        this.settling = settling;
        this.carriers = carriers;
    }

    /// What one of many is told.
    ///
    /// @param key the same for every try to make it: it is made once
    /// @param to a mail address, or a number for a short message
    /// @param matter in which they were told before; empty: a new one, called `about`, that waits and closes
    ///     by itself
    /// @param fromName whom they see; the company is added
    /// @param html empty for a short message
    /// @param unsubscribe where a mail program unsubscribes by one click
    public record Letter(
            String key,
            Channel channel,
            ContactPoint to,
            long contactPoint,
            String toName,
            Optional<MatterId> matter,
            String about,
            String fromName,
            String subject,
            String text,
            Optional<String> html,
            Optional<String> unsubscribe) {}

    /// What was made, and what is to be carried.
    public record Made(long outbound, InteractionId interaction, MatterId matter) {}

    /// Who has something to be told to a customer.
    public interface Teller {
        /// Claims it, so that nobody else makes it; the customer is locked.
        ///
        /// @param home the customer's team
        /// @return empty when there is nothing to be told any more
        Optional<Letter> claim(TeamId home, Instant now);

        /// Notes what was made, in the same transaction.
        void made(Made made, Instant now);
    }

    /// Makes a message and sends it; returns when it is known what it came to.
    ///
    /// @return whether there was anything to be sent
    public boolean send(CustomerId customer, Teller teller) {
        Optional<Ready> ready = parts.transaction().execute(status -> make(customer, teller));
        ready.ifPresent(this::carry);
        return ready.isPresent();
    }

    private record Ready(OutboundStore.Row row, Parcel parcel) {}

    private Optional<Ready> make(CustomerId customer, Teller teller) {
        TeamId home = parts.customers().lock(customer);
        Instant now = parts.clock().instant();
        Optional<Door> door = door(home);
        return door.isEmpty()
                ? Optional.empty()
                : teller.claim(home, now).map(letter -> {
                    MatterId matter =
                            letter.matter().orElseGet(() -> parts.matters().tell(customer, letter.about(), now));
                    Ready ready = make(customer, letter, door.get(), matter, now);
                    teller.made(new Made(ready.row().id(), ready.row().interaction(), matter), now);
                    return ready;
                });
    }

    /// Sends a letter to one of us, to look at: nothing of it is kept, and answers to it go to the door.
    ///
    /// @return what it came to, in words; empty when it left
    public Optional<String> show(TeamId team, ContactPoint to, String toName, Letter letter) {
        Optional<Door> door = door(team);
        if (door.isEmpty()) {
            return Optional.of("There is no mail door that is open, so nothing can leave.");
        }
        String address = door.get().address();
        Parcel parcel = new Parcel(
                0,
                door.get().id(),
                "look." + UUID.randomUUID().toString().replace("-", "") + address.substring(address.lastIndexOf('@')),
                Postman.from(letter.fromName(), company()),
                address,
                address,
                to,
                toName,
                letter.subject(),
                letter.text(),
                letter.html(),
                List.of(),
                List.of(),
                true,
                letter.unsubscribe(),
                parts.clock().instant());
        return switch (carriers().getOrDefault(Channel.MAIL, NobodyCarries.THAT).carry(parcel)) {
            case Delivery.Accepted _ -> Optional.empty();
            case Delivery.Deferred(var why) -> Optional.of(why);
            case Delivery.Unsure(var why) -> Optional.of(why);
            case Delivery.Refused(var why) -> Optional.of(why);
        };
    }

    private String company() {
        Instant now = parts.clock().instant();
        Known known = company;
        if (!now.isBefore(known.until())) {
            known = new Known(parts.accounts().setting("company").orElse(""), now.plus(COMPANY));
            company = known;
        }
        return known.name();
    }

    /// Whether there is a door by which anything could leave.
    public boolean hasDoor() {
        return outbox.doorFor(Optional.empty()).isPresent();
    }

    private Optional<Door> door(TeamId home) {
        Optional<DoorId> own = parts.doors().all().stream()
                .filter(door -> door.channel() == Channel.MAIL && door.enabled())
                .filter(door -> door.team().filter(home::equals).isPresent())
                .map(Door::id)
                .findFirst();
        return outbox.doorFor(own);
    }

    private Ready make(CustomerId customer, Letter letter, Door door, MatterId matter, Instant now) {
        InteractionId interaction = parts.interactions().keep(said(customer, letter, door, matter, now));
        String token = parts.tokens().of(matter);
        int at = door.address().lastIndexOf('@');
        String domain = door.address().substring(at + 1);
        String messageId = "m." + token + "." + UUID.randomUUID().toString().replace("-", "") + "@" + domain;
        String reply = door.address().substring(0, at) + "+m." + token + "@" + domain;
        OutboundStore.Draft draft = new OutboundStore.Draft(
                letter.key(),
                letter.channel(),
                door.id(),
                customer,
                interaction,
                Optional.of(matter),
                messageId,
                letter.fromName(),
                reply,
                letter.to().value(),
                letter.toName(),
                List.of(),
                letter.html(),
                true,
                OutboundState.SENDING,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OutboundStore.Foot.NONE);
        long id = parts.outbounds().number();
        parts.outbounds().insertOfMany(id, draft, letter.unsubscribe(), me, now.plus(LEASE), now);
        parts.inbounds().rememberMessageId(messageId, customer, matter);
        return new Ready(row(id, draft, letter.unsubscribe(), now), parcel(id, draft, letter, door, now));
    }

    private static OutboundStore.Row row(
            long id, OutboundStore.Draft draft, Optional<String> unsubscribe, Instant now) {
        return new OutboundStore.Row(
                id,
                draft.channel(),
                draft.door(),
                draft.customer(),
                draft.interaction(),
                draft.matter(),
                draft.messageId(),
                draft.fromName(),
                draft.replyAddress(),
                draft.recipient(),
                draft.recipientName(),
                draft.inReplyTo(),
                draft.html(),
                true,
                OutboundState.SENDING,
                1,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                true,
                unsubscribe);
    }

    private Parcel parcel(long id, OutboundStore.Draft draft, Letter letter, Door door, Instant now) {
        return new Parcel(
                id,
                door.id(),
                draft.messageId(),
                Postman.from(letter.fromName(), company()),
                door.address(),
                draft.replyAddress(),
                letter.to(),
                letter.toName(),
                letter.subject(),
                letter.text(),
                letter.html(),
                List.of(),
                List.of(),
                true,
                letter.unsubscribe(),
                now);
    }

    private static Said said(CustomerId customer, Letter letter, Door door, MatterId matter, Instant now) {
        return new Said(
                customer,
                Optional.of(matter),
                letter.channel(),
                Said.Direction.OUTBOUND,
                Optional.of(door.id()),
                Optional.of(letter.contactPoint()),
                Optional.empty(),
                true,
                "PROVEN",
                now,
                letter.to().value(),
                letter.toName(),
                Optional.empty(),
                letter.subject(),
                letter.text(),
                "",
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                List.of());
    }

    private void carry(Ready ready) {
        Delivery delivery = carriers()
                .getOrDefault(ready.row().channel(), NobodyCarries.THAT)
                .carry(ready.parcel());
        parts.transaction().executeWithoutResult(status -> {
            parts.customers().lock(ready.row().customer());
            settling.settle(ready.row(), delivery, parts.clock().instant());
        });
    }

    private Map<Channel, Carrier> carriers() {
        Map<Channel, Carrier> all = new EnumMap<>(Channel.class);
        carriers.forEach(carrier -> all.put(carrier.channel(), carrier));
        return all;
    }

    /// For a channel that no adapter serves.
    private enum NobodyCarries implements Carrier {
        THAT;

        @Override
        public Channel channel() {
            return Channel.MAIL;
        }

        @Override
        public Delivery carry(Parcel parcel) {
            return new Delivery.Deferred("no carrier for this channel is running");
        }
    }
}
