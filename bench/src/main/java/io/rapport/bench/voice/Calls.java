package io.rapport.bench.voice;

import io.rapport.bench.Bench;
import io.rapport.bench.Consumed;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A hundred calls a second by SIPp over UDP, each taken at once, held for a second and hung up by SIPp: how many fail,
/// how much is said twice, what one costs. Then twenty-five a second the whole way, see [WholeWay].
public final class Calls {
    private static final int PER_SECOND = 100;
    private static final int HELD_MILLIS = 1_000;
    private static final int WARMING_LOT = 1_000;
    private static final int MOST_LOTS = 8;
    private static final int PATIENCE_SECONDS = 60;

    private Calls() {}

    /// What SIPp counted.
    ///
    /// @param perSecond taken and hung up, from the first call until the last had been held
    /// @param said messages both ways
    /// @param saidAgain of those, repeated by either side because nothing was heard in time
    private record Counted(double perSecond, long successful, long failed, long said, long saidAgain) {
        double retransmittedShare() {
            return said == 0 ? 0 : (double) saidAgain / said;
        }
    }

    public static void run(Bench.Options options) throws Exception {
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        int calls = PER_SECOND * options.by(10, 60, 300);
        Path folder = Files.createTempDirectory("calls");
        File log = folder.resolve("telephones.log").toFile();
        Process ours = Cores.startOurs(Cores.MEASURED, log, OurTelephones.class);
        try {
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(ours.getInputStream(), StandardCharsets.US_ASCII));
            String port = said.readLine();
            if (port == null) {
                throw new IOException("our telephones have ended: " + Files.readString(log.toPath()));
            }
            Bench.say("%d calls to warm up", warm(ours.pid(), port, folder));
            double before = Consumed.of(ours.pid());
            Counted counted = sipp(port, calls, folder);
            double cpu = Consumed.of(ours.pid()) - before;
            WholeWay.Outcome whole = WholeWay.run(options);
            System.out.printf(
                    Locale.ROOT,
                    "{\"benchmark\":\"calls\",\"calls\":%d,\"callsPerSecond\":%.1f,\"failed\":%d,"
                            + "\"retransmittedShare\":%.5f,\"cpuMillisPerCall\":%.2f,\"wholeWayCalls\":%d,"
                            + "\"wholeWayPerSecond\":%.1f,\"wholeWayFailed\":%d,\"offerP50Millis\":%.0f,"
                            + "\"offerP99Millis\":%.0f,\"serverCores\":%.2f,\"databaseCores\":%.2f,\"seed\":%d}%n",
                    counted.successful() + counted.failed(),
                    counted.perSecond(),
                    counted.failed(),
                    counted.retransmittedShare(),
                    1_000 * cpu / calls,
                    whole.calls(),
                    whole.perSecond(),
                    whole.failed(),
                    whole.offerP50Millis(),
                    whole.offerP99Millis(),
                    whole.used().server(),
                    whole.used().database(),
                    options.seed());
        } finally {
            ours.destroy();
            ours.waitFor(10, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    /// Until a call gets no cheaper.
    private static int warm(long pid, String port, Path folder) throws IOException, InterruptedException {
        double best = Double.MAX_VALUE;
        for (int lot = 1; lot <= MOST_LOTS; lot++) {
            double before = Consumed.of(pid);
            sipp(port, WARMING_LOT, folder);
            double cpu = Consumed.of(pid) - before;
            if (cpu > 0.9 * best) {
                return lot * WARMING_LOT;
            }
            best = cpu;
        }
        return MOST_LOTS * WARMING_LOT;
    }

    private static Counted sipp(String port, int calls, Path folder) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, "sipp");
        List<String> command = new ArrayList<>(List.of("sipp", "-sn", "uac", "-i", "127.0.0.1", "-nostdin"));
        command.addAll(List.of("-r", "" + PER_SECOND, "-m", "" + calls, "-l", "" + calls, "-d", "" + HELD_MILLIS));
        command.addAll(List.of("-trace_stat", "-stf", "statistics", "-trace_counts", "-fd", "1"));
        command.add("127.0.0.1:" + port);
        Process sipp = Cores.start(Cores.LOAD, work, "out", command);
        if (!sipp.waitFor(calls / PER_SECOND + PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            sipp.destroyForcibly();
            throw new IOException("SIPp does not end");
        }
        Map<String, String> statistics = last(work.resolve("statistics"));
        Map<String, String> messages = last(work.resolve("uac_" + sipp.pid() + "_counts.csv"));
        long successful = Long.parseLong(field(statistics, "SuccessfulCall(C)"));
        return new Counted(
                successful / (seconds(field(messages, "ElapsedTime")) - HELD_MILLIS / 1_000.0),
                successful,
                Long.parseLong(field(statistics, "FailedCall(C)")),
                sum(messages, "_Sent") + sum(messages, "_Recv"),
                sum(messages, "_Retrans"));
    }

    /// `hours:minutes:seconds:microseconds`.
    private static double seconds(String time) {
        String[] parts = time.split(":");
        return Integer.parseInt(parts[0]) * 3_600
                + Integer.parseInt(parts[1]) * 60
                + Integer.parseInt(parts[2])
                + Integer.parseInt(parts[3]) / 1e6;
    }

    private static long sum(Map<String, String> row, String names) {
        return row.entrySet().stream()
                .filter(one -> one.getKey().endsWith(names))
                .mapToLong(one -> Long.parseLong(one.getValue()))
                .sum();
    }

    private static String field(Map<String, String> row, String name) throws IOException {
        String value = row.get(name);
        if (value == null) {
            throw new IOException("SIPp does not say " + name + ": " + row);
        }
        return value;
    }

    /// The last line of a table with names in its first, by name.
    private static Map<String, String> last(Path table) throws IOException {
        List<String> lines = Files.readAllLines(table);
        String[] names = lines.getFirst().split(";");
        String[] values = lines.getLast().split(";");
        Map<String, String> last = new HashMap<>();
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            last.put(names[i].strip(), values[i].strip());
        }
        return last;
    }
}
