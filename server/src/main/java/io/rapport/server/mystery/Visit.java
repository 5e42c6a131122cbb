package io.rapport.server.mystery;

import io.rapport.server.channel.Door;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One round of the mystery customer at all doors, told to the one who asked for it as it goes.
final class Visit {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Knocker knocker;
    private final TestKnockStore store;
    private final Clock clock;

    Visit(Knocker knocker, TestKnockStore store, Clock clock) {
        this.knocker = knocker;
        this.store = store;
        this.clock = clock;
    }

    /// What is asked for.
    ///
    /// @param until RECEIPT: ends when every door gave one; ANSWER: when a person answered at every door
    /// @param limit after which it ends in any case; 1 s to 7 days
    record Wish(Until until, Duration limit) {
        enum Until {
            RECEIPT,
            ANSWER
        }

        Wish {
            if (limit.compareTo(Duration.ofSeconds(1)) < 0 || limit.compareTo(Duration.ofDays(7)) > 0) {
                throw new IllegalArgumentException("a limit lies between a second and seven days, not " + limit);
            }
        }

        /// As [#toString] writes it: `ANSWER 3600`.
        static Wish parse(String line) {
            String[] words = line.strip().split(" ", -1);
            if (words.length != 2) {
                throw new IllegalArgumentException("a wish has two words");
            }
            return new Wish(Until.valueOf(words[0]), Duration.ofSeconds(Long.parseLong(words[1])));
        }

        @Override
        public String toString() {
            return until + " " + limit.toSeconds();
        }
    }

    private static final class Call {
        private final Door door;
        private final long number;
        private boolean receiptSaid;
        private boolean done;
        private boolean well;

        Call(Door door, long number) {
            this.door = door;
            this.number = number;
        }
    }

    /// @return whether every door did what was asked
    boolean pay(Wish wish, PrintWriter out) throws InterruptedException {
        List<Call> calls = new ArrayList<>();
        for (Door door : knocker.doors()) {
            calls.add(new Call(door, knocker.knock(door)));
        }
        if (calls.isEmpty()) {
            out.println("There is no open door to knock at. Administration, Doors, adds one.");
            return false;
        }
        out.println("Knocking at " + calls.size() + (calls.size() == 1 ? " door" : " doors") + " as "
                + MysteryCustomer.NAME + " ...");
        Instant until = clock.instant().plus(wish.limit());
        while (calls.stream().anyMatch(c -> !c.done) && clock.instant().isBefore(until) && !out.checkError()) {
            for (Call call : calls) {
                if (!call.done) {
                    store.find(call.number).ifPresent(knock -> tell(call, knock, wish, out));
                }
            }
            Thread.sleep(LOOK);
        }
        for (Call call : calls) {
            if (!call.done) {
                say(out, call.door, missing(store.find(call.number).orElseThrow()));
            }
        }
        return calls.stream().allMatch(c -> c.well);
    }

    private static void tell(Call call, TestKnock knock, Wish wish, PrintWriter out) {
        if (knock.receiptAt().isPresent() && !call.receiptSaid) {
            say(
                    out,
                    call.door,
                    "receipt after " + knock.minutesTo(knock.receiptAt().get()));
            call.receiptSaid = true;
        }
        if (knock.answeredAt().isPresent()) {
            say(
                    out,
                    call.door,
                    "a person answered after "
                            + knock.minutesTo(knock.answeredAt().get()));
        }
        boolean wanted = wish.until() == Wish.Until.RECEIPT
                ? call.receiptSaid
                : knock.answeredAt().isPresent();
        if (wanted) {
            call.done = true;
            call.well = true;
        } else if (!knock.failure().isEmpty()) {
            say(out, call.door, "did not take it: " + knock.failure());
            call.done = true;
        } else if (knock.junk()) {
            say(out, call.door, "took it for junk");
            call.done = true;
        }
    }

    private static String missing(TestKnock knock) {
        if (knock.arrivedAt().isEmpty()) {
            return "has not arrived";
        }
        return knock.receiptAt().isEmpty() ? "arrived, but no receipt came" : "nobody has answered yet";
    }

    private static void say(PrintWriter out, Door door, String words) {
        out.println(String.format(java.util.Locale.ROOT, "  %-40s %s", DoorName.of(door), words));
    }
}
