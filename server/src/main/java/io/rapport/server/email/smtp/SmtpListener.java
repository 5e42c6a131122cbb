package io.rapport.server.email.smtp;

import io.rapport.server.channel.Doors;
import io.rapport.server.email.intake.MailIntake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for mail at one address. One platform thread accepts, each conversation has a virtual thread.
public final class SmtpListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SmtpListener.class);

    private static final Duration WATCH = Duration.ofSeconds(1);

    private final SmtpHost host;
    private final ServerSocket server;
    private final Thread acceptor;
    private final Thread watch;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /// Binds and listens at once.
    ///
    /// @param certificate for STARTTLS; empty: all is in clear
    /// @param relays which peers are our own relays: their judgement of a sender is believed and their number of
    ///     connections is not limited
    /// @param spoolFolder for large messages on their way in; emptied here
    public SmtpListener(
            InetSocketAddress at,
            String name,
            Limits limits,
            Doors doors,
            MailIntake intake,
            Optional<Certificate> certificate,
            Predicate<InetAddress> relays,
            Path spoolFolder,
            Clock clock) {
        this.host = new SmtpHost(
                name, limits, doors, intake, certificate, relays, spoolFolder, new Memory(limits.memoryBytes()), clock);
        try {
            emptied(spoolFolder);
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(at, 100);
        } catch (IOException cannot) {
            throw new UncheckedIOException(
                    "cannot listen for mail at " + at + ": " + cannot.getMessage()
                            + "; is another mail server running there? Set rapport.email.smtp.port",
                    cannot);
        }
        acceptor = Thread.ofPlatform().name("smtp-accept").daemon().start(this::accept);
        watch = Thread.ofVirtual().name("smtp-watch").start(this::watch);
        log.info("event=smtp-listening address={} port={} tls={}", at.getAddress(), port(), certificate.isPresent());
    }

    /// The port it listens on, also where 0 was asked for.
    public int port() {
        return server.getLocalPort();
    }

    /// Conversations at this moment.
    public int connections() {
        return open.size();
    }

    private static void emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var left = Files.newDirectoryStream(folder, "mail*.part")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void accept() {
        while (!closing) {
            try {
                Socket socket = server.accept();
                admit(socket);
            } catch (IOException failed) {
                if (!closing) {
                    log.warn("event=smtp-accept-failed", failed);
                }
            }
        }
    }

    private void admit(Socket socket) {
        InetAddress peer = socket.getInetAddress();
        boolean full = open.size() >= host.limits().connections();
        boolean greedy = !host.trusts(peer)
                && perAddress.merge(peer, 1, Integer::sum) > host.limits().connectionsPerAddress();
        if (full || greedy) {
            turnAway(socket, peer);
            return;
        }
        open.add(socket);
        Thread.ofVirtual().name("smtp-" + peer.getHostAddress()).start(() -> converse(socket, peer));
    }

    private void turnAway(Socket socket, InetAddress peer) {
        leave(peer);
        try (socket) {
            socket.getOutputStream()
                    .write(("421 4.7.0 " + host.name() + " Too many connections, come back later\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            log.debug("event=smtp-gone");
        }
    }

    private void watch() {
        try {
            while (!closing) {
                Thread.sleep(WATCH);
                for (Wire wire : wires) {
                    cutIfOverdue(wire);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cutIfOverdue(Wire wire) {
        try {
            if (wire.isOverdue()) {
                wire.cut();
                log.info("event=smtp-overdue");
            }
        } catch (IOException gone) {
            log.debug("event=smtp-gone");
        }
    }

    private void converse(Socket socket, InetAddress peer) {
        Optional<Wire> wire = Optional.empty();
        try (socket) {
            socket.setTcpNoDelay(true);
            wire = Optional.of(new Wire(socket));
            wires.add(wire.get());
            new SmtpSession(wire.get(), host).run();
        } catch (IOException gone) {
            log.debug("event=smtp-broken reason=\"{}\"", gone.getMessage());
        } finally {
            wire.ifPresent(wires::remove);
            open.remove(socket);
            leave(peer);
        }
    }

    private void leave(InetAddress peer) {
        if (!host.trusts(peer)) {
            perAddress.computeIfPresent(peer, (_, count) -> count <= 1 ? null : count - 1);
        }
    }

    /// Stops listening and cuts the conversations; what was not acknowledged the far side keeps.
    @Override
    public void close() {
        closing = true;
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
            watch.interrupt();
            acceptor.join(1000);
        } catch (IOException failed) {
            log.warn("event=smtp-close-failed", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
