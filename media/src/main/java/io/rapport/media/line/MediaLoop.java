package io.rapport.media.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread on which sound is handled: reads what has come and beats every 20 milliseconds. Nothing on it may
/// block, or every call stutters.
final class MediaLoop implements AutoCloseable {
    static final long BEAT_NANOS = 20_000_000;

    /// When the thread was held up for longer, what it missed is dropped: played in a burst it would only be late for
    /// good.
    private static final int MOST_LATE_BEATS = 5;

    private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

    private final Selector selector;
    // One packet is handled after the other: they share their room, which so stays in the processor's cache.
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MediaSocket.MOST_BYTES);
    private final byte[] incomingPacket = new byte[MediaSocket.MOST_BYTES];
    private final byte[] outgoingPacket = new byte[MediaSocket.MOST_BYTES];

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Runnable> idle = new ArrayDeque<>();
    private final Set<Beating> beating = new LinkedHashSet<>();
    private Beating @Nullable [] all;
    private final Spoken spoken = new Spoken();
    private final Thread thread;
    private long beat;
    private volatile boolean open = true;

    /// Reads one packet from a socket that has some.
    interface Readable {
        void read(long nanos) throws IOException;
    }

    /// Does something every 20 milliseconds.
    interface Beating {
        /// @param beat their number; those that were dropped are counted
        void beat(long beat, long nanos);
    }

    MediaLoop(String name) throws IOException {
        selector = Selector.open();
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

    void join(Beating one) {
        beating.add(one);
        all = null;
    }

    void leave(Beating one) {
        beating.remove(one);
        all = null;
    }

    /// Does it when nothing waits to be read, or some beats later: what need not be done at once must not hold up a
    /// packet.
    void whenIdle(Runnable task) {
        idle.add(task);
    }

    /// As they are now: who joins or leaves during a beat does so for the next.
    private Beating[] all() {
        Beating[] now = all;
        if (now == null) {
            now = beating.toArray(Beating[]::new);
            all = now;
        }
        return now;
    }

    private void run() {
        long next = System.nanoTime() + BEAT_NANOS;
        while (open) {
            try {
                long wait = next - System.nanoTime();
                int read = wait <= 0 || !idle.isEmpty()
                        ? selector.selectNow(this::readable)
                        : selector.select(this::readable, (wait + 999_999) / 1_000_000);
                work();
                if (read == 0 || wait <= 0) {
                    oneOfIdle();
                }
                next = beats(next);
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
        // What was asked before a packet was sent holds for that packet.
        work();
        try {
            ((Readable) key.attachment()).read(System.nanoTime());
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

    private long beats(long due) {
        long now = System.nanoTime();
        long next = due;
        while (next - now <= 0) {
            beat++;
            next += BEAT_NANOS;
            if (now - next > MOST_LATE_BEATS * BEAT_NANOS) {
                continue;
            }
            for (Beating one : all()) {
                try {
                    one.beat(beat, now);
                } catch (RuntimeException ours) {
                    log.error("media beat failed", ours);
                }
            }
        }
        return next;
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
