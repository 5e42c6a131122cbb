package io.rapport.outside.mail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// A mail server for very many letterboxes on the loopback address: takes a message as fast as it comes,
/// counts for each
/// recipient how many there were, and keeps the last one of those whom it is asked to. Some letterboxes do not
/// exist
/// (`550 5.1.1`).
public final class Letterboxes implements AutoCloseable {
    private final ServerSocket listening;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final Predicate<String> keeps;
    private final Predicate<String> missing;
    private volatile Duration slowness = Duration.ZERO;
    private volatile Predicate<String> cut = recipient -> false;

    /// @param keeps of which recipients the last message is kept
    /// @param missing which recipients do not exist
    public Letterboxes(Predicate<String> keeps, Predicate<String> missing) {
        this.keeps = keeps;
        this.missing = missing;
        try {
            listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofPlatform().name("letterboxes").daemon().start(this::listen);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// How long it thinks about each message before it answers.
    public void slow(Duration each) {
        slowness = each;
    }

    /// For which recipients it takes the whole message and then hangs up without a word.
    public void hangUpOn(Predicate<String> recipients) {
        cut = recipients;
    }

    /// Messages so far.
    public long taken() {
        return taken.get();
    }

    /// Connections so far.
    public int connections() {
        return connections.get();
    }

    /// How many messages each recipient got.
    public Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /// The last message of a recipient, as it came.
    public Optional<String> message(String recipient) {
        return Optional.ofNullable(kept.get(recipient)).map(raw -> new String(raw, StandardCharsets.UTF_8));
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            say(out, "220 letterboxes");
            String recipient = "";
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
                switch (command) {
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        say(out, missing.test(recipient) ? "550 5.1.1 no such user" : "250 ok");
                    }
                    case "DATA" -> {
                        say(out, "354 go on");
                        byte[] message = message(in);
                        LockSupport.parkNanos(slowness.toNanos());
                        counts.merge(recipient, 1, Integer::sum);
                        if (keeps.test(recipient)) {
                            kept.put(recipient, message);
                        }
                        taken.incrementAndGet();
                        if (cut.test(recipient)) {
                            return;
                        }
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException gone) {
            // Who hangs up is not missed.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static byte[] message(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(4096);
        int state = 2;
        while (state < 5) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("cut");
            }
            all.write(b);
            // "\r\n.\r\n", counted; the headers begin behind a line's end.
            state = b == '\r'
                    ? state == 3 ? 4 : 1
                    : b == '\n' ? state == 4 ? 5 : state == 1 ? 2 : 0 : b == '.' && state == 2 ? 3 : 0;
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException closedAlready) {
            throw new UncheckedIOException(closedAlready);
        }
    }
}
