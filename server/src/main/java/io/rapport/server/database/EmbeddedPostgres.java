package io.rapport.server.database;

import io.rapport.server.settings.DataFolder;
import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL in the data folder, started, watched and stopped by this process. Loopback only.
///
/// If this process is killed, the server lives on; the next one adopts it. The caller holds the data folder's lock.
final class EmbeddedPostgres implements Database {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final int PORT_ATTEMPTS = 5;
    private static final int PASSWORD_BYTES = 24;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Path folder;
    private final ClusterFolder cluster;
    private final Server server;
    private final String ownerPassword;
    private final String applicationPassword;
    private final int port;
    private final boolean adopted;
    private final Supervisor supervisor;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(DataFolder data, ServerUser user, Durability durability, Disk disk, Path programs) {
        disk.requireFit();
        folder = data.folder("database", "rwx------");
        user.own(folder);
        cluster = new ClusterFolder(folder.resolve("cluster"));
        ownerPassword = password(data, "database-owner");
        applicationPassword = password(data, "database-application");
        Tool tool = new Tool(ProgramFolder.unpack(programs), user, folder);
        server = new Server(tool, cluster, durability);
        if (!cluster.exists()) {
            new NewCluster(tool, durability).make(cluster, ownerPassword);
        }
        refuseOtherMajor();
        var orphan = awaitOrphan();
        if (orphan instanceof Orphan.Finding.Ours ours) {
            log.info("postgres=adopted pid={} port={}", ours.pid(), ours.port());
            adopted = true;
            port = ours.port();
            supervisor = new Supervisor(server, disk, port, ours.pid());
        } else {
            adopted = false;
            Listening listening = start();
            port = listening.port();
            remember(port);
            supervisor = new Supervisor(server, disk, port, listening.pid());
        }
    }

    private record Listening(long pid, int port) {}

    /// Returns when the server answers and its roles are as they should be.
    static EmbeddedPostgres start(DataFolder data, ServerUser user, Disk disk) {
        return start(data, user, Durability.ON_DISK, disk, data.folder("program", "rwxr-xr-x"));
    }

    static EmbeddedPostgres start(DataFolder data, ServerUser user, Durability durability, Disk disk, Path programs) {
        var postgres = new EmbeddedPostgres(data, user, durability, disk, programs);
        try {
            Roles.ensure(postgres.login("postgres", Roles.OWNER), postgres.applicationPassword);
            return postgres;
        } catch (SQLException e) {
            postgres.close();
            throw new IllegalStateException("Can't prepare the roles of the database in " + postgres.folder, e);
        }
    }

    @Override
    public Login owner() {
        return login(Roles.DATABASE, Roles.OWNER);
    }

    @Override
    public Login application() {
        return login(Roles.DATABASE, Roles.APPLICATION);
    }

    /// A login to any database of this cluster in one of its two roles.
    Login login(String database, String role) {
        return login(port, database, role);
    }

    ClusterFolder cluster() {
        return cluster;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    /// Whether the server ran before this process did.
    boolean adopted() {
        return adopted;
    }

    /// Waits until the server has written everything and ended. Once only: afterwards the cluster may be another's.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        supervisor.close();
        server.stop();
    }

    private void refuseOtherMajor() {
        int major = cluster.major();
        if (major != ProgramFolder.MAJOR) {
            throw new StartRefusedException(
                    "The data in %s was written by PostgreSQL %d; this Rapport carries PostgreSQL %d."
                            .formatted(cluster.path(), major, ProgramFolder.MAJOR),
                    "Start the Rapport that wrote it, or restore a back-up that PostgreSQL %d can read."
                            .formatted(ProgramFolder.MAJOR));
        }
    }

    /// What is left of an earlier run, once that is clear: an orphan may still be recovering, or stopping.
    private Orphan.Finding awaitOrphan() {
        var orphan = new Orphan(cluster, at -> login(at, "postgres", Roles.OWNER));
        Instant deadline = Instant.now().plus(Server.START_LIMIT);
        while (true) {
            switch (orphan.find()) {
                case Orphan.Finding.Silent(long pid) -> {
                    if (Instant.now().isAfter(deadline)) {
                        throw new StartRefusedException(
                                "A PostgreSQL (pid %d) holds %s but does not answer.".formatted(pid, cluster.path()),
                                "Look into %s, then end it (kill -INT %d) and start again."
                                        .formatted(server.log(), pid));
                    }
                    pause();
                }
                case Orphan.Finding.SomebodyElse somebody -> {
                    // PostgreSQL itself only looks whether the process exists, and would refuse for ever.
                    log.info("postgres=stale_pid_file pid={}", somebody.pid());
                    Folders.delete(cluster.pidFile());
                    return somebody;
                }
                case Orphan.Finding finding -> {
                    return finding;
                }
            }
        }
    }

    private Listening start() {
        int candidate = rememberedPort();
        for (int attempt = 1; attempt <= PORT_ATTEMPTS; attempt++) {
            switch (server.start(candidate)) {
                case Server.Started.Running(long pid) -> {
                    return new Listening(pid, candidate);
                }
                case Server.Started.PortTaken() -> candidate = freePort();
                case Server.Started.Failed failed -> throw server.refusal(failed);
            }
        }
        throw new StartRefusedException(
                "PostgreSQL found no free port on the loopback address in %d attempts.".formatted(PORT_ATTEMPTS),
                "Its log is %s.".formatted(server.log()));
    }

    private Login login(int at, String database, String role) {
        return new Login(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(at, database),
                role,
                role.equals(Roles.OWNER) ? ownerPassword : applicationPassword);
    }

    private int rememberedPort() {
        try {
            return Integer.parseInt(Files.readString(folder.resolve("port")).strip());
        } catch (IOException | NumberFormatException e) {
            return freePort();
        }
    }

    private void remember(int chosen) {
        try {
            Files.writeString(folder.resolve("port"), String.valueOf(chosen));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't remember the port of PostgreSQL", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port on the loopback address", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for PostgreSQL", e);
        }
    }

    private static String password(DataFolder data, String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data.secret(name, PASSWORD_BYTES));
    }
}
