package io.rapport.server.email.smtp;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.email.intake.Envelope;
import io.rapport.server.email.intake.Origin;
import io.rapport.server.vocabulary.Channel;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One SMTP conversation (RFC 5321), from greeting to goodbye, on its own virtual thread.
final class SmtpSession {

    private static final Logger log = LoggerFactory.getLogger(SmtpSession.class);
    private static final int MAX_COMMAND = 2048;

    private final Wire wire;
    private final SmtpHost host;
    private final Limits limits;
    private String helo = "";
    private boolean secured;
    private int mistakes;
    private Optional<String> from = Optional.empty();
    private final Map<Door, List<String>> recipients = new LinkedHashMap<>();
    private int recipientCount;

    SmtpSession(Wire wire, SmtpHost host) {
        this.wire = wire;
        this.host = host;
        this.limits = host.limits();
    }

    void run() throws IOException {
        try {
            wire.deadline(limits.command());
            wire.reply("220 " + host.name() + " ESMTP");
            boolean more = true;
            while (more) {
                wire.deadline(limits.command());
                more = command(wire.line(MAX_COMMAND));
                if (mistakes > limits.mistakes()) {
                    wire.reply("421 4.7.0 Too many mistakes, goodbye");
                    more = false;
                }
            }
            wire.flush();
        } catch (Wire.BadLineException bad) {
            farewell("500 5.5.2 " + bad.getMessage());
        } catch (SocketTimeoutException slow) {
            farewell("421 4.4.2 " + host.name() + " timed out waiting for you");
        } catch (EOFException gone) {
            log.debug("event=smtp-gone");
        }
    }

    private void farewell(String reply) throws IOException {
        wire.reply(reply);
        wire.flush();
    }

    private boolean command(String line) throws IOException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : line.substring(space + 1).strip();
        switch (verb) {
            case "EHLO" -> ehlo(argument);
            case "HELO" -> helo(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> rcpt(argument);
            case "DATA" -> data();
            case "RSET" -> {
                reset();
                wire.reply("250 2.0.0 Forgotten");
            }
            case "NOOP" -> wire.reply("250 2.0.0 Still here");
            case "VRFY" -> wire.reply("252 2.1.5 Send it and see");
            case "STARTTLS" -> startTls();
            case "QUIT" -> {
                wire.reply("221 2.0.0 Goodbye");
                return false;
            }
            default -> mistake("502 5.5.1 Not a command here");
        }
        return true;
    }

    private void mistake(String reply) throws IOException {
        mistakes++;
        wire.reply(reply);
    }

    private void ehlo(String name) throws IOException {
        if (name.isEmpty()) {
            mistake("501 5.5.4 Say who you are");
            return;
        }
        helo = name;
        reset();
        wire.reply("250-" + host.name());
        wire.reply("250-PIPELINING");
        wire.reply("250-SIZE " + limits.messageBytes());
        wire.reply("250-8BITMIME");
        wire.reply("250-SMTPUTF8");
        if (host.certificate().isPresent() && !secured) {
            wire.reply("250-STARTTLS");
        }
        wire.reply("250 ENHANCEDSTATUSCODES");
    }

    private void helo(String name) throws IOException {
        helo = name;
        reset();
        wire.reply("250 " + host.name());
    }

    private void startTls() throws IOException {
        Optional<Certificate> certificate = host.certificate();
        if (certificate.isEmpty() || secured) {
            mistake("502 5.5.1 No TLS to start");
            return;
        }
        if (wire.hasPlainBytesLeft()) {
            throw new Wire.BadLineException("data before the TLS handshake");
        }
        wire.reply("220 2.0.0 Go ahead");
        wire.flush();
        SSLSocket socket = (SSLSocket) certificate
                .get()
                .context()
                .getSocketFactory()
                .createSocket(
                        wire.socket(),
                        wire.socket().getInetAddress().getHostAddress(),
                        wire.socket().getPort(),
                        true);
        socket.setUseClientMode(false);
        socket.setSoTimeout((int) limits.command().toMillis());
        wire.deadline(limits.command());
        socket.startHandshake();
        wire.upgrade(socket);
        secured = true;
        helo = "";
        reset();
    }

    private void mail(String argument) throws IOException {
        if (helo.isEmpty()) {
            mistake("503 5.5.1 Say EHLO first");
            return;
        }
        if (from.isPresent()) {
            mistake("503 5.5.1 One sender at a time");
            return;
        }
        Optional<PathArgument> path = path(argument, "FROM:");
        if (path.isEmpty()) {
            mistake("501 5.5.4 Syntax: MAIL FROM:<address>");
            return;
        }
        if (declaredSize(path.get()) > limits.messageBytes()) {
            wire.reply("552 5.3.4 Larger than " + limits.messageBytes() + " bytes");
            return;
        }
        from = Optional.of(path.get().address());
        wire.reply("250 2.1.0 Sender noted");
    }

    private static long declaredSize(PathArgument path) {
        String size = path.parameters().getOrDefault("SIZE", "");
        boolean number = !size.isEmpty() && size.length() <= 18 && size.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(size) : 0;
    }

    private void rcpt(String argument) throws IOException {
        if (from.isEmpty()) {
            mistake("503 5.5.1 Say MAIL first");
            return;
        }
        Optional<PathArgument> path = path(argument, "TO:");
        if (path.isEmpty() || path.get().address().isEmpty()) {
            mistake("501 5.5.4 Syntax: RCPT TO:<address>");
            return;
        }
        if (recipientCount >= limits.recipients()) {
            wire.reply("452 4.5.3 Too many recipients");
            return;
        }
        String address = path.get().address();
        Optional<Door> door;
        try {
            door = host.doors().at(Channel.MAIL, address);
        } catch (RuntimeException unknownNow) {
            log.warn("event=smtp-doors-unreadable", unknownNow);
            wire.reply("451 4.3.0 Can't tell now, try again");
            return;
        }
        if (door.isEmpty()) {
            mistake("550 5.1.1 No such mailbox here");
            return;
        }
        recipients.computeIfAbsent(door.get(), _ -> new ArrayList<>()).add(address);
        recipientCount++;
        wire.reply("250 2.1.5 Recipient noted");
    }

    private static Optional<PathArgument> path(String argument, String keyword) {
        return argument.regionMatches(true, 0, keyword, 0, keyword.length())
                ? PathArgument.parse(argument.substring(keyword.length()))
                : Optional.empty();
    }

    private void data() throws IOException {
        if (from.isEmpty()) {
            mistake("503 5.5.1 Say MAIL first");
            return;
        }
        if (recipients.isEmpty()) {
            mistake("554 5.5.1 No valid recipients");
            return;
        }
        wire.reply("354 End with CRLF.CRLF");
        wire.flush();
        wire.deadline(limits.data());
        String reply;
        try (Spool spool = new Spool(host.spoolFolder(), limits.spoolBytes(), limits.messageBytes())) {
            boolean fits = wire.data(spool, limits.messageBytes() * 2L + 1_000_000);
            reply = fits ? take(spool) : refusal(spool);
        }
        wire.deadline(limits.command());
        // Only when nothing of the mail lies about any more, so that whoever hears it finds things as they stay.
        wire.reply(reply);
        reset();
    }

    private String refusal(Spool spool) {
        return spool.noRoom()
                ? "452 4.3.1 No room to keep it now, try again"
                : "552 5.3.4 Larger than " + limits.messageBytes() + " bytes";
    }

    /// Hands the message on; says what became of it. Only this method says that we have it.
    private String take(Spool spool) {
        wire.atWork();
        long weight = host.memory().weigh(spool.size());
        if (!host.memory().reserve(weight)) {
            return "451 4.3.2 Busy, try again";
        }
        try {
            byte[] raw = spool.bytes();
            if (Circles.receivedFields(raw) > limits.received()) {
                return "554 5.4.6 Going in circles";
            }
            Instant now = host.clock().instant();
            List<Envelope> envelopes = new ArrayList<>();
            recipients.forEach((door, addresses) -> envelopes.add(new Envelope(door, now, from, addresses)));
            host.intake().take(raw, envelopes, origin());
            return "250 2.0.0 Kept";
        } catch (InboxUnavailableException unavailable) {
            log.warn("event=mail-deferred reason=\"{}\"", unavailable.getMessage());
            return "451 4.3.0 Can't keep it now, try again";
        } catch (IOException unreadable) {
            log.warn("event=mail-deferred reason=\"the spool can't be read\" cause={}", unreadable.toString());
            return "451 4.3.0 Can't keep it now, try again";
        } catch (RuntimeException ourMistake) {
            log.error("event=mail-deferred", ourMistake);
            return "451 4.3.0 Something is wrong here, try again";
        } finally {
            host.memory().release(weight);
        }
    }

    private Origin origin() {
        return new Origin(
                Optional.of(wire.socket().getInetAddress()),
                helo,
                host.trusts(wire.socket().getInetAddress()));
    }

    private void reset() {
        from = Optional.empty();
        recipients.clear();
        recipientCount = 0;
    }
}
