package io.rapport.media.line;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One port for packets. Read on the loop; any thread may send.
final class MediaSocket implements AutoCloseable {
    /// Larger packets are none of sound.
    static final int MOST_BYTES = 2_048;

    private static final int QUEUE_BYTES = 256 * 1024;
    private static final int TRIES = 200;
    private static final AtomicInteger TURN =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 20));
    private static final Logger log = LoggerFactory.getLogger(MediaSocket.class);

    private final DatagramChannel channel;
    private final InetSocketAddress bound;
    private long failures;

    /// Takes what has come.
    interface Taker {
        /// @param packet may be written to, and is the next one's afterwards, whosever that is
        void take(byte[] packet, int length, InetSocketAddress from, long nanos);
    }

    private MediaSocket(DatagramChannel channel) throws IOException {
        this.channel = channel;
        this.bound = (InetSocketAddress) channel.getLocalAddress();
    }

    static MediaSocket open(LineSettings settings, int port) throws IOException {
        // Packets of the old protocol take a longer way through a socket of both.
        DatagramChannel channel = DatagramChannel.open(
                settings.bind() instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, QUEUE_BYTES);
            channel.bind(new InetSocketAddress(settings.bind(), port));
            return new MediaSocket(channel);
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
    }

    /// A port of the range, and the one after it.
    ///
    /// @throws IOException where none is free
    static MediaSocket[] pair(LineSettings settings) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = port(settings) & ~1;
            MediaSocket first;
            try {
                first = open(settings, port);
            } catch (IOException taken) {
                continue;
            }
            try {
                return new MediaSocket[] {first, open(settings, port + 1)};
            } catch (IOException taken) {
                first.close();
            }
        }
        throw new IOException("no two free ports for media");
    }

    static MediaSocket one(LineSettings settings) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return open(settings, settings.firstPort() == 0 ? 0 : port(settings));
            } catch (IOException taken) {
                log.debug("media port taken", taken);
            }
        }
        throw new IOException("no free port for media");
    }

    /// Each in turn: whoever still sends to a call that has ended finds nobody for as long as can be.
    private static int port(LineSettings settings) {
        int first = settings.firstPort() == 0 ? 20_000 : settings.firstPort();
        int last = settings.firstPort() == 0 ? 60_000 : settings.lastPort();
        return first + Math.floorMod(TURN.getAndAdd(2), Math.max(2, last - first));
    }

    InetSocketAddress bound() {
        return bound;
    }

    /// On the loop.
    void readBy(MediaLoop loop, Taker taker) {
        ByteBuffer in = loop.incoming();
        byte[] packet = loop.incomingPacket();
        loop.read(channel, nanos -> {
            in.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(in);
            if (from == null) {
                return;
            }
            in.flip();
            int length = in.remaining();
            in.get(packet, 0, length);
            taker.take(packet, length, from, nanos);
        });
    }

    void send(byte[] packet, int length, @Nullable InetSocketAddress to) {
        if (to == null) {
            return;
        }
        try {
            channel.send(ByteBuffer.wrap(packet, 0, length), to);
        } catch (IOException unreachable) {
            // A line that can't be reached fails fifty times a second.
            if (Long.bitCount(failures++) <= 1) {
                log.debug("media send to={} failures={} cause={}", to, failures, unreachable.toString());
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException late) {
            log.debug("media socket close", late);
        }
    }
}
