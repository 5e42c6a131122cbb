package io.rapport.server.channel;

import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.customer.Met;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.interaction.Said;
import io.rapport.server.interaction.StoredFile;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Vault;
import io.rapport.server.vault.VaultException;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// The inbox on the database: everything of one arrival in one transaction, customer locked first.
final class DurableInbox implements Inbox {
    /// Raw bytes and files up to this size lie in the database, larger ones in the vault.
    static final int INLINE_BYTES = 64 * 1024;
    static final Duration SAME_SUBJECT = Duration.ofDays(30);
    static final Duration KNOCKS = Duration.ofHours(72);
    private static final ContactPoint NOBODY = new ContactPoint(ContactPoint.Kind.HANDLE, "unknown sender");
    private static final Logger log = LoggerFactory.getLogger(DurableInbox.class);

    private final ChannelParts parts;
    private final InboundStore store;
    private final OutboundStore outbounds;
    private final ChannelStateStore states;
    private final ConfiguredDoors doors;
    private final Customers customers;
    private final Interactions interactions;
    private final Matters matters;
    private final Promises promises;
    private final Workforce workforce;
    private final Receipts receipts;
    private final TestKnockTokens testKnocks;
    private final Postponed postponed;
    private final Settling settling;
    private final CallsBefore before;
    private final VoteFiling votes;
    private final Vault vault;
    private final MatterTokens tokens;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DurableInbox(
            ChannelParts parts, Receipts receipts, TestKnockTokens testKnocks, Postponed postponed, Settling settling) {
        this.settling = settling;
        this.parts = parts;
        this.store = parts.inbounds();
        this.outbounds = parts.outbounds();
        this.states = parts.states();
        this.doors = parts.doors();
        this.customers = parts.customers();
        this.interactions = parts.interactions();
        this.matters = parts.matters();
        this.promises = parts.promises();
        this.workforce = parts.workforce();
        this.vault = parts.vault();
        this.tokens = parts.tokens();
        this.journal = parts.journal();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
        this.receipts = receipts;
        this.testKnocks = testKnocks;
        this.postponed = postponed;
        this.before = new CallsBefore(interactions, matters, promises);
        this.votes = new VoteFiling(parts, postponed);
    }

    @Override
    public Taken take(Arrival arrival) {
        return take(arrival, Optional.empty());
    }

    @Override
    public Taken take(Arrival arrival, ChannelState.Change change) {
        return take(arrival, Optional.of(change));
    }

    @Override
    public Taken take(Arrival vote, Consequence consequence) {
        return votes.take(vote, consequence);
    }

    static InboxUnavailableException away(Arrival arrival, RuntimeException cause) {
        log.warn("inbox unavailable door={} key={} cause={}", arrival.door(), arrival.key(), cause.toString());
        return new InboxUnavailableException("could not be kept now: " + cause.getMessage(), cause);
    }

    private Taken take(Arrival arrival, Optional<ChannelState.Change> change) {
        try {
            return once(arrival, change);
        } catch (DuplicateKeyException raced) {
            // The same arrival came twice at once; the other one is committed now.
            return again(arrival, change);
        } catch (DataIntegrityViolationException | IllegalArgumentException | IllegalStateException ourMistake) {
            // Trying the same again would end the same, and hold up every later one of a mailbox.
            log.error("inbox could not file door={} key={}", arrival.door(), arrival.key(), ourMistake);
            return again(arrival.asFound("could not be filed as what it is"), change);
        } catch (DataAccessException | TransactionException | VaultException away) {
            throw away(arrival, away);
        }
    }

    private Taken again(Arrival arrival, Optional<ChannelState.Change> change) {
        try {
            return once(arrival, change);
        } catch (DataAccessException | TransactionException away) {
            throw new InboxUnavailableException("could not be kept now: " + away.getMessage(), away);
        }
    }

    private Taken once(Arrival arrival, Optional<ChannelState.Change> change) {
        Kept kept = bigBytes(arrival);
        return transaction.execute(status -> {
            Optional<InboundStore.Row> known = store.byKey(arrival.key());
            OptionalLong testKnock = testKnock(arrival);
            if (known.isPresent()) {
                change.ifPresent(states::write);
                return taken(known.get());
            }
            Taken taken = file(arrival, kept, testKnock.isPresent(), clock.instant());
            testKnock.ifPresent(number -> store.testKnock(taken.inbound(), number));
            change.ifPresent(states::write);
            return taken;
        });
    }

    /// Bytes for the vault, on the disk before the transaction begins.
    private record Kept(List<Vault.Written> written, Optional<BlobId> raw, List<StoredFile> files) {}

    private Kept bigBytes(Arrival arrival) {
        List<byte[]> big = new ArrayList<>();
        boolean bigRaw = arrival.raw().length > INLINE_BYTES;
        if (bigRaw) {
            big.add(arrival.raw());
        }
        for (Content.Attached file : arrival.content().attachments()) {
            if (file.bytes().length > INLINE_BYTES) {
                big.add(file.bytes());
            }
        }
        List<Vault.Written> written = big.isEmpty() ? List.of() : vault.write(big);
        int next = bigRaw ? 1 : 0;
        List<StoredFile> files = new ArrayList<>();
        for (Content.Attached file : arrival.content().attachments()) {
            boolean isBig = file.bytes().length > INLINE_BYTES;
            Optional<BlobId> blob = isBig ? Optional.of(written.get(next++).id()) : Optional.empty();
            files.add(new StoredFile(
                    file.name(), file.type(), file.bytes().length, file.contentId(), file.bytes(), blob));
        }
        return new Kept(written, bigRaw ? Optional.of(written.getFirst().id()) : Optional.empty(), files);
    }

    /// The number of the test knock that this is, if it is one that has not arrived before.
    private OptionalLong testKnock(Arrival arrival) {
        OptionalLong number = testKnocks.read(arrival.door(), arrival.content().text());
        return number.isPresent() && store.hasTestKnock(number.getAsLong()) ? OptionalLong.empty() : number;
    }

    private Taken file(Arrival arrival, Kept kept, boolean testKnock, Instant now) {
        if (arrival.junk().isPresent()) {
            return junk(arrival, kept, arrival.junk().get(), now);
        }
        Optional<Customers.Mystery> mystery = testKnock ? customers.mystery() : Optional.empty();
        if (mystery.isPresent()) {
            return mystery(arrival, kept, mystery.get(), now);
        }
        return switch (arrival.nature()) {
            case Nature.Bounce bounce -> bounce(arrival, kept, bounce, now);
            case Nature.Automatic _ -> automatic(arrival, kept, now);
            case Nature.Written _ -> words(arrival, kept, false, now);
            case Nature.Unreadable _ -> words(arrival, kept, true, now);
            case Nature.Voted _ -> throw new IllegalArgumentException("a vote comes with its consequence");
        };
    }

    private Taken junk(Arrival arrival, Kept kept, String why, Instant now) {
        vault.record(kept.written());
        Fate fate = new Fate.Junk(why);
        long inbound = store.insert(arrival, fate, Optional.empty(), Optional.empty(), kept.raw());
        String sender = arrival.sender().map(s -> s.address().value()).orElse("");
        String name = arrival.sender().map(Sender::name).orElse("");
        store.junk(
                inbound,
                sender,
                name,
                arrival.content().subject(),
                arrival.content().text());
        journal.append(event(arrival, inbound, fate, Optional.empty()), now);
        return new Taken(inbound, fate, Optional.empty(), Optional.empty(), false);
    }

    private Taken bounce(Arrival arrival, Kept kept, Nature.Bounce bounce, Instant now) {
        Optional<OutboundStore.Row> ours = bounce.messageId()
                .flatMap(outbounds::byMessageId)
                .or(() -> token(arrival).flatMap(matter -> outbounds.lastTo(matter, bounce.recipient())));
        if (ours.isEmpty()) {
            vault.record(kept.written());
            Fate fate = new Fate.BounceOf(Optional.empty());
            long inbound = store.insert(arrival, fate, Optional.empty(), Optional.empty(), kept.raw());
            journal.append(event(arrival, inbound, fate, Optional.empty()), now);
            return new Taken(inbound, fate, Optional.empty(), Optional.empty(), false);
        }
        OutboundStore.Row message = ours.get();
        customers.lock(message.customer());
        vault.record(kept.written());
        Fate fate = new Fate.BounceOf(Optional.of(message.id()));
        long inbound = store.insert(arrival, fate, Optional.of(message.customer()), Optional.empty(), kept.raw());
        journal.append(message.customer(), event(arrival, inbound, fate, Optional.empty()), now);
        if (bounce.kind() == Nature.Bounce.Kind.PERMANENT) {
            settling.cameBack(message, sentence(bounce), now);
        } else {
            outbounds.say(message.id(), sentence(bounce), now);
        }
        return new Taken(inbound, fate, Optional.of(message.customer()), Optional.empty(), false);
    }

    private static String sentence(Nature.Bounce bounce) {
        String who = bounce.recipient().map(r -> r + ": ").orElse("");
        String status = bounce.status().isEmpty() ? "" : " (" + bounce.status() + ")";
        String said = bounce.diagnostic().isEmpty() ? "" : ". " + bounce.diagnostic();
        return who + bounce.reason() + status + said;
    }

    /// A machine wrote: it stands on the timeline, but nobody waits.
    private Taken automatic(Arrival arrival, Kept kept, Instant now) {
        Met met = meet(arrival, Optional.empty(), now);
        vault.record(kept.written());
        Optional<MatterId> matter = hinted(arrival, met).map(Matter::id);
        InteractionId interaction = keep(arrival, kept, met, matter, false, now);
        Fate fate = new Fate.AutomaticReply();
        return done(arrival, kept, fate, met, interaction, now);
    }

    private Taken words(Arrival arrival, Kept kept, boolean unreadable, Instant now) {
        Optional<Matter> byToken = token(arrival).flatMap(matters::find);
        Met met = meet(arrival, byToken.map(Matter::customer), now);
        if (!met.isNew()) {
            postponed.hold(met.reach(), now);
        }
        vault.record(kept.written());
        Filing.Decision decision =
                met.isNew() ? new Filing.Decision.Open() : Filing.decide(facts(arrival, met, unreadable, now));
        return switch (decision) {
            case Filing.Decision.Open _ ->
                open(arrival, kept, met, new Opening(unreadable, doors.isSales(arrival)), now);
            case Filing.Decision.Join(var matter) -> {
                // Read first, so that all writes travel together.
                List<Promised> answers = before.waitedFor(arrival.channel(), matter.id());
                InteractionId interaction = keep(arrival, kept, met, Optional.of(matter.id()), unreadable, now);
                matters.heard(matter, now);
                if (answers.isEmpty()) {
                    Optional<AgentId> spoke = outbounds.lastWriter(matter.id());
                    owe(arrival, met, matter.customer(), matter.id(), spoke, now);
                } else {
                    promises.knocked(answers.getFirst(), Optional.of(arrival.door()), now);
                }
                yield done(arrival, kept, new Fate.JoinedMatter(matter.id()), met, interaction, now);
            }
            case Filing.Decision.Agreed(var matter) -> {
                InteractionId interaction = keep(arrival, kept, met, Optional.of(matter.id()), unreadable, now);
                if (matter.state() == Matter.State.WAITING) {
                    matters.close(matter.id(), InteractionEvent.MatterClosed.Why.AGREED, Optional.empty(), now);
                } else {
                    matters.mentioned(matter.id(), now);
                }
                yield done(arrival, kept, new Fate.NeedsNoAnswer("rule: thanks"), met, interaction, now);
            }
        };
    }

    /// Each test knock is a matter of its own, for the team at whose door it was; whoever carried it there, it is the
    /// mystery customer's.
    private Taken mystery(Arrival arrival, Kept kept, Customers.Mystery mystery, Instant now) {
        TeamId home = customers.lock(mystery.id());
        vault.record(kept.written());
        TeamId team = doors.find(arrival.door())
                .flatMap(Door::team)
                .filter(t -> workforce.findTeam(t).isPresent())
                .orElse(home);
        Met met = new Met(mystery.id(), team, mystery.contactPoint(), false, true, List.of(mystery.id()));
        Sender sender = new Sender(mystery.address(), mystery.name(), Sender.Proof.PROVEN, Optional.empty());
        return open(arrival.from(sender), kept, met, new Opening(false, false), now);
    }

    private record Opening(boolean unreadable, boolean sales) {}

    private Taken open(Arrival arrival, Kept kept, Met met, Opening opening, Instant now) {
        MatterId matter = matters.open(met.id(), arrival.content().subject(), opening.sales(), now);
        InteractionId interaction = keep(arrival, kept, met, Optional.of(matter), opening.unreadable(), now);
        Instant deadline = owe(arrival, met, met.id(), matter, Optional.empty(), now);
        // Kept first, so that the receipt answers it and stands with it in the customer's mail program.
        Taken taken = done(arrival, kept, new Fate.OpenedMatter(matter), met, interaction, now);
        receipts.send(arrival, met, matter, interaction, deadline, now);
        return taken;
    }

    private Filing.Facts facts(Arrival arrival, Met met, boolean unreadable, Instant now) {
        Optional<Matter> hinted = hinted(arrival, met);
        Content content = arrival.content();
        if (hinted.isPresent()) {
            String name = arrival.sender().map(Sender::name).orElse("");
            boolean thanks = !unreadable && content.attachments().isEmpty() && Thanks.only(content.text(), name);
            return new Filing.Facts(hinted, Optional.empty(), Optional.empty(), Optional.empty(), thanks);
        }
        // What is said on the telephone has no subject.
        Optional<Matter> sameSubject = unreadable || CallsBefore.isSpoken(arrival.channel())
                ? Optional.empty()
                : met.reach().stream()
                        .flatMap(record ->
                                matters.withSubject(record, content.subject(), now.minus(SAME_SUBJECT)).stream())
                        .max(Comparator.comparing(Matter::lastAt));
        Optional<Matter> unanswered = sameSubject.isPresent() ? Optional.empty() : unanswered(arrival, met, now);
        String name = arrival.sender().map(Sender::name).orElse("");
        boolean thanks =
                sameSubject.isPresent() && content.attachments().isEmpty() && Thanks.only(content.text(), name);
        Optional<Matter> calledBefore = unanswered.isPresent() ? Optional.empty() : before.of(arrival, met, now);
        return new Filing.Facts(Optional.empty(), sameSubject, unanswered, calledBefore, thanks);
    }

    /// A knock at a second door about what was not answered at the first is the same matter, and so is a call: whoever
    /// calls while they wait calls about that.
    private Optional<Matter> unanswered(Arrival arrival, Met met, Instant now) {
        List<Promised> open = met.reach().stream()
                .flatMap(record -> promises.open(record).stream())
                .filter(p -> p.kind() == Promised.Kind.ANSWER && p.madeAt().isAfter(now.minus(KNOCKS)))
                .toList();
        return open.isEmpty()
                        || arrival.channel() != Channel.PHONE
                                && met.reach().stream()
                                        .noneMatch(
                                                record -> store.knockedElsewhere(record, arrival.door(), now, KNOCKS))
                ? Optional.empty()
                : matters.find(open.getFirst().matter());
    }

    private Optional<MatterId> token(Arrival arrival) {
        return arrival.hints().stream()
                .filter(Hint.Token.class::isInstance)
                .map(hint -> ((Hint.Token) hint).value())
                .flatMap(token -> tokens.read(token).stream())
                .findFirst();
    }

    /// The matter that tokens or references name, if it is this customer's own.
    private Optional<Matter> hinted(Arrival arrival, Met met) {
        Optional<Matter> byToken =
                token(arrival).flatMap(matters::find).filter(m -> met.reach().contains(m.customer()));
        if (byToken.isPresent()) {
            return byToken;
        }
        List<String> ids = arrival.hints().stream()
                .filter(Hint.MessageId.class::isInstance)
                .map(hint -> ((Hint.MessageId) hint).value())
                .toList();
        return met.reach().stream()
                .flatMap(record -> store.matterOf(record, ids).stream())
                .flatMap(matter -> matters.find(matter).stream())
                .filter(matter -> met.reach().contains(matter.customer()))
                .findFirst();
    }

    private Met meet(Arrival arrival, Optional<CustomerId> said, Instant now) {
        Evidence evidence = arrival.sender()
                .map(sender -> switch (sender.proof()) {
                    case PROVEN -> Evidence.PROVEN;
                    case UNKNOWN -> Evidence.UNKNOWN;
                    case FAILED -> Evidence.REFUTED;
                })
                .orElse(Evidence.UNKNOWN);
        return customers.meet(
                new Knock(
                        arrival.sender().map(Sender::address).orElse(NOBODY),
                        arrival.sender().map(Sender::name).orElse("Unknown sender"),
                        evidence,
                        said,
                        doors.find(arrival.door()).flatMap(Door::team),
                        doors.isSales(arrival),
                        () -> BearingsReader.read(arrival.content())),
                now);
    }

    private InteractionId keep(
            Arrival arrival, Kept kept, Met met, Optional<MatterId> matter, boolean unreadable, Instant now) {
        Content content = arrival.content();
        Optional<Sender> sender = arrival.sender();
        return interactions.keep(new Said(
                met.id(),
                matter,
                arrival.channel(),
                Said.Direction.INBOUND,
                Optional.of(arrival.door()),
                Optional.of(met.contactPoint()),
                Optional.empty(),
                arrival.nature() instanceof Nature.Automatic,
                met.proven() ? "PROVEN" : sender.map(s -> s.proof().name()).orElse("UNKNOWN"),
                now,
                sender.map(s -> s.address().value()).orElse(""),
                sender.map(Sender::name).orElse(""),
                sender.flatMap(Sender::replyTo).map(ContactPoint::value),
                content.subject(),
                content.text(),
                content.quoted(),
                content.html(),
                content.remoteImages(),
                content.truncated(),
                unreadable,
                FieldsJson.write(content.fields()),
                kept.files()));
    }

    private Instant owe(
            Arrival arrival, Met met, CustomerId customer, MatterId matter, Optional<AgentId> spoke, Instant now) {
        Team team = workforce.team(met.homeTeam());
        Instant deadline = team.calendar().due(now, team.answerWithin());
        String what = arrival.content().subject().isBlank()
                ? "(no subject)"
                : arrival.content().subject();
        Optional<AgentId> owner = spoke.filter(
                        agent -> workforce.presence(agent).isIn())
                .filter(agent -> workforce.agent(agent).filter(a -> a.enabled()).isPresent());
        promises.make(
                new Promises.Draft(
                        customer,
                        matter,
                        met.homeTeam(),
                        Promised.Kind.ANSWER,
                        what,
                        deadline,
                        owner,
                        Optional.empty(),
                        Optional.of(arrival.door()),
                        met.proven()),
                arrival.channel(),
                spoke,
                now);
        return deadline;
    }

    private Taken done(Arrival arrival, Kept kept, Fate fate, Met met, InteractionId interaction, Instant now) {
        long inbound = store.insert(arrival, fate, Optional.of(met.id()), Optional.of(interaction), kept.raw());
        Optional<MatterId> matter = InboundStore.matterOf(fate);
        if (matter.isPresent()) {
            arrival.messageId().ifPresent(id -> store.rememberMessageId(id, met.id(), matter.get()));
        }
        journal.append(met.id(), event(arrival, inbound, fate, Optional.of(interaction)), now);
        return new Taken(inbound, fate, Optional.of(met.id()), Optional.of(interaction), false);
    }

    private static ChannelEvent event(Arrival arrival, long inbound, Fate fate, Optional<InteractionId> interaction) {
        Optional<Long> outbound = fate instanceof Fate.BounceOf bounce ? bounce.outbound() : Optional.empty();
        return new ChannelEvent.InboundTaken(
                inbound, arrival.door(), FateKind.of(fate), InboundStore.matterOf(fate), interaction, outbound);
    }

    static Taken taken(InboundStore.Row row) {
        Fate fate = switch (row.fate()) {
            case OPENED_MATTER -> new Fate.OpenedMatter(row.matter().orElseThrow());
            case JOINED_MATTER -> new Fate.JoinedMatter(row.matter().orElseThrow());
            case BOUNCE_OF -> new Fate.BounceOf(row.outbound());
            case AUTOMATIC_REPLY -> new Fate.AutomaticReply();
            case NEEDS_NO_ANSWER -> new Fate.NeedsNoAnswer(row.detail());
            case JUNK, DISMISSED_JUNK -> new Fate.Junk(row.detail());
        };
        return new Taken(row.id(), fate, row.customer(), row.interaction(), true);
    }
}
