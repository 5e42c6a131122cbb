package io.rapport.server.movein;

import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.AgentId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads histories and takes them, some seconds at a time. A conversation is taken with its place in one transaction:
/// after a restart it goes on with the next one. What was being read is read again from its beginning.
final class MoveInRunner {
    private static final Logger LOG = LoggerFactory.getLogger(MoveInRunner.class);
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofHours(23);

    private final MoveIns moveIns;
    private final MoveInStore store;
    private final ThingStore things;
    private final Mover mover;
    private final MailboxReader mailboxes;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private Optional<Thread> reading = Optional.empty();

    MoveInRunner(
            MoveIns moveIns,
            MoveInStore store,
            ThingStore things,
            Mover mover,
            MailboxReader mailboxes,
            Vault vault,
            TransactionTemplate transaction,
            Clock clock) {
        this.moveIns = moveIns;
        this.store = store;
        this.things = things;
        this.mover = mover;
        this.mailboxes = mailboxes;
        this.vault = vault;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run() {
        Instant until = clock.instant().plus(TURN);
        moveIns.forget(clock.instant().minus(KEPT));
        Optional<MoveIn> busy = moveIns.busy();
        try {
            while (busy.isPresent() && clock.instant().isBefore(until)) {
                if (busy.get().state() == MoveIn.State.READING) {
                    readAside(busy.get());
                    return;
                }
                take(busy.get(), until);
                busy = moveIns.busy();
            }
        } catch (TransientDataAccessException raced) {
            LOG.info("movein={} waits for its turn", busy.map(MoveIn::id).orElse(0L));
        }
    }

    /// A mailbox takes hours; other jobs must not wait for it.
    private synchronized void readAside(MoveIn one) {
        if (reading.filter(Thread::isAlive).isEmpty()) {
            reading = Optional.of(Thread.ofVirtual().name("movein-" + one.id()).start(() -> read(one)));
        }
    }

    private void read(MoveIn one) {
        store.unread(one.id());
        Staging staging = new Staging(one.id(), store, things, vault, transaction);
        try {
            if (one.source() == MoveIn.Source.MAILBOX) {
                mailboxes.read(
                        moveIns.mailbox(one.id()).orElseThrow(),
                        moveIns.password(one.id()),
                        staging,
                        () -> moveIns.find(one.id())
                                .filter(now -> now.state() == MoveIn.State.READING)
                                .isPresent());
            } else {
                try (InputStream file = moveIns.file(one.id())) {
                    reader(one.source(), staging).read(file);
                }
            }
            staging.finish();
            moveIns.read(one.id());
            LOG.info("movein={} read", one.id());
        } catch (UnreadableException | IOException wrong) {
            LOG.info("movein={} unreadable cause={}", one.id(), wrong.getClass().getSimpleName());
            moveIns.failed(one.id(), String.valueOf(wrong.getMessage()));
        }
    }

    private interface Reading {
        void read(InputStream file) throws IOException;
    }

    private static Reading reader(MoveIn.Source source, Thing.Sink sink) {
        return switch (source) {
            case ZAMMAD -> new ZammadReader(sink)::read;
            case ZENDESK -> new ZendeskReader(sink)::read;
            case CHATWOOT -> new ChatwootReader(sink)::read;
            case CSV -> new CsvReader(sink)::read;
            case MAILBOX -> throw new IllegalStateException("a mailbox is no file");
        };
    }

    private void take(MoveIn one, Instant until) {
        AgentId by = store.agent(one.id()).orElseThrow();
        Map<String, AgentId> agents = things.agents();
        Mover.Frame frame = new Mover.Frame(one, by, agents);
        while (clock.instant().isBefore(until)) {
            Optional<Thing.Conversation> next =
                    things.threads(one.id(), 1).stream().findFirst();
            if (next.isEmpty()) {
                moveIns.done(one.id());
                LOG.info("movein={} done", one.id());
                return;
            }
            Thing.Conversation talk = next.get();
            if (!take(frame, talk)) {
                return;
            }
        }
    }

    /// @return whether it still runs
    private boolean take(Mover.Frame frame, Thing.Conversation talk) {
        try {
            return mover.take(frame, talk, outcome -> done(frame.moveIn(), talk, outcome), clock.instant());
        } catch (DataIntegrityViolationException | IllegalStateException | IllegalArgumentException ourMistake) {
            // Trying the same again would end the same, and hold up every later one.
            LOG.error("movein={} could not take a conversation", frame.moveIn().id(), ourMistake);
            Outcome refused = Outcome.refused(Mover.named(talk), "It could not be written.");
            return Boolean.TRUE.equals(transaction.execute(status -> done(frame.moveIn(), talk, refused)));
        }
    }

    private boolean done(MoveIn one, Thing.Conversation talk, Outcome outcome) {
        boolean going = store.taken(one.id(), outcome);
        if (going) {
            vault.shred(things.blobsOf(one.id(), talk.ref()));
            things.dropThread(one.id(), talk.ref());
        }
        return going;
    }
}
