package io.rapport.server.database;

import io.rapport.server.settings.DataFolder;
import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL in the data folder, started and stopped with this process. Loopback only.
final class EmbeddedPostgres implements Database {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /// Crash recovery may read much log; a start that takes longer than this is a failure.
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS = 5;
    private static final int PASSWORD_BYTES = 24;
    private static final int LOG_TAIL_CHARACTERS = 2000;

    private final Path folder;
    private final ClusterFolder cluster;
    private final Tool tool;
    private final ServerUser user;
    private final Durability durability;
    private final String ownerPassword;
    private final String applicationPassword;
    private volatile int port;

    private EmbeddedPostgres(DataFolder data, ServerUser user, Durability durability, Path programs) {
        this.user = user;
        this.durability = durability;
        this.folder = data.folder("database", "rwx------");
        user.own(folder);
        this.cluster = new ClusterFolder(folder.resolve("cluster"));
        this.tool = new Tool(ProgramFolder.unpack(programs), user, folder);
        this.ownerPassword = password(data, "database-owner");
        this.applicationPassword = password(data, "database-application");
    }

    /// Returns when the server answers and its roles are as they should be.
    static EmbeddedPostgres start(DataFolder data, ServerUser user) {
        return start(data, user, Durability.ON_DISK, data.folder("program", "rwxr-xr-x"));
    }

    static EmbeddedPostgres start(DataFolder data, ServerUser user, Durability durability, Path programs) {
        var postgres = new EmbeddedPostgres(data, user, durability, programs);
        postgres.initialise();
        postgres.startServer();
        try {
            Roles.ensure(postgres.login("postgres", Roles.OWNER), postgres.applicationPassword);
        } catch (SQLException e) {
            postgres.close();
            throw new IllegalStateException("Can't prepare the roles of the database in " + postgres.folder, e);
        }
        return postgres;
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
        return new Login(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database),
                role,
                role.equals(Roles.OWNER) ? ownerPassword : applicationPassword);
    }

    ClusterFolder cluster() {
        return cluster;
    }

    /// Waits until the server has written everything and ended.
    @Override
    public void close() {
        var outcome = tool.run(
                "pg_ctl",
                List.of(
                        "stop",
                        "-D",
                        cluster.path().toString(),
                        "-m",
                        "fast",
                        "-w",
                        "-t",
                        String.valueOf(STOP_LIMIT.toSeconds())));
        if (outcome.failed() && cluster.postmaster().isPresent()) {
            log.warn("postgres=not_stopped says={}", outcome.output());
        }
    }

    private void initialise() {
        if (cluster.exists()) {
            return;
        }
        // Under another name until it is whole: an interrupted first start leaves nothing that looks like a cluster.
        Path unfinished = folder.resolve("cluster.unfinished");
        Path passwordFile = folder.resolve("password.unfinished");
        Folders.delete(unfinished);
        try {
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            user.own(passwordFile);
            Files.writeString(passwordFile, ownerPassword);
            var outcome = tool.run(
                    "initdb",
                    List.of(
                            "-D",
                            unfinished.toString(),
                            "-U",
                            Roles.OWNER,
                            "-A",
                            "scram-sha-256",
                            "--pwfile",
                            passwordFile.toString(),
                            "-E",
                            "UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            durability == Durability.ON_DISK ? "--sync-method=fsync" : "--no-sync"));
            if (outcome.failed()) {
                throw new IllegalStateException("PostgreSQL could not make its cluster: " + outcome.output());
            }
            Files.move(unfinished, cluster.path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't make the cluster in " + folder, e);
        } finally {
            passwordFile.toFile().delete();
        }
    }

    private void startServer() {
        port = rememberedPort();
        for (int attempt = 1; ; attempt++) {
            var outcome = tool.run(
                    "pg_ctl",
                    List.of(
                            "start",
                            "-w",
                            "-t",
                            String.valueOf(START_LIMIT.toSeconds()),
                            "-D",
                            cluster.path().toString(),
                            "-l",
                            serverLog().toString(),
                            "-o",
                            options()));
            if (!outcome.failed()) {
                remember(port);
                return;
            }
            String said = logTail();
            boolean portTaken = said.contains("could not bind") || said.contains("could not create any TCP/IP sockets");
            if (!portTaken || attempt == PORT_ATTEMPTS) {
                throw new StartRefusedException(
                        "PostgreSQL did not start: %s%n%s".formatted(outcome.output(), said),
                        "Its log is " + serverLog() + ".");
            }
            port = freePort();
        }
    }

    private String options() {
        return String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=''",
                "fsync=" + durability.fsync(),
                "full_page_writes=" + durability.fsync(),
                "synchronous_commit=" + durability.fsync(),
                "shared_buffers=128MB",
                "max_connections=" + (durability == Durability.ON_DISK ? 40 : 300),
                "jit=off",
                "wal_compression=on",
                "timezone=UTC",
                "log_timezone=UTC",
                // Customers' words and addresses belong in no log.
                "log_min_error_statement=panic",
                "log_error_verbosity=terse");
    }

    private Path serverLog() {
        return folder.resolve("server.log");
    }

    private String logTail() {
        try {
            String text = Files.readString(serverLog());
            return text.substring(Math.max(0, text.length() - LOG_TAIL_CHARACTERS));
        } catch (IOException e) {
            return "";
        }
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

    private static String password(DataFolder data, String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data.secret(name, PASSWORD_BYTES));
    }
}
