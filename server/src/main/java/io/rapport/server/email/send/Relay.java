package io.rapport.server.email.send;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.MailServer;
import io.rapport.server.email.oauth.AccessTokens;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// Connections to one mail host, signed in, kept a little for the next message. Thread-safe.
final class Relay {

    /// As many as carry replies and notices at once.
    private static final int MAX_IDLE = 16;

    private record Idle(SMTPTransport transport, long sinceNanos) {}

    private final MailServer server;
    private final AccessTokens tokens;
    private final Timeouts timeouts;
    private final Session session;
    private final Deque<Idle> idle = new ArrayDeque<>();

    /// @param international whether it carries addresses outside ASCII (SMTPUTF8, RFC 6531), whose headers are raw
    /// UTF-8
    Relay(MailServer server, AccessTokens tokens, Timeouts timeouts, String heloName, boolean international) {
        this.server = server;
        this.tokens = tokens;
        this.timeouts = timeouts;
        this.session = Session.getInstance(properties(server, timeouts, heloName, international));
    }

    Session session() {
        return session;
    }

    MailServer server() {
        return server;
    }

    private static Properties properties(MailServer server, Timeouts timeouts, String heloName, boolean international) {
        Properties properties = new Properties();
        String prefix = server.security() == MailServer.Security.TLS ? "mail.smtps." : "mail.smtp.";
        properties.put(prefix + "localhost", heloName);
        properties.put(
                prefix + "connectiontimeout", Long.toString(timeouts.connect().toMillis()));
        properties.put(prefix + "timeout", Long.toString(timeouts.answer().toMillis()));
        properties.put(prefix + "writetimeout", Long.toString(timeouts.answer().toMillis()));
        properties.put(prefix + "quitwait", "false");
        properties.put(prefix + "sendpartial", "false");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (server.security() == MailServer.Security.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        switch (server.signIn()) {
            case NONE -> properties.put(prefix + "auth", "false");
            case PASSWORD -> {
                properties.put(prefix + "auth", "true");
                properties.put(prefix + "auth.mechanisms", "PLAIN LOGIN");
            }
            case OAUTH2 -> {
                properties.put(prefix + "auth", "true");
                properties.put(prefix + "auth.mechanisms", "XOAUTH2");
            }
        }
        properties.put("mail.mime.allowutf8", Boolean.toString(international));
        return properties;
    }

    /// A connection that answered just now, or a new one.
    ///
    /// @param door whose consent it is, where the host wants OAuth2
    SMTPTransport borrow(Door door) throws MessagingException, IOException {
        for (Optional<SMTPTransport> kept = kept(); kept.isPresent(); kept = kept()) {
            // Angus asks with NOOP here, so a connection that died in the meantime is not used.
            if (kept.get().isConnected()) {
                return kept.get();
            }
        }
        return switch (server.signIn()) {
            case NONE -> connected(null, null);
            case PASSWORD -> connected(server.user(), server.password().orElse(""));
            case OAUTH2 -> {
                String token = tokens.of(door);
                try {
                    yield connected(server.user(), token);
                } catch (AuthenticationFailedException refused) {
                    // Accepted no more before its time: one new one is asked for.
                    tokens.refused(door.id(), token);
                    yield connected(server.user(), tokens.of(door));
                }
            }
        };
    }

    private SMTPTransport connected(@Nullable String user, @Nullable String secret) throws MessagingException {
        String protocol = server.security() == MailServer.Security.TLS ? "smtps" : "smtp";
        SMTPTransport transport = (SMTPTransport) session.getTransport(protocol);
        transport.connect(server.host(), server.port(), user, secret);
        return transport;
    }

    private synchronized Optional<SMTPTransport> kept() {
        while (!idle.isEmpty()) {
            Idle last = idle.pop();
            if (System.nanoTime() - last.sinceNanos < timeouts.idle().toNanos()) {
                return Optional.of(last.transport);
            }
            closeQuietly(last.transport);
        }
        return Optional.empty();
    }

    /// Keeps a connection for the next message.
    synchronized void giveBack(SMTPTransport transport) {
        if (idle.size() < MAX_IDLE) {
            idle.push(new Idle(transport, System.nanoTime()));
        } else {
            closeQuietly(transport);
        }
    }

    synchronized void close() {
        idle.forEach(kept -> closeQuietly(kept.transport));
        idle.clear();
    }

    /// Closes connections that nobody has used for a while.
    synchronized void sweep() {
        while (!idle.isEmpty()
                && System.nanoTime() - idle.peekLast().sinceNanos
                        >= timeouts.idle().toNanos()) {
            closeQuietly(idle.pollLast().transport);
        }
    }

    static void closeQuietly(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException | RuntimeException gone) {
            // It is closed either way.
        }
    }
}
