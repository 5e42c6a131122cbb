package io.rapport.server.database;

import io.rapport.server.settings.SettingsException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own in a folder, for one process: started, watched, started again if it dies, stopped.
///
/// It listens on the loopback address only. After a kill -9 of this process the server lives on; the next start
/// adopts it, if it really is the server of this very folder. fsync is on. The caller holds the lock on the folder.
final class EmbeddedPostgres implements AutoCloseable {
    static final String OWNER = "rapport_owner";
    static final Duration START = Duration.ofSeconds(120);
    private static final Duration WATCH = Duration.ofMillis(250);
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Path binaries;
    private final Path data;
    private final Options options;
    private volatile int port;
    private volatile boolean closing;
    private Optional<Thread> watcher = Optional.empty();

    /// @param runAs the system user that the server runs as, where this process is root (PostgreSQL refuses root)
    /// @param settings further settings of the server, as `name=value`
    record Options(String ownerPassword, Optional<String> runAs, List<String> settings) {}

    private EmbeddedPostgres(Path binaries, Path data, Options options) {
        this.binaries = binaries;
        this.data = data;
        this.options = options;
    }

    /// Starts the server of a folder, or adopts it if it still runs; makes the cluster if there is none.
    ///
    /// @param binaries as [PostgresBinaries] unpacked them
    /// @param data the cluster's own folder
    /// @throws SettingsException when it can't run here; the message says what to do
    static EmbeddedPostgres start(Path binaries, Path data, Options options) {
        EmbeddedPostgres postgres = new EmbeddedPostgres(binaries, data, options);
        postgres.refuseWhatCannotWork();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            postgres.initialise();
        }
        if (!postgres.adopt()) {
            postgres.launch();
        }
        postgres.watch();
        return postgres;
    }

    int port() {
        return port;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), OWNER, options.ownerPassword());
    }

    private void refuseWhatCannotWork() {
        if (isRoot() && options.runAs().isEmpty()) {
            throw new SettingsException("PostgreSQL does not run as root. Start Rapport with its script, which uses a"
                    + " system user of its own, or as an ordinary user.");
        }
        try {
            Path version = data.resolve("PG_VERSION");
            if (Files.exists(version)) {
                String major = Files.readString(version).strip();
                if (!major.equals(Integer.toString(PostgresBinaries.MAJOR))) {
                    throw new SettingsException("The database in " + data + " was made by PostgreSQL " + major
                            + "; this release has PostgreSQL " + PostgresBinaries.MAJOR
                            + ". Start the release that made it, take a back-up there and restore it here.");
                }
            }
            Path existing = Files.exists(data) ? data : data.toAbsolutePath().getParent();
            if (existing != null && Files.exists(existing)) {
                FileStore store = Files.getFileStore(existing);
                if (store.type().startsWith("nfs")) {
                    throw new SettingsException("The data folder " + data + " lies on a network file system (" + store.type()
                            + "), where a database can lose what it was told to keep. Choose a local disk with --data.");
                }
                long free = store.getUsableSpace();
                if (free < 64L << 20) {
                    throw new SettingsException("The disk under " + data + " is full (" + (free >> 20)
                            + " MB left). Make room, then start again; nothing is lost.");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void initialise() {
        try {
            Path folder = data.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.createDirectories(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            Path password = Files.createTempFile("rapport", ".pw");
            try {
                Files.writeString(password, options.ownerPassword());
                giveTo(password);
                giveTo(data);
                run(
                        Duration.ofMinutes(3),
                        List.of(
                                program("initdb"),
                                "-D",
                                data.toString(),
                                "-U",
                                OWNER,
                                "-A",
                                "scram-sha-256",
                                "--pwfile",
                                password.toString(),
                                "-E",
                                "UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C"));
            } finally {
                Files.deleteIfExists(password);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Uses the server that a process before us left behind, if it is this folder's.
    private boolean adopt() {
        Optional<PidFile> left = PidFile.read(data);
        boolean runs = left.flatMap(p -> ProcessHandle.of(p.pid()))
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
        if (!runs) {
            return false;
        }
        port = left.orElseThrow().port();
        if (!isOurs()) {
            throw new SettingsException("Process " + left.get().pid() + " is a PostgreSQL that says to be that of " + data
                    + " but is not. Stop it, or remove " + data.resolve("postmaster.pid") + " if it is not yours.");
        }
        log.info("database adopted pid={} port={}", left.get().pid(), port);
        return true;
    }

    private boolean isOurs() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            return row.next() && Path.of(row.getString(1)).toRealPath().equals(data.toRealPath());
        } catch (SQLException | IOException notOurs) {
            log.warn("server on port {} is not ours cause={}", port, notOurs.toString());
            return false;
        }
    }

    private void launch() {
        port = choosePort();
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=''",
                "shared_buffers=128MB",
                "max_connections=40",
                "jit=off",
                "wal_compression=on",
                "max_wal_size=1GB",
                "logging_collector=off",
                "log_min_messages=warning",
                "timezone=UTC"));
        settings.addAll(options.settings());
        StringBuilder arguments = new StringBuilder();
        settings.forEach(setting -> arguments.append("-c ").append(setting).append(' '));
        try {
            run(
                    START.plusSeconds(10),
                    List.of(
                            program("pg_ctl"),
                            "start",
                            "-w",
                            "-s",
                            "-t",
                            Long.toString(START.toSeconds()),
                            "-D",
                            data.toString(),
                            "-l",
                            data.resolve("server.log").toString(),
                            "-o",
                            arguments.toString()));
        } catch (SettingsException failure) {
            throw new SettingsException(failure.getMessage() + " Its log: " + data.resolve("server.log"));
        }
        log.info("database started port={}", port);
    }

    /// The port used before, if it is free; so that what points there goes on working.
    private int choosePort() {
        int before = port != 0 ? port : PidFile.lastPort(data);
        if (before != 0 && isFree(before)) {
            return before;
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private void watch() {
        watcher = Optional.of(Thread.ofPlatform().name("database-watch").daemon().start(this::watching));
    }

    /// Starts the server again when it has died; with growing pauses while that fails.
    private void watching() {
        Duration pause = WATCH;
        try {
            while (!closing) {
                Optional<ProcessHandle> process = PidFile.read(data).flatMap(p -> ProcessHandle.of(p.pid()));
                if (process.filter(ProcessHandle::isAlive).isPresent()) {
                    pause = WATCH;
                    TimeUnit.MILLISECONDS.sleep(WATCH.toMillis());
                    continue;
                }
                log.error("database died; starting it again");
                try {
                    launch();
                } catch (SettingsException | UncheckedIOException failure) {
                    log.error("database does not start again cause={}", failure.getMessage());
                    pause = pause.multipliedBy(2).compareTo(Duration.ofSeconds(10)) > 0
                            ? Duration.ofSeconds(10)
                            : pause.multipliedBy(2);
                }
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        watcher.ifPresent(Thread::interrupt);
        watcher.ifPresent(thread -> {
            try {
                thread.join(Duration.ofSeconds(START.toSeconds()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        run(
                Duration.ofMinutes(2),
                List.of(program("pg_ctl"), "stop", "-s", "-D", data.toString(), "-m", "fast", "-w"));
        log.info("database stopped");
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private void run(Duration limit, List<String> command) {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            String user = options.runAs().orElseThrow();
            whole.addAll(List.of(
                    "setpriv",
                    "--reuid=" + user,
                    "--regid=" + groupOf(user),
                    "--clear-groups",
                    "--inh-caps=-all",
                    "--"));
        }
        whole.addAll(command);
        try {
            Path output = Files.createTempFile("rapport", ".out");
            try {
                Process process = new ProcessBuilder(whole)
                        .directory(new File("/"))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new SettingsException(command.getFirst() + " did not end within " + limit.toSeconds() + " s.");
                }
                if (process.exitValue() != 0) {
                    String said = Files.readString(output).strip();
                    throw new SettingsException("PostgreSQL did not do as it was told (" + command.get(1) + "): "
                            + Advice.on(said) + said);
                }
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SettingsException("interrupted while PostgreSQL was told to " + command.get(1));
        }
    }

    /// The number of a user's own group: its name need not be the user's.
    private static String groupOf(String user) {
        try {
            Process process = new ProcessBuilder("id", "-g", user).start();
            String group = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (process.waitFor() != 0 || group.isEmpty()) {
                throw new SettingsException("There is no system user \"" + user + "\" to run PostgreSQL as.");
            }
            return group;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SettingsException("interrupted while looking up user " + user);
        }
    }

    private void giveTo(Path path) throws IOException {
        if (isRoot()) {
            var owner = path.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(options.runAs().orElseThrow());
            Files.setOwner(path, owner);
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
