package io.rapport.server.mystery;

import io.rapport.server.settings.DataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Where `./rapport knock` finds the running installation: a Unix socket in the data folder's `secrets`, which only its
/// owner and root can reach. One line asks, lines answer; the last begins with [#END] and says how it went.
final class KnockSocket implements SmartLifecycle {
    static final String NAME = "knock.sock";
    static final String END = "= ";

    /// What the system takes as a socket's path, less its terminating zero (sockaddr_un).
    private static final int LONGEST_PATH = 107;

    private static final int MAX_LINE = 200;
    private static final Logger log = LoggerFactory.getLogger(KnockSocket.class);

    private final Path path;
    private final Visit visit;
    private Optional<ServerSocketChannel> server = Optional.empty();

    KnockSocket(DataFolder data, Visit visit) {
        this.path = at(data.path());
        this.visit = visit;
        data.secrets();
    }

    static Path at(Path data) {
        return data.resolve("secrets").resolve(NAME);
    }

    @Override
    public synchronized void start() {
        if (path.toString().length() > LONGEST_PATH) {
            log.warn("event=no-knock-socket path={} cause=longer than {} characters", path, LONGEST_PATH);
            return;
        }
        try {
            // Left by a process that was killed; the folder's lock says that it is gone.
            Files.deleteIfExists(path);
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            server = Optional.of(channel);
            Thread.ofPlatform().name("knock-socket").daemon().start(() -> accept(channel));
        } catch (IOException cannot) {
            log.warn("event=no-knock-socket path={} cause={}", path, cannot.toString());
        }
    }

    private void accept(ServerSocketChannel channel) {
        while (channel.isOpen()) {
            try {
                SocketChannel caller = channel.accept();
                Thread.ofVirtual().name("knock-visit").start(() -> serve(caller));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException broken) {
                log.warn("event=knock-socket-broken cause={}", broken.toString());
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller;
                var in = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(caller), StandardCharsets.UTF_8));
                var out = new PrintWriter(Channels.newOutputStream(caller), true, StandardCharsets.UTF_8)) {
            String line = in.readLine();
            if (line != null && line.length() <= MAX_LINE) {
                boolean well = visit.pay(Visit.Wish.parse(line), out);
                out.println(END + (well ? "well" : "not well"));
            }
        } catch (IOException | IllegalArgumentException gone) {
            log.info("event=knock-visit-ended cause={}", gone.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        server.ifPresent(channel -> {
            try {
                channel.close();
                Files.deleteIfExists(path);
            } catch (IOException left) {
                log.info("event=knock-socket-left cause={}", left.toString());
            }
        });
        server = Optional.empty();
    }

    @Override
    public synchronized boolean isRunning() {
        return server.isPresent();
    }
}
