package io.rapport.server.database;

import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/// Starts and stops the postmaster of one cluster. `pg_ctl` puts it into a session of its own, so that Ctrl-C on the
/// terminal reaches the application, which drains first.
///
/// @param tool       runs `pg_ctl`
/// @param cluster    whose
/// @param durability of what it acknowledges
record Server(Tool tool, ClusterFolder cluster, Durability durability) {
    /// Crash recovery may read much log; a start that takes longer than this is a failure.
    static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int LOG_TAIL_CHARACTERS = 1500;
    private static final long LOG_LIMIT_BYTES = 10L << 20;

    sealed interface Started {
        record Running(long pid) implements Started {}

        record PortTaken() implements Started {}

        /// @param reason what PostgreSQL says
        record Failed(String reason) implements Started {}
    }

    /// Returns when the server takes connections, or has said why not.
    Started start(int port) {
        rotateLog();
        forgetTheDead();
        long logBefore = logSize();
        var outcome = tool.run(
                "pg_ctl",
                List.of(
                        "start",
                        "--wait",
                        "--timeout=" + START_LIMIT.toSeconds(),
                        "--pgdata=" + cluster.path(),
                        "--log=" + log(),
                        "--options=" + options(port)));
        if (!outcome.failed()) {
            return new Started.Running(cluster.postmaster().orElseThrow().pid());
        }
        String said = logSince(logBefore);
        return said.contains("could not bind") || said.contains("could not create any TCP/IP sockets")
                ? new Started.PortTaken()
                : new Started.Failed(said.isBlank() ? outcome.output() : said.strip());
    }

    /// PostgreSQL itself only looks whether a process of that number exists: one that has ended and that nobody
    /// has waited for, as happens in containers, would keep it out. Children of it that still live keep it out
    /// all the same, by the memory that they share.
    private void forgetTheDead() {
        cluster.postmaster()
                .map(ClusterFolder.Postmaster::pid)
                .filter(pid -> ProcessHandle.of(pid).isPresent() && !ServerProcess.isAlive(pid))
                .ifPresent(pid -> Folders.delete(cluster.pidFile()));
    }

    /// Waits until the server has written everything and ended; one that can't in time recovers at its next start.
    void stop() {
        var outcome = stop("fast");
        if (outcome.failed() && cluster.postmaster().isPresent()) {
            stop("immediate");
        }
    }

    private Tool.Outcome stop(String mode) {
        return tool.run(
                "pg_ctl",
                List.of(
                        "stop",
                        "--wait",
                        "--timeout=" + STOP_LIMIT.toSeconds(),
                        "--mode=" + mode,
                        "--pgdata=" + cluster.path()));
    }

    /// What to tell the operator about a start that failed.
    StartRefusedException refusal(Started.Failed failed) {
        return failed.reason().contains("No space left on device")
                ? new StartRefusedException(
                        "PostgreSQL can't start because the disk of %s is full.".formatted(cluster.path()),
                        "Make room on that disk; delete nothing inside the data folder by hand.")
                : new StartRefusedException(
                        "PostgreSQL did not start: " + failed.reason(), "Its whole log is %s.".formatted(log()));
    }

    private String options(int port) {
        return String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=''",
                "fsync=" + durability.setting(),
                "full_page_writes=" + durability.setting(),
                "synchronous_commit=" + durability.setting(),
                "shared_buffers=128MB",
                "max_connections=" + durability.connections(),
                "jit=off",
                "wal_compression=on",
                "timezone=UTC",
                "log_timezone=UTC",
                // Customers' words and addresses belong in no log.
                "log_min_error_statement=panic",
                "log_error_verbosity=terse");
    }

    Path log() {
        return tool.folder().resolve("server.log");
    }

    private void rotateLog() {
        try {
            if (logSize() > LOG_LIMIT_BYTES) {
                Files.move(log(), log().resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't put aside " + log(), e);
        }
    }

    private long logSize() {
        return log().toFile().length();
    }

    private String logSince(long position) {
        try (var channel = Files.newByteChannel(log())) {
            channel.position(Math.max(position, channel.size() - LOG_TAIL_CHARACTERS));
            var text = java.nio.ByteBuffer.allocate(LOG_TAIL_CHARACTERS);
            channel.read(text);
            return java.nio.charset.StandardCharsets.UTF_8.decode(text.flip()).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
