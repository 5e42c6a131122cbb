package io.rapport.media.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread on which sound is handled: reads what has come, lets whoever makes sound do so every 20 milliseconds,
/// and whoever only wants to look do so ten times a second. Nothing on it may block, or every call stutters.
final class MediaLoop implements AutoCloseable {
    private static final long BEAT_NANOS = 20_000_000;
    private static final int LOOK_MILLIS = 100;

    /// In a second.
    static final int LOOKS = 1_000 / LOOK_MILLIS;

    private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

    private final Selector selector;
    // One packet is handled after the other: they share their room, which so stays in the processor's cache.
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MediaSocket.MOST_BYTES);
    private final byte[] incomingPacket = new byte[MediaSocket.MOST_BYTES];
    private final byte[] outgoingPacket = new byte[MediaSocket.MOST_BYTES];

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Runnable> idle = new ArrayDeque<>();
    private final long began;
    private final Beats beats;
    private final Beats looks;
    /// About now.
    private long moment;
    private final Spoken spoken = new Spoken();
    private final Thread thread;
    private volatile boolean open = true;

    /// Reads one packet from a socket that has some.
    interface Readable {
        void read(long nanos) throws IOException;
    }

    /// Does something again and again.
    interface Beating {
        /// @param beat its number, the same for all; those that were dropped are counted
        void beat(long beat, long nanos);
    }

    MediaLoop(String name) throws IOException {
        selector = Selector.open();
        moment = System.nanoTime();
        began = moment - BEAT_NANOS;
        beats = new Beats((int) (BEAT_NANOS / 1_000_000), began, moment);
        looks = new Beats(LOOK_MILLIS, began, moment);
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /// Does it on the loop: at once if this is it, else after what was asked before.
    void execute(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
            return;
        }
        tasks.add(task);
        selector.wakeup();
    }

    /// Where a packet is read to. On the loop only, like all below.
    ByteBuffer incoming() {
        return incoming;
    }

    byte[] incomingPacket() {
        return incomingPacket;
    }

    /// Where a packet is written before it is sent.
    byte[] outgoingPacket() {
        return outgoingPacket;
    }

    void read(DatagramChannel channel, Readable by) {
        try {
            channel.register(selector, SelectionKey.OP_READ, by);
        } catch (IOException closed) {
            log.debug("media socket was closed before it was read", closed);
        }
    }

    /// For the packet that is handled now.
    Spoken spoken() {
        return spoken;
    }

    /// Which beat it is: so many times 20 milliseconds have passed.
    long beat() {
        return (moment - began) / BEAT_NANOS;
    }

    /// Lets it make sound: each beat, on time.
    void join(Beating one) {
        beats.join(one);
    }

    void leave(Beating one) {
        beats.leave(one);
    }

    /// Lets it look, ten times a second; a look may be late by a beat.
    void joinLooks(Beating one) {
        looks.join(one);
    }

    void leaveLooks(Beating one) {
        looks.leave(one);
    }

    /// Does it when nothing waits to be read, or some beats later: what need not be done at once must not hold up a
    /// packet.
    void whenIdle(Runnable task) {
        idle.add(task);
    }

    private void run() {
        while (open) {
            try {
                // A timer of its own for looks would cost more than they do.
                long wait = Math.min(BEAT_NANOS, beats.nanosUntilDue(System.nanoTime()));
                int read = wait <= 0 || !idle.isEmpty()
                        ? selector.selectNow(this::readable)
                        : selector.select(this::readable, (wait + 999_999) / 1_000_000);
                moment = System.nanoTime();
                work();
                if (read == 0 || wait <= 0) {
                    oneOfIdle();
                }
                beats.run(moment);
                looks.run(moment);
            } catch (IOException | RuntimeException ours) {
                log.error("media loop stumbled", ours);
            }
        }
        try {
            selector.close();
        } catch (IOException late) {
            log.debug("media selector close", late);
        }
    }

    private void readable(SelectionKey key) {
        moment = System.nanoTime();
        // What was asked before a packet was sent holds for that packet.
        work();
        try {
            ((Readable) key.attachment()).read(moment);
        } catch (IOException | RuntimeException odd) {
            // An ICMP error of an earlier send, or a packet that nobody foresaw; the others must not suffer.
            log.debug("media packet lost", odd);
        }
    }

    private void work() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
        }
    }

    /// One a turn: between two of them is looked whether anything has come.
    private void oneOfIdle() {
        Runnable task = idle.poll();
        if (task != null) {
            run(task);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException ours) {
            log.error("media task failed", ours);
        }
    }

    @Override
    public void close() {
        open = false;
        selector.wakeup();
        try {
            thread.join(1_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
