package io.rapport.server.mystery;

import java.io.BufferedInputStream;
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
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mystery customer's mailbox: a mail host on a free port of the loopback address that takes mail for that one
/// address (the part of RFC 5321 that a receiver needs) and hands it on as bytes. What it can't take it refuses, so
/// that the outbox shows it like any other failed delivery.
final class MysteryMailbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MysteryMailbox.class);
    private static final int MAX_LINE = 2_000;
    private static final int MAX_MESSAGE = 1 << 20;
    private static final int MAX_COMMANDS = 1_000;

    /// The outbox keeps a connection a door for its next message.
    private static final int AT_ONCE = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String address;
    private final Consumer<byte[]> reader;
    private final ServerSocket server;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /// @param reader called on the conversation's thread before the message is acknowledged
    MysteryMailbox(String address, Consumer<byte[]> reader) {
        this.address = address;
        this.reader = reader;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException cannot) {
            throw new UncheckedIOException("can't listen for the mystery customer's mail", cannot);
        }
        Thread.ofPlatform().name("mystery-mailbox").daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException leftOpen) {
            throw new UncheckedIOException(leftOpen);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                room.acquireUninterruptibly();
                Socket socket = server.accept();
                Thread.ofVirtual().name("mystery-mail").start(() -> converse(socket));
            } catch (IOException closed) {
                room.release();
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            new Conversation(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream()).hold();
        } catch (IOException hungUp) {
            log.debug("event=mystery-mail-broken cause={}", hungUp.toString());
        } finally {
            room.release();
        }
    }

    /// One sender's dialogue.
    private final class Conversation {
        private final InputStream in;
        private final OutputStream out;
        private boolean forUs;

        Conversation(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void hold() throws IOException {
            say("220 mystery ESMTP");
            for (int i = 0; i < MAX_COMMANDS; i++) {
                String line = line();
                String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say("250-mystery\r\n250 8BITMIME");
                    case "HELO", "NOOP" -> say("250 mystery");
                    case "MAIL", "RSET" -> {
                        forUs = false;
                        say("250 go on");
                    }
                    case "RCPT" -> recipient(line);
                    case "DATA" -> data();
                    case "QUIT" -> {
                        say("221 bye");
                        return;
                    }
                    default -> say("502 not here");
                }
            }
        }

        private void recipient(String line) throws IOException {
            forUs = line.toLowerCase(Locale.ROOT).contains("<" + address + ">");
            say(forUs ? "250 that is me" : "550 only the mystery customer lives here");
        }

        private void data() throws IOException {
            if (!forUs) {
                say("503 for whom?");
                return;
            }
            say("354 go on");
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            boolean tooLong = false;
            for (byte[] line = bytes(MAX_MESSAGE); !(line.length == 1 && line[0] == '.'); line = bytes(MAX_MESSAGE)) {
                int dot = line.length > 0 && line[0] == '.' ? 1 : 0;
                tooLong |= message.size() + line.length > MAX_MESSAGE;
                if (!tooLong) {
                    message.write(line, dot, line.length - dot);
                    message.writeBytes(new byte[] {'\r', '\n'});
                }
            }
            forUs = false;
            say(tooLong ? "552 too long" : read(message.toByteArray()));
        }

        private String read(byte[] message) {
            try {
                reader.accept(message);
                return "250 thank you";
            } catch (RuntimeException away) {
                log.warn("event=mystery-mail-not-kept cause={}", away.toString());
                return "451 not now";
            }
        }

        private void say(String words) throws IOException {
            out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private String line() throws IOException {
            return new String(bytes(MAX_LINE), StandardCharsets.US_ASCII);
        }

        /// The next line without its CRLF.
        private byte[] bytes(int most) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 || line.size() > most) {
                    throw new IOException(next < 0 ? "hung up" : "a line without end");
                }
                line.write(next);
            }
            byte[] whole = line.toByteArray();
            boolean cr = whole.length > 0 && whole[whole.length - 1] == '\r';
            return cr ? java.util.Arrays.copyOf(whole, whole.length - 1) : whole;
        }
    }
}
