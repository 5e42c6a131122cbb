package io.rapport.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A data directory of PostgreSQL, read from outside.
///
/// @param path `PGDATA`
record ClusterFolder(Path path) {

    /// What a postmaster writes about itself: who it is and where it listens. `ready` as far as it says so.
    record Postmaster(long pid, int port, boolean ready) {}

    boolean exists() {
        return Files.exists(path.resolve("PG_VERSION"));
    }

    /// The major version that made this folder, such as 18.
    int major() {
        return Integer.parseInt(read(path.resolve("PG_VERSION")).strip());
    }

    /// The running postmaster, or the one that ran when the machine or the process died. Empty too while the file is
    /// being written.
    Optional<Postmaster> postmaster() {
        List<String> lines;
        try {
            lines = Files.readAllLines(pidFile());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + pidFile(), e);
        }
        if (lines.size() < 4) {
            return Optional.empty();
        }
        boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
        return Optional.of(new Postmaster(
                Long.parseLong(lines.get(0).strip()),
                Integer.parseInt(lines.get(3).strip()),
                ready));
    }

    Path pidFile() {
        return path.resolve("postmaster.pid");
    }

    /// What `initdb` drew to tell this cluster from all others: the first eight bytes of `pg_control`.
    long systemIdentifier() {
        try (var channel = Files.newByteChannel(path.resolve("global/pg_control"))) {
            ByteBuffer first = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            channel.read(first);
            return first.flip().getLong();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read pg_control of " + path, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file, e);
        }
    }
}
