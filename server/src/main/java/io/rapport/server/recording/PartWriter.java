package io.rapport.server.recording;

import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.AgentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes down what recordings are told, in order, by a thread of its own: all that waits at once goes to the
/// disk together and stands in one transaction. What the disk or the database does not take is tried again.
final class PartWriter implements AutoCloseable {
    /// Parts that wait at the most: some hundred megabytes. More are lost, and that is said.
    private static final int MOST_WAITING = 4_000;

    private static final int AT_ONCE = 200;
    private static final int TRIES = 60;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(PartWriter.class);

    private final RecordingStore store;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final BlockingQueue<Told> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile boolean open = true;

    /// What a recording is told.
    sealed interface Told {
        long recording();

        record Sound(long recording, Part part) implements Told {}

        record Heard(long recording, AgentId agent) implements Told {}

        record Gap(long recording, Recording.Why why, Optional<AgentId> agent, int millis) implements Told {}

        record GapEnded(long recording, Recording.Why why, int millis) implements Told {}

        record Ended(long recording, int millis) implements Told {}
    }

    PartWriter(RecordingStore store, Vault vault, TransactionTemplate transaction) {
        this.store = store;
        this.vault = vault;
        this.transaction = transaction;
        this.thread = Thread.ofPlatform().name("recording-writer").start(this::run);
    }

    void add(Told told) {
        if (!waiting.offer(told)) {
            log.error("recording lost a part recording={}: the disk or the database is too slow", told.recording());
        }
    }

    private void run() {
        List<Told> some = new ArrayList<>();
        while (open || !waiting.isEmpty()) {
            try {
                Told first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                some.clear();
                some.add(first);
                waiting.drainTo(some, AT_ONCE);
                insist(some);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void insist(List<Told> some) throws InterruptedException {
        for (int i = 1; i <= TRIES; i++) {
            try {
                write(some);
                return;
            } catch (RuntimeException away) {
                log.warn("recordings not written count={} try={} cause={}", some.size(), i, away.toString());
            }
            Thread.sleep(PAUSE);
        }
        log.error("recordings left unwritten count={}", some.size());
    }

    private void write(List<Told> some) {
        List<Told.Sound> sounds = some.stream()
                .filter(Told.Sound.class::isInstance)
                .map(Told.Sound.class::cast)
                .toList();
        List<byte[]> bytes = sounds.stream().map(sound -> sound.part().bytes()).toList();
        List<Vault.Written> written = bytes.isEmpty() ? List.of() : vault.write(bytes);
        Map<Told, Vault.Written> places = new HashMap<>();
        for (int i = 0; i < sounds.size(); i++) {
            places.put(sounds.get(i), written.get(i));
        }
        transaction.executeWithoutResult(status -> {
            Set<Long> gone = new HashSet<>();
            some.stream()
                    .map(Told::recording)
                    .distinct()
                    .sorted()
                    .filter(id -> !store.lock(id))
                    .forEach(gone::add);
            // Whose person was forgotten meanwhile is not written: nobody has the keys of what is on the disk.
            some.stream().filter(told -> !gone.contains(told.recording())).forEach(told -> write(told, places));
        });
    }

    private void write(Told told, Map<Told, Vault.Written> places) {
        switch (told) {
            case Told.Sound sound -> {
                Vault.Written place = places.get(sound);
                if (place != null) {
                    vault.record(List.of(place));
                    store.part(
                            sound.recording(),
                            sound.part().number(),
                            place.id(),
                            sound.part().levels(),
                            place.sha256());
                }
            }
            case Told.Heard heard -> store.agent(heard.recording(), heard.agent());
            case Told.Gap gap -> store.gap(gap.recording(), gap.why(), gap.agent(), gap.millis());
            case Told.GapEnded ended -> store.endGap(ended.recording(), ended.why(), ended.millis());
            case Told.Ended ended -> store.end(ended.recording(), ended.millis());
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join(CLOSING);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
