package io.rapport.server.feedback;

import io.rapport.server.vocabulary.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes down that pages were opened, with what speaks for a machine, on a thread of its own: a person does not wait
/// for it, and what comes while it writes is written at once. Clicks count nothing: those of the moment before a crash,
/// and of a crowd larger than [#MOST_WAITING], are forgotten. Thread-safe.
final class ClickBook implements SmartLifecycle {
    static final int MOST_WAITING = 5_000;
    private static final int AT_ONCE = 200;
    private static final Logger log = LoggerFactory.getLogger(ClickBook.class);

    private final AskStore asks;
    private final TransactionTemplate transaction;
    private final BlockingQueue<Opened> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile Optional<Thread> thread = Optional.empty();
    private volatile boolean running;

    ClickBook(AskStore asks, TransactionTemplate transaction) {
        this.asks = asks;
        this.transaction = transaction;
    }

    private record Opened(Ask ask, Scanning.Click click) {
        long number() {
            return ask.id();
        }
    }

    /// Keeps that a page was opened. At most [AskStore#MOST_CLICKS] of an ask are.
    void opened(Ask ask, Scanning.Click click) {
        if (ask.clicks() < AskStore.MOST_CLICKS && !waiting.offer(new Opened(ask, click))) {
            log.warn("event=click-forgotten ask={}", ask.id());
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Optional.of(Thread.ofPlatform().name("vote-clicks").daemon().start(this::write));
    }

    /// Writes what waits.
    @Override
    public void stop() {
        running = false;
        thread.ifPresent(writing -> {
            writing.interrupt();
            try {
                writing.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void write() {
        List<Opened> taken = new ArrayList<>();
        try {
            while (running) {
                taken.add(waiting.take());
                waiting.drainTo(taken, AT_ONCE - 1);
                writeAll(taken);
                taken.clear();
            }
        } catch (InterruptedException stopped) {
            log.debug("event=click-book-closes");
        }
        waiting.drainTo(taken);
        if (!taken.isEmpty()) {
            writeAll(taken);
        }
    }

    /// One that can't be written, because its ask was wiped meanwhile, takes no other with it.
    private void writeAll(List<Opened> opened) {
        if (!written(opened) && opened.size() > 1) {
            opened.forEach(one -> written(List.of(one)));
        }
    }

    private boolean written(List<Opened> opened) {
        try {
            transaction.executeWithoutResult(status -> keep(opened));
            return true;
        } catch (RuntimeException failure) {
            // A page is worth more than the note that it was opened.
            log.warn("event=clicks-not-kept count={} cause={}", opened.size(), failure.toString());
            return false;
        }
    }

    /// In the order of their asks, so that nobody waits for somebody who waits for them.
    private void keep(List<Opened> opened) {
        List<Long> numbers = opened.stream().map(Opened::number).distinct().toList();
        Map<Long, List<Scanning.Earlier>> earlier = new HashMap<>(asks.clicks(numbers));
        Map<Long, Instant> delivered = asks.delivered(numbers);
        asks.doNotWaitForTheDisk();
        for (Opened one :
                opened.stream().sorted(Comparator.comparing(Opened::number)).toList()) {
            List<Scanning.Earlier> before = earlier.computeIfAbsent(one.number(), ask -> new ArrayList<>());
            if (before.size() < AskStore.MOST_CLICKS) {
                Scanning.Delivery delivery = new Scanning.Delivery(
                        one.ask().channel() == Channel.MAIL, Optional.ofNullable(delivered.get(one.number())));
                asks.click(one.number(), one.click(), Scanning.of(one.click(), before, delivery));
                before.add(
                        new Scanning.Earlier(one.click().answer(), one.click().at()));
            }
        }
    }
}
