package io.rapport.bench.voice;

import io.rapport.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Calls between a telephone and a browser on one core: plain packets on one side, on the other ICE, a handshake and
/// protected packets, 50 a second each way; by our lines and by rtpengine in turns, under the same load. The delay is
/// from before a packet is protected at one end until it was opened at the other.
public final class Bridge {
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration WARMING_LOT = Duration.ofSeconds(6);

    private Bridge() {}

    public static void run(Bench.Options options) throws Exception {
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        Cores.move(Cores.LOAD);
        int calls = options.by(300, 300, 400);
        Duration measured = Duration.ofSeconds(options.by(10, 30, 60));
        int turns = options.by(1, 3, 3);
        Random random = new Random(options.seed());
        List<Load.Outcome> ours = new ArrayList<>();
        List<Load.Outcome> theirs = new ArrayList<>();
        try (Ours lines = new Ours(Cores.MEASURED)) {
            Optional<String> missing = Rtpengine.missing();
            missing.ifPresent(what -> Bench.say("Without a peer: this machine lacks %s.", what));
            MediaRelay peer = missing.isEmpty() ? new Rtpengine(Cores.MEASURED) : lines;
            try (peer) {
                Bench.say(
                        "%d lots of %d calls to warm up",
                        Warming.until(lines, WARMING_LOT, () -> once(lines, calls, Duration.ZERO, WARMING_LOT, random)),
                        calls);
                for (int turn = 0; turn < turns; turn++) {
                    ours.add(told("Rapport", once(lines, calls, SETTLING, measured, random)));
                    if (missing.isEmpty()) {
                        theirs.add(told("rtpengine", once(peer, calls, SETTLING, measured, random)));
                    }
                }
            }
        }
        tell(calls, ours, theirs, options.seed());
    }

    private static Load.Outcome once(MediaRelay relay, int calls, Duration settling, Duration measured, Random random)
            throws IOException {
        List<End> ends = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Phone phone = new Phone(2 * i, 2 * i + 1, random);
            Browser browser = new Browser(2 * i + 1, 2 * i, random);
            ends.addAll(List.of(phone, browser));
            relay.bridge(phone, browser);
            browser.connect();
        }
        try (Load load = new Load(ends, random)) {
            return load.run(relay.pid(), settling, measured);
        } finally {
            relay.clear();
        }
    }

    private static Load.Outcome told(String who, Load.Outcome run) {
        Bench.say(
                "%-10s %.2f cores, %.2f us a packet, sent %d, lost %d, one way %d, delay p50 %.3f ms, p99 %.3f ms, "
                        + "load late %.3f ms",
                who,
                run.coreShare(),
                run.microsPerPacket(),
                run.sent(),
                run.lost(),
                run.oneWay(),
                run.delayP50Millis(),
                run.delayP99Millis(),
                run.lateP99Millis());
        return run;
    }

    private static void tell(int calls, List<Load.Outcome> ours, List<Load.Outcome> theirs, long seed) {
        double p99 = middle(ours.stream().map(Load.Outcome::delayP99Millis).toList());
        double peerP99 =
                middle(theirs.stream().map(Load.Outcome::delayP99Millis).toList());
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"bridge\",\"calls\":%d,\"lost\":%d,\"oneWay\":%d,\"addedDelayP50Millis\":%.3f,"
                        + "\"addedDelayP99Millis\":%.3f,\"coreShare\":%.3f,\"peerLost\":%d,\"peerOneWay\":%d,"
                        + "\"peerAddedDelayP50Millis\":%s,\"peerAddedDelayP99Millis\":%s,\"peerCoreShare\":%s,"
                        + "\"delayRatio\":%s,\"loadLateP99Millis\":%.3f,\"seed\":%d}%n",
                calls,
                ours.stream().mapToLong(Load.Outcome::lost).sum(),
                ours.stream().mapToLong(Load.Outcome::oneWay).sum(),
                middle(ours.stream().map(Load.Outcome::delayP50Millis).toList()),
                p99,
                middle(ours.stream().map(Load.Outcome::coreShare).toList()),
                theirs.stream().mapToLong(Load.Outcome::lost).sum(),
                theirs.stream().mapToLong(Load.Outcome::oneWay).sum(),
                number(middle(theirs.stream().map(Load.Outcome::delayP50Millis).toList())),
                number(peerP99),
                number(middle(theirs.stream().map(Load.Outcome::coreShare).toList())),
                number(p99 / peerP99),
                ours.stream().mapToDouble(Load.Outcome::lateP99Millis).max().orElse(0),
                seed);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null";
    }

    /// The median.
    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}
