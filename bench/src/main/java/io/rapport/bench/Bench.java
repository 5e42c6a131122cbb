package io.rapport.bench;

import io.rapport.bench.faults.Faults;
import io.rapport.bench.voice.Bridge;
import io.rapport.bench.voice.Calls;
import io.rapport.bench.voice.Cut;
import io.rapport.bench.voice.Day;
import io.rapport.bench.voice.Relay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `./rapport bench`: lists the benchmarks, or runs one. Each ends with one line of JSON.
public final class Bench {
    private Bench() {}

    /// What a benchmark is told.
    ///
    /// @param program the unpacked program under test
    public record Options(Path program, Size size, long seed, Path material) {
        public enum Size {
            QUICK,
            USUAL,
            FULL
        }

        /// One of three numbers, by size.
        public int by(int quick, int usual, int full) {
            return switch (size) {
                case QUICK -> quick;
                case USUAL -> usual;
                case FULL -> full;
            };
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> rest = new ArrayList<>(List.of(arguments));
        Options.Size size = rest.remove("--quick")
                ? Options.Size.QUICK
                : rest.remove("--full") ? Options.Size.FULL : Options.Size.USUAL;
        Path program = Path.of(take(rest, "--program", "target/program"));
        long seed = Long.parseLong(take(rest, "--seed", Long.toString(System.nanoTime() & 0xffffff)));
        String data = System.getenv().getOrDefault("RAPPORT_TEST_DATA", "../shared/data");
        Options options = new Options(program, size, seed, Path.of(data).resolve("mail"));
        if (rest.isEmpty()) {
            System.out.println("./rapport bench intake   mails a second by SMTP, and by Request Tracker beside us");
            System.out.println("./rapport bench crash    the same under kill -9 of server, database, both");
            System.out.println("./rapport bench disk     the same while the disk is full for a while");
            System.out.println("./rapport bench live     from 250 to painted in Chromium, with 50 mails a second");
            System.out.println("./rapport bench page     opening a customer among a million lines, with 20 agents");
            System.out.println("./rapport bench desk     200 agents at their desks, 50 things a second happening");
            System.out.println("./rapport bench notices  100,000 customers are told of an incident while agents work");
            System.out.println("./rapport bench bundle   how much JavaScript the desktop and the chat widget are");
            System.out.println("./rapport bench open     a customer with ten thousand lines in Chromium");
            System.out.println("./rapport bench search   finding words among a million messages");
            System.out.println("./rapport bench votes    200 votes a second, machines that open every link, kill -9");
            System.out.println("./rapport bench figures  the figures of a million votes, while people vote");
            System.out.println("./rapport bench start    seconds to ready, the first time and again; idle memory");
            System.out.println("./rapport bench relay    what a packet of sound costs, and rtpengine beside us");
            System.out.println(
                    "./rapport bench bridge   calls between telephones and browsers, and rtpengine beside us");
            System.out.println(
                    "./rapport bench faults   dead air, one-way audio and strangers' sound in calls, found or not");
            System.out.println("./rapport bench calls    a hundred calls a second by SIPp; 25 through to agents");
            System.out.println("./rapport bench day      a day of 5,000 calls, one of them of four hours");
            System.out.println("./rapport bench cut      who was in a call is called back after kill -9");
            System.out.println("Each takes --quick (below 4 minutes) or --full, and --seed N.");
            return;
        }
        switch (rest.getFirst()) {
            case "intake" -> Intake.run(options);
            case "crash" -> Crash.run(options);
            case "disk" -> Disk.run(options);
            case "live" -> Live.run(options);
            case "desk" -> Desk.run(options);
            case "notices" -> Notices.run(options);
            case "bundle" -> Bundle.run(options);
            case "open" -> Open.run(options);
            case "page" -> Page.run(options);
            case "search" -> Search.run(options);
            case "start" -> Start.run(options);
            case "figures" -> Figures.run(options);
            case "votes" -> Votes.run(options);
            case "relay" -> Relay.run(options);
            case "bridge" -> Bridge.run(options);
            case "calls" -> Calls.run(options);
            case "faults" -> Faults.run(options);
            case "day" -> Day.run(options);
            case "cut" -> Cut.run(options);
            default -> throw new IllegalArgumentException("there is no benchmark called " + rest.getFirst());
        }
    }

    private static String take(List<String> arguments, String name, String otherwise) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(name) && i + 1 < arguments.size()) {
                arguments.remove(i);
                return arguments.remove(i);
            }
            if (arguments.get(i).startsWith(name + "=")) {
                return arguments.remove(i).substring(name.length() + 1);
            }
        }
        return otherwise;
    }

    public static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
