package io.rapport.outside.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.helper.SimpleMessageListenerAdapter;
import org.subethamail.smtp.server.SMTPServer;

/// A mail server that takes everything and remembers the last two thousand, on the loopback address.
public final class SmtpSink implements AutoCloseable {
    private static final int MOST = 2_000;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final SMTPServer server;

    /// One message as it came.
    ///
    /// @param recipient of the envelope
    public record Received(String recipient, byte[] raw) {

        /// Parsed anew at each call.
        public MimeMessage message() {
            try {
                return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            } catch (MessagingException broken) {
                throw new IllegalStateException(broken);
            }
        }

        /// The first header of that name, or the empty string.
        public String header(String name) {
            try {
                String[] values = message().getHeader(name);
                return values == null ? "" : values[0];
            } catch (MessagingException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    public SmtpSink() {
        this(0);
    }

    /// @param port to listen at; 0 for any
    public SmtpSink(int port) {
        SimpleMessageListener listener = new SimpleMessageListener() {
            @Override
            public boolean accept(String from, String recipient) {
                return true;
            }

            @Override
            public void deliver(String from, String recipient, InputStream data) throws IOException {
                byte[] raw = data.readAllBytes();
                lock.lock();
                try {
                    received.add(new Received(recipient, raw));
                    if (received.size() > MOST) {
                        received.removeFirst();
                    }
                    arrived.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        };
        server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(new SimpleMessageListenerAdapter(listener))
                .build();
        server.start();
    }

    public int port() {
        return server.getPortAllocated();
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /// Forgets what came so far.
    public void clear() {
        received.clear();
    }

    /// Waits for a message.
    ///
    /// @throws AssertionError when none like it came in time
    public Received await(Predicate<Received> wanted, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (true) {
                for (Received one : received) {
                    if (wanted.test(one)) {
                        return one;
                    }
                }
                if (left <= 0) {
                    throw new AssertionError(
                            "no such mail came within " + limit + "; " + received.size() + " others did");
                }
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
