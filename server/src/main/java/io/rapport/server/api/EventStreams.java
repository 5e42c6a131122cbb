package io.rapport.server.api;

import io.rapport.server.access.ApiTokens;
import io.rapport.server.access.Sessions;
import io.rapport.server.access.SignedIn;
import io.rapport.server.journal.Feed;
import io.rapport.server.journal.Recorded;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;

/// Programs that follow what happens over one long answer (server-sent events). Each has a virtual thread of its own
/// and
/// reads the journal from where it stands, so a slow one holds up nobody and misses nothing. Thread-safe.
final class EventStreams implements SmartLifecycle {
    static final int MOST = 50;
    static final int MOST_OF_ONE = 5;
    /// How often a stream on which nothing happens says that it lives.
    static final Duration PULSE = Duration.ofSeconds(15);
    /// How often it looks for more: nothing is read for streams that nobody has open.
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int BATCH = 200;

    private final Feed feed;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Map<Long, Integer> open = new HashMap<>();
    /// Guarded by this; grows whenever there may be something to do.
    private long turns;
    private volatile boolean running;

    EventStreams(Feed feed, Sessions sessions, ApiTokens tokens) {
        this.feed = feed;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /// Everybody looks at once whether they still may.
    synchronized void look() {
        turns++;
        notifyAll();
    }

    /// Writes until the other side has gone, or it may no more.
    ///
    /// @throws Refusal when too many are open
    void pour(SignedIn caller, Recorded.Position from, OutputStream out, Function<Recorded, String> words)
            throws IOException {
        enter(caller.account().id());
        try {
            Recorded.Position place = from;
            long spoke = System.nanoTime();
            write(out, ":\n\n");
            while (running) {
                // Read first: whoever is told of an end from here on does not wait for the next pulse.
                long turn = turn();
                if (!may(caller)) {
                    break;
                }
                List<Recorded> events = feed.after(place, BATCH);
                StringBuilder text = new StringBuilder();
                for (Recorded event : events) {
                    text.append(words.apply(event));
                    place = event.position();
                }
                if (!events.isEmpty()) {
                    write(out, text.toString());
                    spoke = System.nanoTime();
                } else {
                    await(turn);
                    if (System.nanoTime() - spoke > PULSE.toNanos()) {
                        write(out, ":\n\n");
                        spoke = System.nanoTime();
                    }
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            leave(caller.account().id());
        }
    }

    private boolean may(SignedIn caller) {
        return caller.token() != 0
                ? tokens.permissions(caller.token()).contains(Permission.SEE_EVENTS)
                : sessions.isOpen(caller.session());
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private synchronized long turn() {
        return turns;
    }

    /// Until it is time to look again, or somebody says so.
    private synchronized void await(long turn) throws InterruptedException {
        long end = System.nanoTime() + LOOK.toNanos();
        while (running && turns == turn) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return;
            }
            wait(millis);
        }
    }

    private synchronized void enter(long account) {
        int mine = open.getOrDefault(account, 0);
        int all = open.values().stream().mapToInt(Integer::intValue).sum();
        if (mine >= MOST_OF_ONE || all >= MOST) {
            throw Refusal.tooOften("Too many streams are open. Close one first.");
        }
        open.put(account, mine + 1);
    }

    private synchronized void leave(long account) {
        open.computeIfPresent(account, (_, mine) -> mine == 1 ? null : mine - 1);
    }

    synchronized int count() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public void start() {
        running = true;
    }

    /// Before the web server waits for answers that have begun.
    @Override
    public void stop() {
        running = false;
        look();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
