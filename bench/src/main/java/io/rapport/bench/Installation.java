package io.rapport.bench;

import io.rapport.outside.net.Ports;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One installation under test: a data folder of its own, started, killed and started again as a process. The
/// database is an embedded one, with fsync, as shipped.
public final class Installation implements AutoCloseable {
    /// Whoever hands mail in from this machine is our own relay, which has checked who wrote.
    static final String[] BEHIND_OUR_RELAY = {
        "--rapport.email.smtp.trusted-relays=127.0.0.0/8",
        "--rapport.email.smtp.trusted-authserv-id=" + Letters.OUR_RELAY
    };

    private final Path program;
    private final Path folder;
    private final int smtp;
    private final int http;
    private final int sip;
    private final List<String> more;
    private Optional<Process> process = Optional.empty();

    public Installation(Path program, String... more) throws IOException {
        this(program, Files.createTempDirectory(Path.of("/var/tmp"), "rapport-bench"), more);
    }

    /// @param folder where all of its files lie; empty, and deleted at the end
    Installation(Path program, Path folder, String... more) throws IOException {
        this.program = program;
        this.folder = folder;
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        this.smtp = Ports.free();
        this.http = Ports.free();
        this.sip = Ports.free();
        this.more = List.of(more);
    }

    /// The port of SIP.
    public int sip() {
        return sip;
    }

    public int smtp() {
        return smtp;
    }

    public String url() {
        return "http://127.0.0.1:" + http;
    }

    /// Starts the server; returns at once.
    public void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseTransparentHugePages",
                "-Xmx256m"));
        Path cache = program.resolve("app.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of(
                "-jar",
                program.resolve("app/rapport.jar").toString(),
                "--rapport.data=" + folder.resolve("data"),
                "--rapport.demo=true",
                "--rapport.email.smtp.port=" + smtp,
                "--rapport.voice.port=" + sip,
                "--rapport.email.smtp.connections-per-address=200",
                "--rapport.email.smtp.spool-folder=" + folder.resolve("spool"),
                "--server.port=" + http,
                "--logging.file.name=" + folder.resolve("rapport.log"),
                "--logging.threshold.console=OFF"));
        command.addAll(more);
        process = Optional.of(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "out.log"))
                .start());
    }

    /// Waits until a mail could be taken.
    ///
    /// @return seconds since the launch
    public double awaitReady(long launchedNanos, Duration limit) throws IOException, InterruptedException {
        while (System.nanoTime() - launchedNanos < limit.toNanos()) {
            if (process.isEmpty() || !process.get().isAlive()) {
                throw new IllegalStateException("the server ended while starting: "
                        + Files.readString(folder.resolve("out.log")) + lastLines(folder.resolve("rapport.log")));
            }
            if (Files.exists(folder.resolve("out.log"))
                    && Files.readString(folder.resolve("out.log")).contains("Rapport is ready")
                    && listens()) {
                return (System.nanoTime() - launchedNanos) / 1e9;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IllegalStateException("the server was not ready after " + limit + "; see " + folder);
    }

    private static String lastLines(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log);
        return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), smtp), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public long pid() {
        return process.orElseThrow().pid();
    }

    /// kill -9 of the JVM.
    public void killServer() throws InterruptedException {
        Process running = process.orElseThrow();
        running.destroyForcibly();
        running.waitFor();
    }

    /// kill -9 of PostgreSQL's first process, if it runs.
    void killDatabase() throws IOException {
        databasePid().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }

    Optional<Long> databasePid() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"), 4)) {
            Optional<Path> file =
                    files.filter(p -> p.endsWith("postmaster.pid")).findFirst();
            return file.isEmpty()
                    ? Optional.empty()
                    : Files.readAllLines(file.get()).stream().findFirst().map(l -> Long.parseLong(l.strip()));
        } catch (java.io.UncheckedIOException beingWritten) {
            return Optional.empty();
        }
    }

    /// The database as its owner, for counting.
    public Connection database() throws SQLException, IOException {
        Path data = folder.resolve("data");
        String port;
        String password;
        try (Stream<Path> files = Files.walk(data, 4)) {
            Path pidFile =
                    files.filter(p -> p.endsWith("postmaster.pid")).findFirst().orElseThrow();
            port = Files.readAllLines(pidFile).get(3).strip();
        }
        try (Stream<Path> files = Files.walk(data.resolve("secrets"), 1)) {
            Path secret = files.filter(p -> p.getFileName().toString().contains("owner"))
                    .findFirst()
                    .orElseThrow();
            password = Secrets.password(secret);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/rapport", "rapport_owner", password);
    }

    /// Seconds of processor time that the server and its PostgreSQL have used so far.
    public Consumed consumed() throws IOException {
        return new Consumed(
                Consumed.of(pid()),
                databasePid().stream().mapToDouble(Consumed::ofTree).sum());
    }

    /// SIGTERM, as a service manager sends it.
    public void stop() throws InterruptedException {
        Process running = process.orElseThrow();
        running.destroy();
        if (!running.waitFor(60, TimeUnit.SECONDS)) {
            running.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.filter(Process::isAlive).isPresent()) {
                stop();
            }
            killDatabase();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
