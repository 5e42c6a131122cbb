package io.rapport.bench.voice;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who runs where: one core for who is measured, another for the load, so that neither takes time from the other.
final class Cores {
    static final int MEASURED = 0;
    static final int LOAD = 1;

    private Cores() {}

    /// Starts a program on one core alone.
    ///
    /// @param folder where it works
    /// @param log where it says what it says, a file there
    static Process start(int core, Path folder, String log, List<String> program) throws IOException {
        Process started = new ProcessBuilder(pinned(core, program))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
        // Who stops the benchmark stops what it measures.
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        return started;
    }

    static List<String> pinned(int core, List<String> program) {
        if (Runtime.getRuntime().availableProcessors() < 2 && core != 0) {
            throw new IllegalStateException("this benchmark needs two cores");
        }
        List<String> command = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        command.addAll(program);
        return command;
    }

    /// One of our own programs, as Rapport itself is started, on one core alone. It ends with its input.
    ///
    /// @param log where its errors go
    static Process startOurs(int core, File log, Class<?> program) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:+UseTransparentHugePages",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
        return new ProcessBuilder(pinned(core, command))
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /// All threads of this process to one core, and those that they start.
    static void move(int core) throws IOException, InterruptedException {
        String own = Long.toString(ProcessHandle.current().pid());
        Process moving = new ProcessBuilder("taskset", "-a", "-c", "-p", Integer.toString(core), own)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (moving.waitFor() != 0) {
            throw new IOException("taskset (package util-linux) is needed to give the load a core of its own");
        }
    }
}
