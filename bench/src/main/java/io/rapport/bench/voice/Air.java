package io.rapport.bench.voice;

import io.rapport.bench.Bench;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Speaks every 20 milliseconds for those ends that should, and hears for all; ends come and go meanwhile. One thread.
final class Air implements AutoCloseable {
    private static final long FRAME_NANOS = 20_000_000;
    private static final int FRAMES_OF_A_SECOND = 50;

    private final Selector selector = Selector.open();
    private final Set<End> all = new LinkedHashSet<>();
    private final Set<End> speaking = new LinkedHashSet<>();
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
    private final byte[] bytes = new byte[2_048];
    private final Thread thread;
    private volatile boolean open = true;

    private interface Task {
        void run() throws IOException;
    }

    Air() throws IOException {
        thread = Thread.ofPlatform().name("air").daemon().start(this::run);
    }

    /// Hears for an end from now on.
    void add(End end) {
        execute(() -> {
            end.channel.configureBlocking(false);
            end.channel.register(selector, SelectionKey.OP_READ, end);
            all.add(end);
        });
    }

    /// Lets an end speak, or be silent.
    void speak(End end, boolean now) {
        execute(() -> {
            if (now && all.contains(end)) {
                speaking.add(end);
            } else {
                speaking.remove(end);
            }
        });
    }

    /// Ends an end.
    void remove(End end) {
        execute(() -> {
            all.remove(end);
            speaking.remove(end);
            end.channel.close();
        });
    }

    private void execute(Task task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void run() {
        long next = System.nanoTime();
        long frame = 0;
        while (open) {
            try {
                for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                if (System.nanoTime() - next >= 0) {
                    next += FRAME_NANOS;
                    beat(frame++);
                }
                selector.select(this::heard, Math.max(1, (next - System.nanoTime()) / 1_000_000));
            } catch (IOException gone) {
                Bench.say("an end has gone: %s", gone);
            }
        }
    }

    private void beat(long frame) {
        for (End end : all) {
            try {
                if (speaking.contains(end)) {
                    end.speak(buffer);
                }
                if (frame % FRAMES_OF_A_SECOND == 0) {
                    end.keepAlive();
                }
            } catch (IOException unheard) {
                // Nobody is there any more; whether somebody should be says the call.
                speaking.remove(end);
            }
        }
    }

    private void heard(SelectionKey key) {
        try {
            ((End) key.attachment()).take(buffer, bytes);
        } catch (IOException gone) {
            // The far side has closed its port: the call is over.
            key.cancel();
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        selector.wakeup();
        selector.close();
    }
}
