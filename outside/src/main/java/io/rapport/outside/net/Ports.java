package io.rapport.outside.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of the loopback address for servers that can't choose one themselves.
///
/// A port that the system gives and that is closed again may be given to anybody before the server opens it: to an
/// outgoing connection as much as to another test. These lie below those that systems give by themselves, and each is
/// kept by a lock on a file for as long as this process runs, so that no two processes of tests get the same.
public final class Ports {
    private static final int FIRST = 10_000;
    /// Telephones take sound from here on; Linux gives from 32,768 on by itself (`ip_local_port_range`).
    private static final int END = 20_000;
    private static final int ATTEMPTS = 1000;

    private static final Map<Integer, FileLock> OURS = new HashMap<>();

    private Ports() {}

    /// One that nobody listens on, by TCP or by UDP, and that is given once only.
    public static synchronized int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (OURS.containsKey(port)) {
                continue;
            }
            Optional<FileLock> claim = claim(port);
            if (claim.isPresent() && silent(port)) {
                OURS.put(port, claim.get());
                return port;
            }
            claim.ifPresent(Ports::release);
        }
        throw new IllegalStateException("no port is free between " + FIRST + " and " + END);
    }

    private static Optional<FileLock> claim(int port) {
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "rapport-ports"));
            Path file = folder.resolve(Integer.toString(port));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void release(FileLock claim) {
        try {
            claim.channel().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean silent(int port) {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket tcp = new ServerSocket(port, 1, here);
                DatagramSocket udp = new DatagramSocket(port, here)) {
            return tcp.getLocalPort() == udp.getLocalPort();
        } catch (IOException taken) {
            return false;
        }
    }
}
