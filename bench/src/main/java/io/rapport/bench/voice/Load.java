package io.rapport.bench.voice;

import io.rapport.bench.Consumed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Speaks for all ends, each every 20 milliseconds at a moment of its own, and hears for all. It never sleeps: with a
/// core of its own, what it hears is timed at once.
final class Load implements AutoCloseable {
    private static final long FRAME_NANOS = 20_000_000;
    private static final long LAST_NANOS = 500_000_000;
    private static final int AT_ONCE = 4;
    private static final int FRAMES_OF_A_SECOND = 50;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
    private final byte[] bytes = new byte[2_048];
    private final List<End> ends;
    private final long[] phases;
    private final Delays lateness = new Delays();
    private Delays delays = new Delays();
    private int next;
    private long frame;

    /// What came of a run.
    ///
    /// @param packets that came while it was measured
    /// @param cpuSeconds that who relays used meanwhile
    /// @param seconds for how long it was measured
    /// @param sent in the whole run, that which was not measured among it
    /// @param lost of those
    /// @param oneWay calls in which one end heard nothing at all
    /// @param lateP99Millis how late the load itself was with what it had to send
    record Outcome(
            long packets,
            double cpuSeconds,
            double seconds,
            long sent,
            long lost,
            long oneWay,
            double delayP50Millis,
            double delayP99Millis,
            double lateP99Millis) {
        double microsPerPacket() {
            return cpuSeconds * 1e6 / packets;
        }

        double coreShare() {
            return cpuSeconds / seconds;
        }
    }

    Load(List<End> ends, Random random) throws IOException {
        this.ends = new ArrayList<>(ends);
        Collections.shuffle(this.ends, random);
        this.phases = random.longs(ends.size(), 0, FRAME_NANOS).sorted().toArray();
        for (End end : ends) {
            end.channel.configureBlocking(false);
            end.channel.register(selector, SelectionKey.OP_READ, end);
        }
    }

    /// @param pid of who relays
    /// @param settling before it is measured
    Outcome run(long pid, Duration settling, Duration measured) throws IOException {
        long begun = System.nanoTime();
        speak(begun, begun + settling.toNanos());
        delays = new Delays();
        double cpuBefore = Consumed.of(pid);
        long from = System.nanoTime();
        speak(begun, from + measured.toNanos());
        double cpu = Consumed.of(pid) - cpuBefore;
        double seconds = (System.nanoTime() - from) / 1e9;
        Delays result = delays;
        delays = new Delays();
        hearTheLast();
        long sent = ends.stream().mapToLong(End::sent).sum();
        long received = ends.stream().mapToLong(End::received).sum();
        long oneWay = ends.stream()
                .filter(end -> end.received() == 0)
                .map(End::call)
                .distinct()
                .count();
        return new Outcome(
                result.count(),
                cpu,
                seconds,
                sent,
                sent - received,
                oneWay,
                result.percentileMillis(0.5),
                result.percentileMillis(0.99),
                lateness.percentileMillis(0.99));
    }

    /// Until no sound comes any more: what is late is not lost.
    private void hearTheLast() throws IOException {
        long last = System.nanoTime();
        while (System.nanoTime() - last < LAST_NANOS) {
            long before = delays.count();
            hear();
            if (delays.count() > before) {
                last = System.nanoTime();
            }
        }
    }

    private void speak(long begun, long until) throws IOException {
        for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
            for (int i = 0; i < AT_ONCE; i++) {
                long late = System.nanoTime() - begun - frame * FRAME_NANOS - phases[next];
                if (late < 0) {
                    break;
                }
                lateness.add(late);
                speakNext();
            }
            hear();
        }
    }

    private void speakNext() throws IOException {
        End end = ends.get(next);
        end.speak(buffer);
        if (frame % FRAMES_OF_A_SECOND == 0) {
            end.keepAlive();
        }
        if (++next == phases.length) {
            next = 0;
            frame++;
        }
    }

    private void hear() throws IOException {
        selector.selectNow(key -> {
            try {
                long nanos = ((End) key.attachment()).take(buffer, bytes);
                if (nanos >= 0) {
                    delays.add(nanos);
                }
            } catch (IOException gone) {
                throw new IllegalStateException("who relays has gone", gone);
            }
        });
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (End end : ends) {
            end.channel.close();
        }
    }
}
