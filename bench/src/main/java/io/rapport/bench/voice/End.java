package io.rapport.bench.voice;

import io.rapport.media.rtp.Rtp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import java.util.function.IntConsumer;

/// One far end of a call, made by the load: speaks one packet of PCMU at a time, each of which carries when it was sent
/// and by whom; counts what comes from the other. For one thread.
abstract sealed class End permits Phone, Browser {
    static final int PAYLOAD = 160;
    private static final int QUEUE_BYTES = 1 << 20;
    private static final int STAMP = 12;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    /// No end's number: music, or an announcement.
    static final int NOBODY = -1;

    final DatagramChannel channel;
    private final byte[] packet = new byte[2_048];
    private final byte[] sound = new byte[PAYLOAD];
    private final int number;
    private volatile int other;
    private volatile long heardAt;
    private IntConsumer stranger = from -> {
        throw new IllegalStateException("end %d hears %d".formatted(number(), from));
    };
    private final int source;
    private int sequence;
    private long timestamp;
    private long sent;
    private volatile long received;

    /// @param number of this end
    /// @param other whom it should hear, and nobody else
    End(int number, int other, Random random) throws IOException {
        this.number = number;
        this.other = other;
        source = random.nextInt();
        sequence = random.nextInt(0x8000);
        timestamp = random.nextInt() & 0xFFFFFFFFL;
        random.nextBytes(sound);
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, QUEUE_BYTES);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /// From now on it speaks to that port and hears nobody else.
    void connect(int port) throws IOException {
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /// One packet of 20 milliseconds.
    ///
    /// @param out for use by the way
    void speak(ByteBuffer out) throws IOException {
        System.arraycopy(sound, 0, packet, Rtp.HEADER, PAYLOAD);
        Rtp.write(packet, 0, sent == 0, sequence, timestamp, source);
        sequence = sequence + 1 & 0xFFFF;
        timestamp = timestamp + PAYLOAD & 0xFFFFFFFFL;
        ByteBuffer stamp = ByteBuffer.wrap(packet, Rtp.HEADER, STAMP);
        stamp.putInt(number).putLong(System.nanoTime());
        int length = protect(packet, Rtp.HEADER + PAYLOAD);
        out.clear();
        out.put(packet, 0, length).flip();
        channel.write(out);
        sent++;
    }

    /// One packet that has come, if any.
    ///
    /// @return nanoseconds that it took on its way; -1 for what is not sound
    long take(ByteBuffer in, byte[] bytes) throws IOException {
        in.clear();
        int length = channel.read(in);
        long now = System.nanoTime();
        if (length <= 0) {
            return -1;
        }
        in.flip();
        in.get(bytes, 0, length);
        int plain = open(bytes, length);
        if (plain < 0 || Rtp.isRtcp(bytes, plain)) {
            return -1;
        }
        ByteBuffer stamp = ByteBuffer.wrap(bytes, Rtp.HEADER, STAMP);
        int from = stamp.getInt();
        long took = now - stamp.getLong();
        if (plain != Rtp.HEADER + PAYLOAD || from != other) {
            stranger.accept(took >= 0 && took < LONGEST_NANOS ? from : NOBODY);
            return -1;
        }
        if (received++ == 0) {
            heardAt = now;
        }
        return took;
    }

    /// From now on it should hear that one.
    void turnTo(int whom) {
        other = whom;
        received = 0;
        heardAt = 0;
    }

    /// When the first packet came from whom it should hear, as of [System#nanoTime]; 0: none yet.
    long heardAt() {
        return heardAt;
    }

    /// Who hears of sound that comes from nobody whom it should hear, with what stands where an end's number would;
    /// without one such sound ends the run.
    void onStranger(IntConsumer hears) {
        stranger = hears;
    }

    int number() {
        return number;
    }

    /// The call's number: both ends of one follow each other.
    int call() {
        return number / 2;
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    /// Done once a second, beside speaking.
    abstract void keepAlive() throws IOException;

    abstract int protect(byte[] bytes, int length);

    /// @return its length; -1: no sound
    abstract int open(byte[] bytes, int length) throws IOException;
}
