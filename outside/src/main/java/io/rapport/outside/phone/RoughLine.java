package io.rapport.outside.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A bad network between telephones and whoever they talk to: loses packets singly and in bursts, delays them
/// unevenly, lets some overtake others, brings some twice, or carries them one way only. What happens to the
/// n-th packet of a way is decided by its seed alone. On the loopback address; one thread for all ways.
public final class RoughLine implements AutoCloseable {
    private static final int MOST_BYTES = 2_048;
    private static final int QUEUE_BYTES = 1 << 20;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Selector selector;
    private final PriorityQueue<Late> late = new PriorityQueue<>(Comparator.comparingLong(Late::due));
    private final Queue<Way> fresh = new ConcurrentLinkedQueue<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(MOST_BYTES);
    private final Thread thread;
    private volatile boolean open = true;

    /// How bad a way is, in each direction.
    ///
    /// @param lossShare of packets that are lost singly, 0 to 1
    /// @param burstShare of packets with which a burst of losses begins
    /// @param burstPackets that a burst takes
    /// @param delayMillis that all take
    /// @param jitterMillis by which they come later at times; none overtakes another by it
    /// @param overtakenShare of packets that come after two or three that were sent later
    /// @param twiceShare of packets that come twice
    public record Weather(
            double lossShare,
            double burstShare,
            int burstPackets,
            int delayMillis,
            int jitterMillis,
            double overtakenShare,
            double twiceShare) {
        public static final Weather FAIR = new Weather(0, 0, 0, 0, 0, 0, 0);
    }

    /// What goes through just now.
    public enum Passes {
        ALL,
        /// Reports do, sound does not.
        REPORTS,
        NOTHING
    }

    private record Late(long due, byte[] packet, DatagramChannel by, InetSocketAddress to) {}

    public RoughLine() {
        try {
            selector = Selector.open();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        thread = Thread.ofPlatform().name("rough-line").daemon().start(this::run);
    }

    /// A way of its own for one telephone.
    public Way way(long seed, Weather weather) {
        try {
            Way way = new Way(seed, weather);
            fresh.add(way);
            selector.wakeup();
            return way;
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// One telephone's way to us and back.
    public final class Way {
        private final DatagramChannel near = channel();
        private final DatagramChannel far = channel();
        private final Direction inward;
        private final Direction outward;
        private volatile InetSocketAddress telephone = new InetSocketAddress(HERE, 9);
        private volatile InetSocketAddress us = new InetSocketAddress(HERE, 9);

        private Way(long seed, Weather weather) throws IOException {
            inward = new Direction(new Random(seed), weather);
            outward = new Direction(new Random(~seed), weather);
        }

        /// Where the telephone sends to, and from where what we say comes to it.
        public InetSocketAddress near() {
            return bound(near);
        }

        /// What the telephone calls its own address, so that we send this way.
        public InetSocketAddress far() {
            return bound(far);
        }

        /// Joins both ends.
        public void between(InetSocketAddress telephoneAt, InetSocketAddress weAre) {
            telephone = telephoneAt;
            us = weAre;
        }

        /// What goes from the telephone to us from now on.
        public void inward(Passes passes) {
            inward.passes = passes;
        }

        /// What goes from us to the telephone from now on.
        public void outward(Passes passes) {
            outward.passes = passes;
        }
    }

    private static InetSocketAddress bound(DatagramChannel channel) {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private static DatagramChannel channel() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, QUEUE_BYTES);
        channel.bind(new InetSocketAddress(HERE, 0));
        return channel;
    }

    /// What becomes of packets that go one way. On the thread.
    private static final class Direction {
        private final Random random;
        private final Weather weather;
        private volatile Passes passes = Passes.ALL;
        private int burst;
        private long lastDue;

        Direction(Random random, Weather weather) {
            this.random = random;
            this.weather = weather;
        }

        /// @return when it arrives; nothing: never; two: twice
        long[] arrivals(boolean report, long now) {
            // Each packet takes the same number of throws, so that what one meets does not hang on the others.
            double lost = random.nextDouble();
            double begins = random.nextDouble();
            double jitter = random.nextDouble();
            double overtaken = random.nextDouble();
            double twice = random.nextDouble();
            if (passes == Passes.NOTHING || passes == Passes.REPORTS && !report) {
                return new long[0];
            }
            if (burst > 0) {
                burst--;
                return new long[0];
            }
            if (begins < weather.burstShare()) {
                burst = weather.burstPackets() - 1;
                return new long[0];
            }
            if (lost < weather.lossShare()) {
                return new long[0];
            }
            // Mostly early, seldom late, as queues are.
            long due = now + (long) (1e6 * (weather.delayMillis() + weather.jitterMillis() * jitter * jitter));
            if (overtaken < weather.overtakenShare()) {
                due += 50_000_000;
            } else {
                due = Math.max(due, lastDue);
                lastDue = due;
            }
            return twice < weather.twiceShare() ? new long[] {due, due + 3_000_000} : new long[] {due};
        }
    }

    // ---------------------------------------------------------------------------------------------------------- thread

    private void run() {
        while (open) {
            try {
                long wait = late.isEmpty() ? 50 : (late.peek().due() - System.nanoTime()) / 1_000_000;
                if (wait <= 0) {
                    selector.selectNow(this::carry);
                } else {
                    selector.select(this::carry, wait);
                }
                for (Way way = fresh.poll(); way != null; way = fresh.poll()) {
                    way.near.register(selector, SelectionKey.OP_READ, new End(way, true));
                    way.far.register(selector, SelectionKey.OP_READ, new End(way, false));
                }
                deliver();
            } catch (IOException gone) {
                // One end has closed its port; the others go on.
            }
        }
        for (SelectionKey key : selector.keys()) {
            close((DatagramChannel) key.channel());
        }
    }

    private record End(Way way, boolean near) {}

    private void carry(SelectionKey key) {
        End end = (End) key.attachment();
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            for (int i = 0; i < 8; i++) {
                in.clear();
                if (channel.receive(in) == null) {
                    return;
                }
                in.flip();
                byte[] packet = new byte[in.remaining()];
                in.get(packet);
                take(end, packet);
            }
        } catch (IOException gone) {
            // A port of an earlier packet is closed.
        }
    }

    private void take(End end, byte[] packet) {
        Direction direction = end.near() ? end.way().inward : end.way().outward;
        DatagramChannel by = end.near() ? end.way().far : end.way().near;
        InetSocketAddress to = end.near() ? end.way().us : end.way().telephone;
        for (long due : direction.arrivals(isReport(packet), System.nanoTime())) {
            late.add(new Late(due, packet, by, to));
        }
    }

    /// RFC 5761 section 4.
    private static boolean isReport(byte[] packet) {
        int type = packet.length < 8 ? 0 : packet[1] & 0xFF;
        return type >= 192 && type <= 223;
    }

    private void deliver() {
        long now = System.nanoTime();
        while (!late.isEmpty() && late.peek().due() <= now) {
            Late packet = late.remove();
            try {
                packet.by().send(ByteBuffer.wrap(packet.packet()), packet.to());
            } catch (IOException gone) {
                // Nobody is there any more.
            }
        }
    }

    private static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException late) {
            // It is.
        }
    }

    @Override
    public void close() {
        open = false;
        selector.wakeup();
        try {
            thread.join(2_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
