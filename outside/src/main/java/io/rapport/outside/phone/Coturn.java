package io.rapport.outside.phone;

import io.rapport.outside.net.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A TURN server: a real coturn (Debian's package `coturn`), reached by TCP alone, as from a network that lets nothing
/// else through.
public final class Coturn implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/turnserver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Process process;
    private final int port;

    /// @param secret from which names and passwords are made
    public Coturn(String secret) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("This test needs a TURN server (Debian's package coturn).");
        }
        try {
            folder = Files.createTempDirectory("coturn");
            port = Ports.free();
            process = new ProcessBuilder(List.of(
                            PROGRAM.toString(),
                            "-n",
                            "--listening-ip=127.0.0.1",
                            "--relay-ip=127.0.0.1",
                            "--listening-port=" + port,
                            "--use-auth-secret",
                            "--static-auth-secret=" + secret,
                            "--realm=turn.example",
                            "--no-udp",
                            "--no-tls",
                            "--no-dtls",
                            "--no-cli",
                            "--allow-loopback-peers",
                            "--userdb=" + folder.resolve("turndb"),
                            "--pidfile=" + folder.resolve("pid"),
                            "--log-file=stdout",
                            "--verbose"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            awaitOpen();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitOpen() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("coturn does not open: " + said());
    }

    /// As browsers are told of it.
    public String url() {
        return "turn:127.0.0.1:" + port + "?transport=tcp";
    }

    /// What it has written so far.
    public String said() {
        try {
            return Files.readString(folder.resolve("out.log"));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }
}
