package io.rapport.media.sip.transport;

import io.rapport.media.sip.SipReader;
import io.rapport.media.sip.SipReading;
import io.rapport.media.sip.transaction.Flow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection. What is to be sent waits in a line of its own, so that a far side that reads slowly holds up nobody
/// else; when the line is full, the connection is given up.
final class Connection implements Flow {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    /// A message that was begun must be whole within this.
    private static final int UNFINISHED_MILLIS = 10_000;

    /// Silence is broken by a double line end from either side (RFC 5626 section 4.4.1); a trunk may be quiet for long.
    private static final int SILENT_MILLIS = 20 * 60_000;

    private static final int WAITING = 500;

    /// Headers and body of one message.
    private static final int MOST_BUFFERED = 2 * SipReader.MOST_BYTES;

    private static final byte[] PING = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final String transport;
    private final String host;
    private final String local;
    private final Inbound inbound;
    private final InetSocketAddress remote;
    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(WAITING);
    private volatile boolean open = true;

    /// How much must be there before it is worth reading again: a body is not looked at byte by byte.
    private int needed;

    Connection(Socket socket, String transport, String host, String local, Inbound inbound) {
        this.socket = socket;
        this.transport = transport;
        this.host = host;
        this.local = local;
        this.inbound = inbound;
        this.remote = (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    void start(Runnable ended) throws IOException {
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().name("sip-write-" + remote).start(this::write);
        Thread.ofVirtual().name("sip-read-" + remote).start(() -> {
            try {
                read();
            } finally {
                close();
                ended.run();
                inbound.lost(this);
            }
        });
    }

    boolean goesTo(String wanted, InetSocketAddress address) {
        return open && host.equals(wanted) && remote.equals(address);
    }

    private void read() {
        byte[] buffer = new byte[8_192];
        int filled = 0;
        long begun = 0;
        try {
            InputStream in = socket.getInputStream();
            while (open) {
                socket.setSoTimeout(filled == 0 ? SILENT_MILLIS : patience(begun));
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, MOST_BUFFERED));
                }
                int more = in.read(buffer, filled, buffer.length - filled);
                if (more < 0) {
                    return;
                }
                begun = filled == 0 ? System.nanoTime() : begun;
                filled += more;
                if (filled < needed) {
                    continue;
                }
                int taken = take(buffer, filled);
                if (taken < 0) {
                    return;
                }
                begun = taken == 0 ? begun : System.nanoTime();
                filled -= taken;
                System.arraycopy(buffer, taken, buffer, 0, filled);
            }
        } catch (SocketTimeoutException silent) {
            log.debug("sip connection silent remote={} unfinished={}", remote, filled);
        } catch (IOException gone) {
            log.debug("sip connection gone remote={} cause={}", remote, gone.toString());
        } catch (RuntimeException ours) {
            log.error("sip connection closed remote={}", remote, ours);
        }
    }

    /// However slowly it trickles in.
    private static int patience(long begun) {
        long passed = (System.nanoTime() - begun) / 1_000_000;
        return (int) Math.max(1, UNFINISHED_MILLIS - passed);
    }

    /// @return how many bytes were whole messages; -1: the connection can't be read any further
    private int take(byte[] buffer, int filled) {
        int taken = 0;
        needed = 0;
        while (taken < filled) {
            byte[] rest = taken == 0 ? buffer : Arrays.copyOfRange(buffer, taken, filled);
            SipReading reading = SipReader.stream(rest, filled - taken);
            switch (reading) {
                case SipReading.Whole whole -> {
                    inbound.received(reading, this);
                    taken += whole.length();
                }
                case SipReading.KeepAlive alive -> {
                    if (alive.length() >= PING.length) {
                        send(PONG);
                    }
                    taken += alive.length();
                }
                case SipReading.Unfinished(int atLeast) -> {
                    needed = atLeast;
                    return taken;
                }
                case SipReading.Refused refused -> {
                    inbound.received(reading, this);
                    int length = refused.length().orElse(Integer.MAX_VALUE);
                    // Where it ends can't be told, or its end is still to come: what follows could be taken for
                    // another.
                    if (length > filled - taken) {
                        return -1;
                    }
                    taken += length;
                }
            }
        }
        return taken;
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            while (open) {
                byte[] next = waiting.poll(1, TimeUnit.MINUTES);
                if (next != null) {
                    out.write(next);
                    out.flush();
                }
            }
        } catch (IOException gone) {
            log.debug("sip connection gone remote={} cause={}", remote, gone.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public String local() {
        return local;
    }

    @Override
    public void send(byte[] message) {
        if (open && !waiting.offer(message)) {
            log.warn("sip connection does not read remote={}", remote);
            close();
        }
    }

    void close() {
        open = false;
        try {
            socket.close();
        } catch (IOException closing) {
            log.debug("sip connection close remote={} cause={}", remote, closing.toString());
        }
    }
}
