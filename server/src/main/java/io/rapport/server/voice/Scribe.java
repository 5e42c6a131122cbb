package io.rapport.server.voice;

import io.rapport.media.line.Sound;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Hint;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.voice.spool.CallSpool;
import io.rapport.server.voice.spool.SpoolFullException;
import io.rapport.server.voice.spool.Spooled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Writes down what becomes of calls as it happens: what was left as a message, how it ended, what one of
/// us does because of it. What can't be written now is tried again; what a process leaves unwritten, the
/// next one finds.
final class Scribe implements Switchboard.Listener, AutoCloseable {
    /// A message is at least so long; less is somebody who hung up at the tone.
    static final int SHORTEST_MILLIS = 1_000;

    private static final int TRIES = 30;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration SOUND = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Scribe.class);

    private final CallBook book;
    private final Inbox inbox;
    private final WrapUps wrapUps;
    private final CallSpool spool;
    private final ListenBook listening;
    private final Clock clock;
    /// How much is still to be written of a call.
    private final Map<Long, Integer> pending = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Scribe(CallBook book, Inbox inbox, WrapUps wrapUps, ListenBook listening, CallSpool spool, Clock clock) {
        this.spool = spool;
        this.listening = listening;
        this.book = book;
        this.inbox = inbox;
        this.wrapUps = wrapUps;
        this.clock = clock;
    }

    @Override
    public void stepped(CallState before, LiveCall now, Switchboard.Pen pen) {
        Call call = now.call();
        switch (now.state()) {
            case CallState.Talking talking -> talking(before, talking, call, pen);
            case CallState.Passing _, CallState.Passed _ ->
                before.agents().stream()
                        .filter(agent -> !now.state().agents().contains(agent))
                        .forEach(agent -> wrapUps.begin(agent, call));
            case CallState.Voicemail _ -> write(pen, call, () -> book.recording(call));
            case CallState.Over over -> {
                presence(before, call);
                Instant at = clock.instant();
                write(pen, call, () -> {
                    try {
                        end(call, over, pen, at);
                    } catch (InboxUnavailableException | DataAccessException | TransactionException away) {
                        keep(call, over, pen, at, away);
                    }
                });
            }
            // Whoever had it has gone.
            case CallState.Waiting _ -> before.agents().forEach(wrapUps::free);
            case CallState.Taken _, CallState.Dialling _ -> {}
        }
    }

    @Override
    public void listened(LiveCall call, ListeningIn one, boolean goesOn, Switchboard.Pen pen) {
        if (one.handling() && !goesOn) {
            wrapUps.free(one.who());
        }
        Instant at = clock.instant();
        write(pen, call.call(), () -> listening.ended(call.call(), one, at));
    }

    private void talking(CallState before, CallState.Talking now, Call call, Switchboard.Pen pen) {
        List<AgentId> were = before.agents();
        now.agents().stream()
                .filter(agent -> !(before instanceof CallState.Talking) || !were.contains(agent))
                .forEach(wrapUps::handling);
        were.stream().filter(agent -> !now.agents().contains(agent)).forEach(agent -> wrapUps.begin(agent, call));
        Instant at = clock.instant();
        switch (before) {
            case CallState.Dialling _ -> write(pen, call, () -> book.answered(call, now.with(), now.since()));
            case CallState.Talking earlier
            when !earlier.with().equals(now.with()) ->
                write(pen, call, () -> book.passed(call, earlier.with(), now.with(), at));
            default -> {}
        }
    }

    private void presence(CallState before, Call call) {
        switch (before) {
            case CallState.Talking talking -> talking.agents().forEach(agent -> wrapUps.begin(agent, call));
            case CallState.Dialling dialling -> wrapUps.free(dialling.by());
            case CallState.Passing passing -> passing.agents().forEach(agent -> wrapUps.begin(agent, call));
            case CallState.Waiting _,
                    CallState.Taken _,
                    CallState.Voicemail _,
                    CallState.Passed _,
                    CallState.Over _ -> {}
        }
    }

    /// They were put through.
    void passed(Call call, Switchboard.Pen pen, CallStore.Passed to) {
        write(pen, call, () -> book.passed(call, to));
    }

    private void end(Call call, CallState.Over over, Switchboard.Pen pen, Instant at) {
        How how = over.how() == How.VOICEMAIL && !leaves(call, pen, at) ? How.MISSED : over.how();
        Optional<AgentId> by = over.with();
        Hearing.Kept heard = pen.cord().hearing().kept(at);
        book.find(call.id()).ifPresent(row -> book.ended(row, how, by, heard, at));
        log.info("call ended interaction={} call={} how={}", call.interaction(), call.id(), how);
    }

    /// Hands what they said to the inbox, once.
    ///
    /// @return whether they said anything
    private boolean leaves(Call call, Switchboard.Pen pen, Instant at) {
        Sound sound = recorded(pen);
        if (sound.millis() < SHORTEST_MILLIS || call.caller().isEmpty()) {
            return false;
        }
        Call.Caller caller = call.caller().get();
        inbox.take(message(call.id(), caller.door(), caller.sender(), caller.messageId(), sound.wav(), at));
        return true;
    }

    /// What somebody said, as the inbox takes it once.
    ///
    /// @param messageId as which the inbox knows the call
    static Arrival message(long call, DoorId door, Sender sender, String messageId, byte[] wav, Instant at) {
        return new Arrival(
                Channel.VOICEMAIL,
                door,
                "voicemail-" + call,
                Optional.empty(),
                at,
                wav,
                Optional.of(sender),
                new Nature.Written(),
                new Content(
                        "Voicemail",
                        "",
                        "",
                        Optional.empty(),
                        false,
                        false,
                        List.of(new Content.Attached("voicemail.wav", "audio/wav", wav, Optional.empty())),
                        List.of()),
                List.of(),
                List.of(new Hint.MessageId(messageId)),
                Optional.empty());
    }

    /// Its end can't be written now: it is kept on this machine, so that a crash does not lose it.
    private void keep(Call call, CallState.Over over, Switchboard.Pen pen, Instant at, RuntimeException away) {
        Sound sound = over.how() == How.VOICEMAIL && call.caller().isPresent() ? recorded(pen) : Sound.silence(0);
        boolean message = sound.millis() >= SHORTEST_MILLIS;
        How how = over.how() == How.VOICEMAIL && !message ? How.MISSED : over.how();
        try {
            spool.keep(
                    new Spooled.End(
                            call.id(),
                            at,
                            how.name(),
                            over.with().map(AgentId::value).orElse(0L),
                            call.caller().map(caller -> caller.door().value()).orElse(0L),
                            call.caller()
                                    .map(Call.Caller::sender)
                                    .map(SpoolDrain::text)
                                    .orElse(""),
                            call.caller().map(Call.Caller::messageId).orElse(""),
                            message ? sound.wav() : new byte[0]),
                    false,
                    0);
            log.warn("end of a call kept call={} how={} cause={}", call.id(), how, away.toString());
        } catch (SpoolFullException full) {
            log.error("end of a call not kept call={} cause={}", call.id(), full.getMessage());
            throw away;
        }
    }

    private static Sound recorded(Switchboard.Pen pen) {
        try {
            return pen.cord().recorded().get(SOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Sound.silence(0);
        } catch (ExecutionException | TimeoutException lost) {
            log.error("voicemail lost cause={}", lost.toString());
            return Sound.silence(0);
        }
    }

    /// One after the other for one call.
    private void write(Switchboard.Pen pen, Call call, Runnable what) {
        pending.merge(call.id(), 1, Integer::sum);
        threads.execute(() -> {
            pen.lock().lock();
            try {
                insist(call, what);
            } finally {
                pen.lock().unlock();
                pending.computeIfPresent(call.id(), (id, left) -> left > 1 ? left - 1 : null);
            }
        });
    }

    private static void insist(Call call, Runnable what) {
        for (int i = 1; i <= TRIES; i++) {
            try {
                what.run();
                return;
            } catch (RuntimeException away) {
                log.warn("call not written call={} try={} cause={}", call.id(), i, away.toString());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        log.error("call left unwritten call={}: it is found later", call.id());
    }

    /// Calls that have no end, though nobody has them in hand, are cut: a process which is no more has left
    /// them, or their end could not be written.
    ///
    /// @param alive whether it goes on
    void takeUp(Predicate<CallStore.Row> alive) {
        listening.takeUp();
        for (CallStore.Row row : book.left()) {
            if (pending.containsKey(row.id()) || spool.holds("end-" + row.id()) || alive.test(row)) {
                continue;
            }
            boolean unanswered =
                    row.direction() == Said.Direction.OUTBOUND && row.answered().isEmpty();
            book.ended(row, unanswered ? How.UNANSWERED : How.CUT, row.agent(), Hearing.Kept.NOTHING, clock.instant());
            row.agent().ifPresent(wrapUps::free);
            log.warn("call found without an end interaction={} call={}", row.interaction(), row.id());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
