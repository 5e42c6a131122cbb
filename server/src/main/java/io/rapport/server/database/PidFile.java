package io.rapport.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What PostgreSQL writes of itself into its folder: line 1 the process, line 4 the port.
record PidFile(long pid, int port) {

    static Optional<PidFile> read(Path data) {
        try {
            Path file = data.resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new PidFile(
                            Long.parseLong(lines.get(0).strip()),
                            Integer.parseInt(lines.get(3).strip())));
        } catch (IOException | NumberFormatException beingWritten) {
            return Optional.empty();
        }
    }

    /// The port of the last start (`postmaster.opts` keeps the command line), or 0.
    static int lastPort(Path data) {
        try {
            Path options = data.resolve("postmaster.opts");
            if (!Files.exists(options)) {
                return 0;
            }
            String line = Files.readString(options);
            int at = line.indexOf("port=");
            if (at < 0) {
                return 0;
            }
            int end = at + 5;
            while (end < line.length() && Character.isDigit(line.charAt(end))) {
                end++;
            }
            return Integer.parseInt(line.substring(at + 5, end));
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }
}
