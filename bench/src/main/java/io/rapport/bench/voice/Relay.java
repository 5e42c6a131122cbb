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

/// What one packet of plain sound costs: 172 bytes of PCMU, 50 a second each way, two telephones a call; passed on by
/// our lines and by rtpengine in turns, under the same load. A packet that was passed on came in and went out.
public final class Relay {
    private static final int[] CALLS = {50, 100, 200};
    private static final int WARMING_CALLS = 200;
    private static final Duration WARMING_LOT = Duration.ofSeconds(4);
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private Relay() {}

    /// All runs with so many calls, added up.
    private record Sum(double cpuSeconds, long packets, long lost) {
        static final Sum NOTHING = new Sum(0, 0, 0);

        Sum with(Load.Outcome run) {
            return new Sum(cpuSeconds + run.cpuSeconds(), packets + run.packets(), lost + run.lost());
        }

        Sum with(Sum other) {
            return new Sum(cpuSeconds + other.cpuSeconds, packets + other.packets, lost + other.lost);
        }

        double micros() {
            return cpuSeconds * 1e6 / packets;
        }
    }

    public static void run(Bench.Options options) throws Exception {
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        Cores.move(Cores.LOAD);
        Duration measured = Duration.ofSeconds(options.by(6, 10, 30));
        int turns = options.by(2, 3, 5);
        Random random = new Random(options.seed());
        List<Sum> ours = new ArrayList<>();
        List<Sum> theirs = new ArrayList<>();
        try (Ours lines = new Ours(Cores.MEASURED)) {
            Optional<String> missing = Rtpengine.missing();
            missing.ifPresent(what -> Bench.say("Without a peer: this machine lacks %s.", what));
            MediaRelay peer = missing.isEmpty() ? new Rtpengine(Cores.MEASURED) : lines;
            try (peer) {
                Bench.say(
                        "%d lots of %d calls to warm up",
                        Warming.until(
                                lines,
                                WARMING_LOT,
                                () -> once(lines, WARMING_CALLS, Duration.ZERO, WARMING_LOT, random)),
                        WARMING_CALLS);
                for (int calls : CALLS) {
                    Sum our = Sum.NOTHING;
                    Sum their = Sum.NOTHING;
                    for (int turn = 0; turn < turns; turn++) {
                        our = our.with(told("Rapport", calls, once(lines, calls, SETTLING, measured, random)));
                        if (missing.isEmpty()) {
                            their = their.with(told("rtpengine", calls, once(peer, calls, SETTLING, measured, random)));
                        }
                    }
                    ours.add(our);
                    theirs.add(their);
                }
            }
        }
        tell(ours, theirs, options.seed());
    }

    private static Load.Outcome once(MediaRelay relay, int calls, Duration settling, Duration measured, Random random)
            throws IOException {
        List<End> ends = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Phone one = new Phone(2 * i, 2 * i + 1, random);
            Phone other = new Phone(2 * i + 1, 2 * i, random);
            ends.addAll(List.of(one, other));
            relay.join(one, other);
        }
        try (Load load = new Load(ends, random)) {
            return load.run(relay.pid(), settling, measured);
        } finally {
            relay.clear();
        }
    }

    private static Load.Outcome told(String who, int calls, Load.Outcome run) {
        Bench.say(
                "%-10s %3d calls  %5.2f us a packet, %d packets, lost %d, delay p50 %.3f ms, p99 %.3f ms, load late %.3f ms",
                who,
                calls,
                run.microsPerPacket(),
                run.packets(),
                run.lost(),
                run.delayP50Millis(),
                run.delayP99Millis(),
                run.lateP99Millis());
        return run;
    }

    private static void tell(List<Sum> ours, List<Sum> theirs, long seed) {
        List<String> each = new ArrayList<>();
        for (int i = 0; i < CALLS.length; i++) {
            each.add(String.format(
                    Locale.ROOT,
                    "{\"calls\":%d,\"microsPerPacket\":%.2f,\"peerMicrosPerPacket\":%s,\"ratio\":%s}",
                    CALLS[i],
                    ours.get(i).micros(),
                    number(theirs.get(i).micros()),
                    number(ours.get(i).micros() / theirs.get(i).micros())));
        }
        Sum our = ours.stream().reduce(Sum.NOTHING, Sum::with);
        Sum their = theirs.stream().reduce(Sum.NOTHING, Sum::with);
        Bench.say(
                "{\"benchmark\":\"relay\",\"microsPerPacket\":%.2f,\"peerMicrosPerPacket\":%s,\"ratio\":%s,\"lost\":%d,"
                        + "\"peerLost\":%d,\"each\":[%s],\"seed\":%d}",
                our.micros(),
                number(their.micros()),
                number(our.micros() / their.micros()),
                our.lost(),
                their.lost(),
                String.join(",", each),
                seed);
    }

    static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "null";
    }
}
