package io.rapport.server.voice;

import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has somebody look after something whenever it rings, on a thread of their own: who rings many times at once is
/// looked
/// after once.
final class Bell implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Bell.class);

    private final String name;
    private final Runnable look;
    private final Semaphore rung = new Semaphore(0);
    private final Thread thread;

    Bell(String name, Runnable look) {
        this.name = name;
        this.look = look;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Never blocks.
    void ring() {
        rung.release();
    }

    private void run() {
        while (!thread.isInterrupted()) {
            try {
                rung.acquire();
                rung.drainPermits();
                look.run();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException ours) {
                log.error("not looked after: {}", name, ours);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
