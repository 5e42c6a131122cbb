package io.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Seconds from the launch to "a mail can be taken", the first time (cluster made, demo company loaded) and
/// again; and the memory of the whole when idle: private and shared memory of the JVM and of every process of
/// PostgreSQL, as proportional set sizes (anonymous and shared pages, without files).
final class Start {
    private Start() {}

    static void run(Bench.Options options) throws Exception {
        int rounds = options.by(3, 5, 10);
        try (Installation installation = new Installation(options.program())) {
            long launched = System.nanoTime();
            installation.launch();
            double first = installation.awaitReady(launched, Duration.ofMinutes(3));
            Bench.say("first start %.1f s, demo company loaded", first);
            List<Double> again = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                installation.stop();
                long once = System.nanoTime();
                installation.launch();
                again.add(installation.awaitReady(once, Duration.ofMinutes(3)));
                Bench.say("again %.1f s", again.getLast());
            }
            again.sort(Double::compare);
            TimeUnit.SECONDS.sleep(options.by(20, 60, 120));
            double megabytes = idleMegabytes(installation);
            System.out.printf(
                    Locale.ROOT,
                    "{\"benchmark\":\"start\",\"firstSeconds\":%.1f,\"againSeconds\":%.1f,\"idleMegabytes\":%.0f}%n",
                    first,
                    again.get(again.size() / 2),
                    megabytes);
        }
    }

    private static double idleMegabytes(Installation installation) throws IOException {
        List<Long> processes = new ArrayList<>();
        processes.add(installation.pid());
        long postmaster = installation.databasePid().orElseThrow();
        processes.add(postmaster);
        ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(child -> processes.add(child.pid()));
        double kilobytes = 0;
        for (long pid : processes) {
            try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
                kilobytes += lines.filter(l -> l.startsWith("Pss_Anon:") || l.startsWith("Pss_Shmem:"))
                        .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D+", "")))
                        .sum();
            }
        }
        Bench.say("%d processes hold %.0f MB of anonymous and shared memory", processes.size(), kilobytes / 1024);
        return kilobytes / 1024;
    }
}
