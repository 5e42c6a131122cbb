package io.rapport.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the system says about a process that is not our child.
final class ServerProcess {
    private ServerProcess() {}

    /// A process that has ended but that nobody has waited for counts as ended: in a container nobody may.
    static boolean isAlive(long pid) {
        if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
            // The second field is the name in parentheses and may itself hold spaces and parentheses.
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException e) {
            return ProcessHandle.of(pid).isPresent();
        }
    }

    /// Where the process works; empty if it has gone or the system won't tell us. A postmaster works in its data
    /// directory.
    static Optional<Path> folder(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/%d/cwd".formatted(pid))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The name of its program; empty if it has gone.
    static Optional<String> program(long pid) {
        try {
            return Optional.of(
                    Files.readString(Path.of("/proc/%d/comm".formatted(pid))).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
