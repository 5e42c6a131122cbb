package io.rapport.server.voice;

import io.rapport.media.line.Sound;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Hint;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.Nature;
import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
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
    private final ListenBook listening;
    private final Clock clock;
    /// How much is still to be written of a call.
    private final Map<Long, Integer> pending = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Scribe(CallBook book, Inbox inbox, WrapUps wrapUps, ListenBook listening, Clock clock) {
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
            case CallState.Voicemail _ -> write(pen, call, () -> book.recording(call));
            case CallState.Over over -> {
                presence(before, call);
                Instant at = clock.instant();
                write(pen, call, () -> end(call, over, pen, at));
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
            case CallState.Waiting _, CallState.Taken _, CallState.Voicemail _, CallState.Over _ -> {}
        }
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
        byte[] wav = sound.wav();
        inbox.take(new Arrival(
                Channel.VOICEMAIL,
                caller.door(),
                "voicemail-" + call.id(),
                Optional.empty(),
                at,
                wav,
                Optional.of(caller.sender()),
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
                List.of(new Hint.MessageId(caller.messageId())),
                Optional.empty()));
        return true;
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
            if (pending.containsKey(row.id()) || alive.test(row)) {
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
