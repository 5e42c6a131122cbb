package io.rapport.bench.faults;

import io.rapport.bench.Bench;
import io.rapport.media.line.LineSettings;
import io.rapport.media.line.Lines;
import io.rapport.outside.phone.RoughLine;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A hundred calls with one fault each, of all kinds, at random moments, and as many in which nothing is
/// wrong: with pauses, holds, transfers, a muted browser, telephones that leave silence out, lost, late and
/// doubled packets. Real packets by a network that is made bad; many calls at once. How many faults are found
/// and named rightly, and how many calls that were well are said to be not.
public final class Faults {
    private static final int AT_ONCE = 50;
    private static final long FRAME_NANOS = 20_000_000;
    private static final long MOST_LATE_NANOS = 1_000_000_000;

    private Faults() {}

    /// What came of a run.
    ///
    /// @param found faults that were found, named rightly, at whom they were, and nothing else with them
    /// @param falseAlarms calls that were well, of which something was said nevertheless
    /// @param wrong what was not as it should be, in words
    /// @param heldUpMillis the longest that the run itself was held up
    /// @param pace how fast it went: 1 is as people speak. Below 0.95 the machine was too busy to show
    ///     anything
    public record Outcome(
            int injected,
            int found,
            int cleanRuns,
            int falseAlarms,
            List<String> wrong,
            long heldUpMillis,
            double pace) {}

    public static void run(Bench.Options options) throws Exception {
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        int each = options.by(30, 100, 300);
        Outcome outcome = run(options.seed(), each, each, AT_ONCE);
        outcome.wrong().forEach(line -> Bench.say("%s", line));
        Bench.say("held up for %d ms at most, at %.2f of the speed of speech", outcome.heldUpMillis(), outcome.pace());
        if (outcome.pace() < 0.95) {
            Bench.say("This machine was too busy: what is late here is late as on no telephone. Run it again alone.");
        }
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"faults\",\"injected\":%d,\"found\":%d,\"cleanRuns\":%d,\"falseAlarms\":%d,"
                        + "\"heldUpMillis\":%d,\"pace\":%.3f,\"seed\":%d}%n",
                outcome.injected(),
                outcome.found(),
                outcome.cleanRuns(),
                outcome.falseAlarms(),
                outcome.heldUpMillis(),
                outcome.pace(),
                options.seed());
    }

    /// A small run, all calls at once: less than half a minute.
    ///
    /// @param each so many calls with a fault, and so many without
    public static Outcome hurried(long seed, int each) throws IOException {
        return run(plans(seed, each, each).stream().map(Plan::hurried).toList(), 2 * each);
    }

    /// @param atOnce so many calls go on at the same time
    public static Outcome run(long seed, int faulty, int clean, int atOnce) throws IOException {
        return run(plans(seed, faulty, clean), atOnce);
    }

    private static List<Plan> plans(long seed, int faulty, int clean) {
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < Math.max(faulty, clean); i++) {
            if (i < faulty) {
                plans.add(Plan.faulty(seed, i));
            }
            if (i < clean) {
                plans.add(Plan.clean(seed, i));
            }
        }
        return plans;
    }

    private static Outcome run(List<Plan> plans, int atOnce) throws IOException {
        List<Conversation> all = new ArrayList<>();
        long heldUp = 0;
        long frames = 0;
        long begun = System.nanoTime();
        try (Lines lines = new Lines(LineSettings.anyPort(InetAddress.getLoopbackAddress()));
                RoughLine net = new RoughLine()) {
            int next = 0;
            List<Conversation> live = new ArrayList<>();
            long due = System.nanoTime();
            while (next < plans.size() || !live.isEmpty()) {
                // One more each frame, so that not all speak at the same moment.
                if (next < plans.size() && live.size() < atOnce) {
                    Conversation fresh = new Conversation(plans.get(next++), lines, net);
                    all.add(fresh);
                    live.add(fresh);
                }
                for (Conversation conversation : live) {
                    conversation.hear();
                    conversation.next();
                }
                for (Conversation over :
                        live.stream().filter(Conversation::isOver).toList()) {
                    over.close();
                    live.remove(over);
                }
                frames++;
                due += FRAME_NANOS;
                long late = System.nanoTime() - due;
                heldUp = Math.max(heldUp, late);
                if (late > MOST_LATE_NANOS) {
                    // What was missed is not made up for: a second is a second.
                    due += late;
                }
                pause(due);
            }
        }
        double pace = (double) frames * FRAME_NANOS / (System.nanoTime() - begun);
        return outcome(all, heldUp / 1_000_000, pace);
    }

    private static void pause(long due) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Outcome outcome(List<Conversation> all, long heldUpMillis, double pace) {
        List<Conversation> faulty =
                all.stream().filter(one -> one.plan().injected().isPresent()).toList();
        List<Conversation> clean =
                all.stream().filter(one -> one.plan().injected().isEmpty()).toList();
        List<String> wrong = all.stream()
                .filter(one -> !one.isRight())
                .map(one -> "found " + one.found() + " in " + one.plan())
                .toList();
        return new Outcome(
                faulty.size(),
                (int) faulty.stream().filter(Conversation::isRight).count(),
                clean.size(),
                (int) clean.stream().filter(one -> !one.isRight()).count(),
                wrong,
                heldUpMillis,
                pace);
    }
}
