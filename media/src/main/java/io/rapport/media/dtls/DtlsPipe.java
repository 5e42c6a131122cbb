package io.rapport.media.dtls;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/// Between a port that others read and a handshake that waits.
final class DtlsPipe implements DatagramTransport {
    /// Fits any path that the internet has.
    private static final int MOST_BYTES = 1_200;

    private static final int MOST_READ = 2_048;
    private static final int MOST_WAITING = 64;

    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Consumer<byte[]> out;
    private volatile boolean open = true;

    DtlsPipe(Consumer<byte[]> out) {
        this.out = out;
    }

    /// What is too much is lost, as on any line: they send it again.
    void came(byte[] packet) {
        waiting.offer(packet);
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public int getReceiveLimit() {
        return MOST_READ;
    }

    @Override
    public int getSendLimit() {
        return MOST_BYTES;
    }

    @Override
    public int receive(byte[] buffer, int at, int length, int waitMillis) throws java.io.IOException {
        try {
            byte[] packet = waiting.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (!open) {
                throw new java.io.IOException("the line was closed");
            }
            if (packet == null) {
                return -1;
            }
            int count = Math.min(length, packet.length);
            System.arraycopy(packet, 0, buffer, at, count);
            return count;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        }
    }

    @Override
    public void send(byte[] buffer, int at, int length) {
        out.accept(java.util.Arrays.copyOfRange(buffer, at, at + length));
    }

    @Override
    public void close() {
        open = false;
        waiting.offer(new byte[0]);
    }
}
