package io.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Seconds of processor time, user and system, from `/proc`.
///
/// @param server of the JVM
/// @param database of PostgreSQL's first process and all that it started
public record Consumed(double server, double database) {
    private static final double TICKS_PER_SECOND = 100;

    /// What was used since then.
    public Consumed since(Consumed earlier) {
        return new Consumed(server - earlier.server, database - earlier.database);
    }

    /// Of one process, with its children that have ended.
    public static double of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field is the name in parentheses, which may hold spaces (proc(5)).
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Double.parseDouble(fields[i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException ended) {
            return 0;
        }
    }

    static double ofTree(long pid) {
        return of(pid)
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToDouble(child -> of(child.pid()))
                        .sum();
    }
}
