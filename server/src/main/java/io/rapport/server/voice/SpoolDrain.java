package io.rapport.server.voice;

import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.SipReader;
import io.rapport.media.sip.SipReading;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.voice.spool.CallSpool;
import io.rapport.server.voice.spool.Spooled;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/// Writes down what was kept while the database was away, the oldest first. Each step has a key by which it is done
/// once, however often it is tried: a crash at any place loses nothing and doubles nothing.
final class SpoolDrain {
    private static final long PAUSE_NANOS = 2_000_000_000L;
    private static final Logger log = LoggerFactory.getLogger(SpoolDrain.class);

    private final CallSpool spool;
    private final Doors doors;
    private final Trunks trunks;
    private final Inbox inbox;
    private final CallBook book;
    private final WrapUps wrapUps;
    private final Clock clock;
    private final ReentrantLock one = new ReentrantLock();
    private volatile long tried = System.nanoTime() - PAUSE_NANOS;

    SpoolDrain(CallSpool spool, Doors doors, Trunks trunks, Inbox inbox, CallBook book, WrapUps wrapUps, Clock clock) {
        this.spool = spool;
        this.doors = doors;
        this.trunks = trunks;
        this.inbox = inbox;
        this.book = book;
        this.wrapUps = wrapUps;
        this.clock = clock;
    }

    /// Time has passed. Never blocks.
    void beat() {
        if (spool.count() > 0 && System.nanoTime() - tried > PAUSE_NANOS) {
            tried = System.nanoTime();
            Thread.ofVirtual().name("spool-drain").start(this::drain);
        }
    }

    /// Writes down what it can.
    void drain() {
        if (!one.tryLock()) {
            return;
        }
        try {
            String after = "";
            for (Optional<CallSpool.Kept> next = spool.next(after); next.isPresent(); next = spool.next(after)) {
                after = next.get().name();
                if (!written(next.get())) {
                    return;
                }
            }
        } finally {
            tried = System.nanoTime();
            one.unlock();
        }
    }

    /// @return whether it is worth going on
    private boolean written(CallSpool.Kept kept) {
        try {
            switch (kept.call()) {
                case Spooled.Caller caller -> write(caller);
                case Spooled.End end -> write(end);
            }
            spool.done(kept);
            return true;
        } catch (DataIntegrityViolationException | IllegalStateException ours) {
            log.error("call that was kept can't be written file={}", kept.name(), ours);
            spool.aside(kept);
            return true;
        } catch (InboxUnavailableException | DataAccessException | TransactionException away) {
            log.warn("calls stay kept count={} cause={}", spool.count(), away.toString());
            return false;
        }
    }

    private void write(Spooled.Caller kept) {
        if (!(SipReader.datagram(kept.invite()) instanceof SipReading.Whole(SipMessage message, int length))
                || !(message instanceof SipMessage.Request invite)) {
            throw new IllegalStateException("no call was kept under " + kept.key());
        }
        Door door = doors.find(new DoorId(kept.door()))
                .orElseThrow(() -> new IllegalStateException("there is no door " + kept.door()));
        CallerId who = CallerId.of(invite, CallerId.country(door), kept.key());
        Call.Caller caller = Reception.caller(door, kept.key(), who.sender());
        Taken taken = inbox.take(Reception.arrival(caller, kept.key(), invite, Optional.empty(), kept.at()));
        if (taken.customer().isEmpty() || taken.interaction().isEmpty()) {
            return;
        }
        CallStore.Row row = book.of(taken.interaction().get())
                .orElseGet(() -> book.find(book.began(
                                        taken.customer().get(),
                                        taken.interaction().get(),
                                        caller,
                                        trunks.find(kept.trunk()),
                                        who.number(),
                                        kept.at())
                                .id())
                        .orElseThrow());
        How how = kept.message().length > 0 ? How.VOICEMAIL : kept.ended().isPresent() ? How.MISSED : How.CUT;
        Instant end = kept.ended().orElse(kept.at());
        if (kept.message().length > 0) {
            inbox.take(Scribe.message(row.id(), door.id(), who.sender(), caller.messageId(), kept.message(), end));
        }
        book.ended(row, how, Optional.empty(), Hearing.Kept.NOTHING, end, clock.instant());
        log.info("call that was kept is written interaction={} call={} how={}", row.interaction(), row.id(), how);
    }

    private void write(Spooled.End end) {
        CallStore.Row row =
                book.find(end.call()).orElseThrow(() -> new IllegalStateException("there is no call " + end.call()));
        if (end.message().length > 0) {
            inbox.take(Scribe.message(
                    row.id(), new DoorId(end.door()), sender(end.sender()), end.messageId(), end.message(), end.at()));
        }
        Optional<AgentId> by = end.agent() == 0 ? Optional.empty() : Optional.of(new AgentId(end.agent()));
        book.ended(row, How.valueOf(end.how()), by, Hearing.Kept.NOTHING, end.at(), clock.instant());
        by.ifPresent(agent -> {
            if (wrapUps.of(agent).isEmpty()) {
                wrapUps.free(agent);
            }
        });
        log.info("end that was kept is written interaction={} call={}", row.interaction(), row.id());
    }

    /// As one text, for the spool.
    static String text(Sender sender) {
        return sender.address().kind() + "\n" + sender.proof() + "\n"
                + sender.address().value() + "\n" + sender.name();
    }

    private static Sender sender(String text) {
        String[] lines = text.split("\n", 4);
        return new Sender(
                new ContactPoint(ContactPoint.Kind.valueOf(lines[0]), lines[2]),
                lines[3],
                Sender.Proof.valueOf(lines[1]),
                Optional.empty());
    }
}
