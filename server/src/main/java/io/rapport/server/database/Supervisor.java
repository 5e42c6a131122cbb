package io.rapport.server.database;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the postmaster again when it dies under us, on the same port, so that the pool recovers by itself; and says
/// when its disk runs full. All on one thread of its own.
final class Supervisor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Server server;
    private final Disk disk;
    private final int port;
    private final ScheduledExecutorService thread;

    private volatile long pid;
    private volatile int restarts;
    private Duration pause = FIRST_PAUSE;
    private long notBefore = System.nanoTime();
    private long measured = System.nanoTime();
    private boolean saidLow;

    Supervisor(Server server, Disk disk, int port, long pid) {
        this.server = server;
        this.disk = disk;
        this.port = port;
        this.pid = pid;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("database-supervisor").daemon().factory());
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The postmaster of now.
    long pid() {
        return pid;
    }

    /// How often it was started again.
    int restarts() {
        return restarts;
    }

    /// Returns when a restart under way has ended; afterwards nothing is started any more.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(Server.START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (!ServerProcess.isAlive(pid)) {
                restart();
            } else {
                pause = FIRST_PAUSE;
                measure();
            }
        } catch (RuntimeException e) {
            // An exception that leaves here would end the supervision for good.
            log.error("postgres=supervision_failed", e);
        }
    }

    private void restart() {
        if (System.nanoTime() - notBefore < 0) {
            return;
        }
        log.warn("postgres=died pid={} action=restart", pid);
        switch (server.start(port)) {
            case Server.Started.Running(long started) -> {
                pid = started;
                restarts++;
                log.warn("postgres=restarted pid={}", pid);
            }
            case Server.Started.PortTaken() -> later("port %d is taken by another program".formatted(port));
            // The old one's processes may still hold the cluster for a moment.
            case Server.Started.Failed(String reason) -> {
                sayWhetherLow();
                later(reason);
            }
        }
    }

    private void later(String reason) {
        log.error("postgres=down retry_in={} says={}", pause, reason);
        notBefore = System.nanoTime() + pause.toNanos();
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void measure() {
        if (System.nanoTime() - measured < MEASURE_EVERY.toNanos()) {
            return;
        }
        measured = System.nanoTime();
        sayWhetherLow();
    }

    private void sayWhetherLow() {
        boolean low = disk.isLow();
        if (low && !saidLow) {
            log.error("{} {}", disk.full(), disk.remedy());
        } else if (!low && saidLow) {
            log.info("There is room again on the disk of {}.", disk.folder());
        }
        saidLow = low;
    }
}
