package io.rapport.server.channel;

import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Said;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.workforce.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The one door out. What an agent writes waits a few seconds in which it can be taken back; when it leaves,
/// what it answers is kept and what it promises is made. Thread-safe.
public final class Outbox {
    /// How long a reply can be taken back.
    public static final Duration UNDO = Duration.ofSeconds(10);

    private static final int THREAD = 20;

    /// From which it has not left.
    private static final Set<OutboundState> TAKEN_BACK =
            Set.of(OutboundState.WAITING, OutboundState.SCHEDULED, OutboundState.HELD);

    private final ChannelParts parts;
    private final Runnable wake;

    Outbox(ChannelParts parts, Runnable wake) {
        this.parts = parts;
        this.wake = wake;
    }

    /// A reply as an agent wrote it.
    ///
    /// @param key made once per reply by who writes it: sending it twice sends one message
    /// @param to one of the customer's own addresses; frozen from here on
    /// @param promised what is promised with it, and by when; empty: nothing more
    public record Reply(
            String key,
            CustomerId customer,
            MatterId matter,
            ContactPoint to,
            long contactPoint,
            String toName,
            String subject,
            String text,
            List<Long> uploads,
            Optional<Promise> promised,
            Leaving leaving) {

        /// One that leaves at once, with nothing under it.
        public Reply(
                String key,
                CustomerId customer,
                MatterId matter,
                ContactPoint to,
                long contactPoint,
                String toName,
                String subject,
                String text,
                List<Long> uploads,
                Optional<Promise> promised) {
            this(key, customer, matter, to, contactPoint, toName, subject, text, uploads, promised, Leaving.NOW);
        }
    }

    /// When a reply leaves, and what stands under it.
    ///
    /// @param at empty: now
    /// @param signature empty: none
    /// @param quotes what they said that is quoted under it; empty: nothing
    public record Leaving(Optional<Instant> at, String signature, Optional<InteractionId> quotes) {
        public static final Leaving NOW = new Leaving(Optional.empty(), "", Optional.empty());
    }

    /// What is promised with a reply.
    public record Promise(String what, Instant by) {}

    /// What became of a reply that was handed in.
    public sealed interface Handed {
        record Waiting(InteractionId interaction, Instant undoUntil) implements Handed {}

        /// The matter is not this customer's.
        record NoSuchMatter() implements Handed {}

        /// There is no door by which mail could leave.
        record NoDoor() implements Handed {}
    }

    /// Takes a reply for sending, durably.
    public Handed reply(Reply reply, Agent writer) {
        Handed handed = parts.transaction().execute(status -> {
            Optional<Handed> settled = settled(reply);
            return settled.orElseGet(() -> door(reply.matter(), writer)
                    .<Handed>map(door -> queue(reply, writer, door))
                    .orElseGet(Handed.NoDoor::new));
        });
        wake.run();
        return handed;
    }

    /// Says a reply into the chat from which its matter was last spoken of: it is read at once, so it can't be taken
    /// back, and what it answers is kept in the same transaction.
    public Handed say(Reply reply, Agent writer) {
        return parts.transaction().execute(status -> {
            Optional<Handed> settled = settled(reply);
            return settled.orElseGet(() -> parts.inbounds()
                    .lastDoor(reply.matter(), Channel.CHAT)
                    .flatMap(parts.doors()::find)
                    .filter(Door::enabled)
                    .<Handed>map(door -> said(reply, writer, door))
                    .orElseGet(Handed.NoDoor::new));
        });
    }

    /// Locks the customer. What is settled before anything is written: it was taken before, or the matter is not
    /// theirs.
    private Optional<Handed> settled(Reply reply) {
        parts.customers().lock(reply.customer());
        Optional<OutboundStore.Row> known = parts.outbounds().byKey(reply.key());
        if (known.isPresent()) {
            return Optional.of(new Handed.Waiting(
                    known.get().interaction(),
                    known.get().undoUntil().orElse(known.get().written())));
        }
        return parts.matters()
                        .find(reply.matter())
                        .filter(m -> m.customer().equals(reply.customer()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(new Handed.NoSuchMatter());
    }

    private Handed said(Reply reply, Agent writer, Door door) {
        Instant now = parts.clock().instant();
        InteractionId interaction = parts.interactions()
                .keep(said(
                                reply.customer(),
                                reply.matter(),
                                door,
                                Optional.of(reply.contactPoint()),
                                Optional.of(writer.id()),
                                reply.to().value(),
                                reply.toName(),
                                reply.subject(),
                                reply.text(),
                                now)
                        .by(Channel.CHAT));
        parts.interactions().attach(interaction, reply.uploads());
        parts.outbounds()
                .insert(
                        new OutboundStore.Draft(
                                reply.key(),
                                Channel.CHAT,
                                door.id(),
                                reply.customer(),
                                interaction,
                                Optional.of(reply.matter()),
                                "chat-" + UUID.randomUUID(),
                                writer.firstName(),
                                "",
                                reply.to().value(),
                                reply.toName(),
                                List.of(),
                                Optional.empty(),
                                false,
                                OutboundState.QUEUED,
                                now,
                                reply.promised().map(Promise::what),
                                reply.promised().map(Promise::by),
                                Optional.empty(),
                                Optional.empty(),
                                OutboundStore.Foot.NONE),
                        now);
        OutboundStore.Row row = parts.outbounds().byKey(reply.key()).orElseThrow();
        parts.journal().append(reply.customer(), new ChannelEvent.OutboundQueued(row.id(), interaction), now);
        parts.outbounds().move(row, OutboundState.QUEUED, OutboundState.ACCEPTED, "in the chat", null, now);
        consequences(row, reply.matter(), Optional.of(writer.id()), now);
        return new Handed.Waiting(interaction, now);
    }

    private Handed queue(Reply reply, Agent writer, Door door) {
        Instant now = parts.clock().instant();
        Optional<Instant> later = reply.leaving().at();
        Instant undoUntil = later.orElse(now.plus(UNDO));
        InteractionId interaction = parts.interactions()
                .keep(said(
                        reply.customer(),
                        reply.matter(),
                        door,
                        Optional.of(reply.contactPoint()),
                        Optional.of(writer.id()),
                        reply.to().value(),
                        reply.toName(),
                        reply.subject(),
                        reply.text(),
                        now));
        parts.interactions().attach(interaction, reply.uploads());
        insert(
                new Envelope(
                        reply.key(),
                        door,
                        reply.customer(),
                        reply.matter(),
                        interaction,
                        writer.firstName(),
                        reply.to().value(),
                        reply.toName(),
                        Optional.empty(),
                        false,
                        reply.promised(),
                        Optional.of(undoUntil),
                        later,
                        foot(reply)),
                now);
        return new Handed.Waiting(interaction, undoUntil);
    }

    /// Sends a machine's words (a receipt): at once, in the caller's transaction.
    void automatic(
            String key,
            Door door,
            CustomerId customer,
            MatterId matter,
            ContactPoint to,
            String toName,
            String fromName,
            String subject,
            String text,
            String html,
            Instant now) {
        InteractionId interaction = parts.interactions()
                .keep(said(
                        customer,
                        matter,
                        door,
                        Optional.empty(),
                        Optional.empty(),
                        to.value(),
                        toName,
                        subject,
                        text,
                        now));
        insert(
                new Envelope(
                        key,
                        door,
                        customer,
                        matter,
                        interaction,
                        fromName,
                        to.value(),
                        toName,
                        Optional.of(html),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OutboundStore.Foot.NONE),
                now);
    }

    private record Envelope(
            String key,
            Door door,
            CustomerId customer,
            MatterId matter,
            InteractionId interaction,
            String fromName,
            String to,
            String toName,
            Optional<String> html,
            boolean automatic,
            Optional<Promise> promised,
            Optional<Instant> undoUntil,
            Optional<Instant> sendAt,
            OutboundStore.Foot foot) {}

    private void insert(Envelope envelope, Instant now) {
        String token = parts.tokens().of(envelope.matter());
        String address = envelope.door().address();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        String local = address.substring(0, address.lastIndexOf('@'));
        String messageId = "m." + token + "." + UUID.randomUUID().toString().replace("-", "") + "@" + domain;
        List<String> thread = parts.inbounds().thread(envelope.matter(), THREAD);
        boolean undoable = envelope.undoUntil().isPresent();
        long id = parts.outbounds()
                .insert(
                        new OutboundStore.Draft(
                                envelope.key(),
                                Channel.MAIL,
                                envelope.door().id(),
                                envelope.customer(),
                                envelope.interaction(),
                                Optional.of(envelope.matter()),
                                messageId,
                                envelope.fromName(),
                                local + "+m." + token + "@" + domain,
                                envelope.to(),
                                envelope.toName(),
                                thread,
                                envelope.html(),
                                envelope.automatic(),
                                state(envelope),
                                envelope.undoUntil().orElse(now),
                                envelope.promised().map(Promise::what),
                                envelope.promised().map(Promise::by),
                                envelope.undoUntil(),
                                envelope.sendAt(),
                                envelope.foot()),
                        now);
        parts.inbounds().rememberMessageId(messageId, envelope.customer(), envelope.matter());
        parts.journal().append(envelope.customer(), new ChannelEvent.OutboundQueued(id, envelope.interaction()), now);
        if (!undoable) {
            wakeAfterCommit();
        }
    }

    private static OutboundState state(Envelope envelope) {
        if (envelope.sendAt().isPresent()) {
            return OutboundState.SCHEDULED;
        }
        return envelope.undoUntil().isPresent() ? OutboundState.WAITING : OutboundState.QUEUED;
    }

    /// Only what this person said, in whichever of their records, is ever quoted to them: the caller saw to it.
    private OutboundStore.Foot foot(Reply reply) {
        String quoted = reply.leaving()
                .quotes()
                .map(said -> parts.outbounds().quoted(said, reply.toName()))
                .orElse("");
        return new OutboundStore.Foot(reply.leaving().signature(), quoted);
    }

    private void wakeAfterCommit() {
        org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization(
                new org.springframework.transaction.support.TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        wake.run();
                    }
                });
    }

    private Said said(
            CustomerId customer,
            MatterId matter,
            Door door,
            Optional<Long> contactPoint,
            Optional<AgentId> agent,
            String address,
            String name,
            String subject,
            String text,
            Instant now) {
        return new Said(
                customer,
                Optional.of(matter),
                Channel.MAIL,
                Said.Direction.OUTBOUND,
                Optional.of(door.id()),
                contactPoint,
                agent,
                agent.isEmpty(),
                "PROVEN",
                now,
                address,
                name,
                Optional.empty(),
                subject,
                text,
                "",
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                List.of());
    }

    /// The mail door of a matter's last mail, else of the writer's team, else the first.
    private Optional<Door> door(MatterId matter, Agent writer) {
        Optional<Door> used = parts.inbounds().lastMailDoor(matter).flatMap(parts.doors()::find);
        return used.filter(Door::enabled)
                .or(() -> mailDoors().stream()
                        .filter(d -> d.team().filter(writer.team()::equals).isPresent())
                        .findFirst())
                .or(() -> mailDoors().stream().findFirst());
    }

    /// The first mail door that serves this team.
    Optional<Door> doorFor(Optional<DoorId> preferred) {
        return preferred
                .flatMap(parts.doors()::find)
                .filter(d -> d.channel() == Channel.MAIL && d.enabled())
                .or(() -> mailDoors().stream().findFirst());
    }

    private List<Door> mailDoors() {
        return parts.doors().all().stream()
                .filter(d -> d.channel() == Channel.MAIL && d.enabled())
                .toList();
    }

    /// Takes a reply back while that is still possible.
    ///
    /// @return whether it was taken back
    public boolean undo(InteractionId interaction, AgentId by) {
        Optional<OutboundStore.Row> known = parts.outbounds().byInteraction(interaction);
        if (known.filter(row -> TAKEN_BACK.contains(row.state())).isEmpty()) {
            return false;
        }
        return Boolean.TRUE.equals(parts.transaction().execute(status -> {
            parts.customers().lock(known.get().customer());
            Instant now = parts.clock().instant();
            boolean taken = parts.outbounds()
                    .move(known.get(), known.get().state(), OutboundState.CANCELLED, "taken back", null, now);
            if (taken) {
                parts.interactions().detach(interaction);
                parts.journal()
                        .append(
                                known.get().customer(),
                                new ChannelEvent.OutboundCancelled(known.get().id(), interaction, by),
                                now);
            }
            return taken;
        }));
    }

    /// Lets go of a message that can no longer be taken back: what it answers is kept, what it promises is made.
    void release(OutboundStore.Row row) {
        parts.transaction().executeWithoutResult(status -> {
            parts.customers().lock(row.customer());
            Instant now = parts.clock().instant();
            if (!parts.outbounds().move(row, row.state(), OutboundState.QUEUED, "", now, now)) {
                return;
            }
            if (row.sendAt().isPresent()) {
                parts.outbounds().leaves(row, now);
            }
            Optional<AgentId> writer = parts.outbounds().writer(row.interaction());
            row.matter().ifPresent(matter -> consequences(row, matter, writer, now));
        });
    }

    private void consequences(OutboundStore.Row row, MatterId matter, Optional<AgentId> writer, Instant now) {
        for (Promised answer : parts.promises().openAnswers(matter)) {
            parts.promises().keep(answer, writer, now);
        }
        writer.ifPresent(agent -> parts.customers().talked(row.customer(), agent, now));
        if (row.promisedWhat().isPresent() && row.promisedBy().isPresent() && writer.isPresent()) {
            parts.promises()
                    .make(
                            new Promises.Draft(
                                    row.customer(),
                                    matter,
                                    parts.workforce()
                                            .agent(writer.get())
                                            .orElseThrow()
                                            .team(),
                                    Promised.Kind.SAID,
                                    row.promisedWhat().get(),
                                    row.promisedBy().get(),
                                    writer,
                                    writer,
                                    Optional.empty(),
                                    true),
                            row.channel(),
                            writer,
                            now);
            parts.matters().owing(matter, now);
        } else if (parts.promises().openOf(matter).isEmpty()) {
            followUpOrWait(row, matter, writer, now);
        }
    }

    /// A sales enquiry is followed until they sign up or say no; anything else may rest.
    private void followUpOrWait(OutboundStore.Row row, MatterId id, Optional<AgentId> writer, Instant now) {
        parts.matters().waiting(id, now);
        Matter matter = parts.matters().find(id).orElseThrow();
        if (!matter.sales() || writer.isEmpty()) {
            return;
        }
        Agent agent = parts.workforce().agent(writer.get()).orElseThrow();
        var calendar = parts.workforce().team(agent.team()).calendar();
        Instant deadline = calendar.due(now.plus(FOLLOW_UP), Duration.ofHours(4));
        parts.promises()
                .make(
                        new Promises.Draft(
                                row.customer(),
                                id,
                                agent.team(),
                                Promised.Kind.FOLLOW_UP,
                                "Ask whether they have decided",
                                deadline,
                                writer,
                                writer,
                                Optional.empty(),
                                true),
                        row.channel(),
                        writer,
                        now);
    }

    /// When a sales enquiry that was answered is asked about again.
    static final Duration FOLLOW_UP = Duration.ofDays(3);
}
