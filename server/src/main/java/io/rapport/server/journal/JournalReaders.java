package io.rapport.server.journal;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs the readers, each on a thread of its own: woken by commits of this process, and looking by itself every
/// [#IDLE] for those of others.
public final class JournalReaders implements SmartLifecycle {
    static final int BATCH = 500;
    static final Duration IDLE = Duration.ofMillis(500);
    static final Duration FIRST_LOOK = Duration.ofMillis(2);
    static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /// Between two looks of a reader that finds something each time: what comes meanwhile is taken in one transaction.
    /// Whoever has waited for longer looks at once.
    static final Duration BETWEEN = Duration.ofMillis(15);

    private static final Logger log = LoggerFactory.getLogger(JournalReaders.class);

    private final Journal journal;
    private final Tail tail;
    private final BundlingTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final List<Loop> loops = new ArrayList<>();
    private final Consumer<String> alarm;
    private volatile boolean running;

    JournalReaders(
            Journal journal,
            BundlingTemplate jdbc,
            TransactionTemplate transaction,
            Clock clock,
            List<Projection> projections,
            List<Reactor> reactors,
            List<Follower> followers,
            Consumer<String> alarm) {
        this.journal = journal;
        this.tail = new Tail(journal::after);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.alarm = alarm;
        projections.forEach(p -> loops.add(new Loop(p.name(), position -> take(p.name(), p::apply, position), true)));
        followers.forEach(f -> loops.add(new Loop(f.name(), position -> follow(f, position), false)));
        List<Loop> prompt = List.copyOf(loops);
        journal.onCommit(() -> prompt.forEach(Loop::wake));
        // The world outside waits half a second, so that what comes at once is written down at once.
        reactors.forEach(r -> loops.add(new Loop(r.name(), position -> take(r.name(), r::react, position), true)));
    }

    @Override
    public void start() {
        running = true;
        loops.forEach(Loop::start);
    }

    @Override
    public void stop() {
        running = false;
        loops.forEach(Loop::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Blocks until every durable reader has passed all that is committed now, or the time is up.
    ///
    /// @return whether they have
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        Recorded.Position end = journal.end();
        for (Loop loop : loops) {
            while (loop.position.compareTo(end) < 0) {
                if (System.nanoTime() > until) {
                    return false;
                }
                loop.wake();
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
        return true;
    }

    /// All events of one customer, oldest first: for reading them again.
    public List<Recorded> of(CustomerId customer) {
        return journal.of(customer);
    }

    /// Takes a parked reader's events up again, oldest first; those that fail stay parked.
    ///
    /// @return how many were taken
    public int retryParked(Projection projection) {
        List<Journal.Parked> parked = journal.parked(projection.name());
        int taken = 0;
        for (Journal.Parked one : parked) {
            boolean done = Boolean.TRUE.equals(transaction.execute(status -> {
                List<Recorded> event = journal.find(one);
                try {
                    projection.apply(event);
                } catch (RuntimeException stillBad) {
                    status.setRollbackOnly();
                    return false;
                }
                jdbc.update(
                        "delete from journal_parked where reader = ? and event = ?", projection.name(), one.event());
                return true;
            }));
            taken += done ? 1 : 0;
        }
        return taken;
    }

    /// Takes the next events and moves on, in one transaction.
    private Recorded.Position take(String reader, Consumer<List<Recorded>> act, Recorded.Position from) {
        List<Recorded> events = tail.after(from, BATCH);
        if (events.isEmpty()) {
            return from;
        }
        Recorded.Position to = events.getLast().position();
        try {
            transaction.executeWithoutResult(status -> {
                act.accept(unparked(reader, events));
                remember(reader, to);
            });
        } catch (RuntimeException failure) {
            if (!ofTheEvent(failure)) {
                throw failure;
            }
            for (Recorded event : events) {
                oneByOne(reader, event, () -> act.accept(List.of(event)));
            }
        }
        return to;
    }

    private Recorded.Position follow(Follower follower, Recorded.Position from) {
        List<Recorded> events = tail.after(from, BATCH);
        if (events.isEmpty()) {
            return from;
        }
        follower.follow(events);
        return events.getLast().position();
    }

    private void oneByOne(String reader, Recorded event, Runnable act) {
        if (unparked(reader, List.of(event)).isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                act.run();
                remember(reader, event.position());
            });
        } catch (RuntimeException failure) {
            if (!ofTheEvent(failure)) {
                throw failure;
            }
            park(reader, event, failure);
        }
    }

    /// A database that is away is no event's fault: then the reader waits and tries the same batch again.
    private static boolean ofTheEvent(RuntimeException failure) {
        return !(failure instanceof org.springframework.dao.TransientDataAccessException
                || failure instanceof org.springframework.dao.DataAccessResourceFailureException
                || failure instanceof org.springframework.dao.NonTransientDataAccessResourceException
                || failure instanceof org.springframework.transaction.TransactionException);
    }

    /// Leaves out (and parks behind the first) the events of customers with a parked event.
    private List<Recorded> unparked(String reader, List<Recorded> events) {
        if (events.isEmpty()) {
            return events;
        }
        List<Long> customers = Sql.longs(
                jdbc, "select distinct customer from journal_parked where reader = ? and customer is not null", reader);
        if (customers.isEmpty()) {
            return events;
        }
        List<Recorded> going = new ArrayList<>();
        for (Recorded event : events) {
            if (event.customer().filter(c -> customers.contains(c.value())).isPresent()) {
                parkRow(reader, event, "behind a parked event of the same customer");
            } else {
                going.add(event);
            }
        }
        return going;
    }

    private void park(String reader, Recorded event, RuntimeException failure) {
        log.error("journal event parked reader={} event={} customer={}", reader, event.id(), event.customer(), failure);
        transaction.executeWithoutResult(status -> {
            parkRow(reader, event, String.valueOf(failure.getMessage()));
            remember(reader, event.position());
        });
        alarm.accept("Reader " + reader + " could not take event " + event.id() + "; it is parked.");
    }

    private void parkRow(String reader, Recorded event, String error) {
        jdbc.update(
                "insert into journal_parked (reader, event, customer, error, at) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                reader,
                event.id(),
                event.customer().map(c -> c.value()).orElse(null),
                error.length() > 500 ? error.substring(0, 500) : error,
                Sql.time(clock.instant()));
    }

    /// On the disk when it is committed, as all that a reader writes: a reader goes on from where it is in memory,
    /// and would not notice that a crash of the database took its last step back.
    private void remember(String reader, Recorded.Position position) {
        jdbc.later(
                "update journal_reader set tx = ?::xid8, id = ? where name = ?",
                Long.toUnsignedString(position.tx()),
                position.id(),
                reader);
    }

    private interface Step {
        Recorded.Position from(Recorded.Position position);
    }

    private final class Loop implements Runnable {
        private final String name;
        private final Step step;
        private final boolean durable;
        private final Semaphore bell = new Semaphore(0);
        private volatile Recorded.Position position = Recorded.Position.START;
        private volatile Optional<Thread> thread = Optional.empty();

        Loop(String name, Step step, boolean durable) {
            this.name = name;
            this.step = step;
            this.durable = durable;
        }

        void start() {
            position = durable ? stored() : journal.end();
            thread = Optional.of(
                    Thread.ofPlatform().name("journal-" + name).daemon().start(this));
        }

        void stop() {
            bell.release();
            thread.ifPresent(running -> {
                try {
                    running.join(Duration.ofSeconds(10));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        void wake() {
            if (bell.availablePermits() == 0) {
                bell.release();
            }
        }

        private Recorded.Position stored() {
            jdbc.update("insert into journal_reader (name) values (?) on conflict do nothing", name);
            return jdbc.query(
                            "select tx::text as tx, id from journal_reader where name = ?",
                            (row, n) -> new Recorded.Position(
                                    Long.parseUnsignedLong(row.getString("tx")), row.getLong("id")),
                            name)
                    .getFirst();
        }

        /// After a wake that finds nothing it looks again soon, then ever later: what was committed may still
        /// be held back by an older transaction that writes no event when it ends, and so wakes nobody.
        @Override
        public void run() {
            long waitMillis = IDLE.toMillis();
            while (running) {
                try {
                    long looked = System.nanoTime();
                    Recorded.Position next = step.from(position);
                    boolean moved = !next.equals(position);
                    position = next;
                    if (moved) {
                        waitMillis = FIRST_LOOK.toMillis();
                        TimeUnit.NANOSECONDS.sleep(looked + BETWEEN.toNanos() - System.nanoTime());
                        continue;
                    }
                    if (bell.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
                        bell.drainPermits();
                        waitMillis = FIRST_LOOK.toMillis();
                    } else {
                        waitMillis = Math.min(2 * waitMillis, IDLE.toMillis());
                    }
                } catch (RuntimeException failure) {
                    log.warn("journal reader waits reader={} cause={}", name, failure.toString());
                    pause();
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }

        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
