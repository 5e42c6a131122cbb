package io.rapport.server.email.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The bytes of one connection, read against a deadline: a caller that drips one byte a minute runs out of time like
/// one that says nothing. Owned by the session's thread.
final class Wire {

    /// A line that breaks the rules: too long, or a CR or LF without its partner.
    static final class BadLineException extends IOException {
        BadLineException(String message) {
            super(message);
        }
    }

    /// By which a session that can tell the far side why is ahead of the one that is cut.
    static final Duration GRACE = Duration.ofSeconds(2);

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int end;
    private long deadlineNanos;
    /// The connection below TLS, for [#isOverdue]; the only fields that another thread reads.
    private final Socket lowest;
    private volatile boolean watched;
    private volatile long cutNanos;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.lowest = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    Socket socket() {
        return socket;
    }

    /// Goes on over TLS. Bytes sent ahead of the handshake are refused: they would be commands that an attacker put in.
    void upgrade(Socket secured) throws IOException {
        if (position < end) {
            throw new BadLineException("data before the TLS handshake");
        }
        socket = secured;
        in = secured.getInputStream();
        out = secured.getOutputStream();
    }

    boolean hasPlainBytesLeft() {
        return position < end;
    }

    void deadline(Duration fromNow) {
        deadlineNanos = System.nanoTime() + fromNow.toNanos();
        cutNanos = deadlineNanos + GRACE.toNanos();
        watched = true;
    }

    /// It is our turn: nothing is expected of the far side until there is a new deadline.
    void atWork() {
        watched = false;
    }

    /// Whether the far side holds the session beyond its deadline where we can't notice by ourselves: in the middle of
    /// a TLS record or handshake that drips, or by not reading what we write.
    boolean isOverdue() {
        return watched && System.nanoTime() - cutNanos > 0;
    }

    /// Cuts the connection; the session's thread notices. From any thread.
    void cut() throws IOException {
        lowest.close();
    }

    /// One command line without its CRLF, as UTF-8.
    ///
    /// @throws EOFException when the far side has gone
    String line(int max) throws IOException {
        byte[] line = new byte[Math.min(max, 256)];
        int length = 0;
        while (true) {
            byte b = next();
            if (b == '\r') {
                if (next() != '\n') {
                    throw new BadLineException("CR without LF");
                }
                return new String(line, 0, length, StandardCharsets.UTF_8);
            }
            if (b == '\n') {
                throw new BadLineException("LF without CR");
            }
            if (length >= max) {
                throw new BadLineException("line too long");
            }
            if (length == line.length) {
                line = java.util.Arrays.copyOf(line, Math.min(max, 2 * length));
            }
            line[length++] = b;
        }
    }

    byte next() throws IOException {
        if (position == end) {
            fill();
        }
        return buffer[position++];
    }

    private void fill() throws IOException {
        long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
            throw new SocketTimeoutException("out of time");
        }
        socket.setSoTimeout((int) Math.min(leftMillis, Integer.MAX_VALUE));
        int n = in.read(buffer, 0, buffer.length);
        if (n <= 0) {
            throw new EOFException("connection closed");
        }
        position = 0;
        end = n;
    }

    /// Whether more commands wait already (PIPELINING): then the replies are sent together.
    boolean moreWaits() {
        return position < end;
    }

    private final StringBuilder replies = new StringBuilder();

    void reply(String line) throws IOException {
        replies.append(line).append("\r\n");
        if (!moreWaits() || replies.length() > 4096) {
            flush();
        }
    }

    void flush() throws IOException {
        if (!replies.isEmpty()) {
            out.write(replies.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            replies.setLength(0);
        }
    }

    /// Reads message data to `CRLF.CRLF` and nothing else, undoing the doubled dots (RFC 5321 section 4.5.2). A dot
    /// between bare LFs or CRs is content: a relay that takes it for the end and one that doesn't could be played
    /// against each other (SMTP smuggling).
    ///
    /// @return whether all of it went into the spool; false when it was over the size and thrown away
    boolean data(Spool spool, long giveUpBytes) throws IOException {
        boolean fits = true;
        long seen = 0;
        int state = AT_LINE_START;
        byte[] chunk = new byte[8192];
        int held = 0;
        while (true) {
            byte b = next();
            switch (state) {
                case AT_LINE_START -> {
                    if (b == '.') {
                        state = AFTER_DOT;
                        continue;
                    }
                    state = b == '\r' ? AFTER_CR : IN_LINE;
                }
                case AFTER_DOT -> {
                    if (b == '\r') {
                        state = AFTER_DOT_CR;
                        continue;
                    }
                    // One dot was put there for transport and is dropped, whatever follows it.
                    state = IN_LINE;
                }
                case AFTER_DOT_CR -> {
                    if (b == '\n') {
                        if (fits) {
                            fits = spool.write(chunk, held);
                        }
                        return fits;
                    }
                    chunk[held++] = '\r';
                    state = b == '\r' ? AFTER_CR : IN_LINE;
                }
                case AFTER_CR -> state = b == '\n' ? AT_LINE_START : b == '\r' ? AFTER_CR : IN_LINE;
                default -> {
                    if (b == '\r') {
                        state = AFTER_CR;
                    }
                }
            }
            chunk[held++] = b;
            if (held > chunk.length - 4) {
                seen += held;
                fits = fits && spool.write(chunk, held);
                held = 0;
                if (seen > giveUpBytes) {
                    throw new BadLineException("message far over the size limit");
                }
            }
        }
    }

    private static final int AT_LINE_START = 0;
    private static final int IN_LINE = 1;
    private static final int AFTER_CR = 2;
    private static final int AFTER_DOT = 3;
    private static final int AFTER_DOT_CR = 4;
}
