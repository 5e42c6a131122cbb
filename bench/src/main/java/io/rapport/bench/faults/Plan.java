package io.rapport.bench.faults;

import io.rapport.media.codec.G711;
import io.rapport.media.quality.Fault;
import io.rapport.outside.phone.RoughLine.Weather;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/// What one call will be: who speaks by what, by which network, what happens in it, and what goes wrong, if
/// anything.
///
/// @param ends of the customer, of one of us, and of a colleague who takes over
/// @param injected what goes wrong; empty: nothing
/// @param happens what happens besides, all of it right
/// @param eventAt the frame at which that begins
/// @param frames of 20 milliseconds that it lasts
record Plan(long seed, List<EndPlan> ends, Optional<Injected> injected, Happening happens, int eventAt, int frames) {
    static final int CUSTOMER = 0;
    static final int AGENT = 1;
    static final int COLLEAGUE = 2;

    private static final int SECOND = 50;
    private static final Fault[] FAULTS = {
        Fault.DEAD_AIR,
        Fault.NOTHING_COMES,
        Fault.ONLY_SILENCE,
        Fault.NOTHING_ARRIVES,
        Fault.TWO_SOURCES,
        Fault.STRANGER,
        Fault.UNPROVEN,
        Fault.LOOP
    };

    /// @param reports whether it sends RTCP
    /// @param keys whether what it sends is protected
    record EndPlan(G711 law, Speaker.Habit habit, boolean reports, boolean keys, Weather weather) {}

    /// @param side whose; for dead air nobody's in particular
    /// @param frame from when on
    /// @param variant how it is done, where there are several ways
    record Injected(Fault fault, int side, int frame, int variant) {}

    /// What happens in a call that is well.
    enum Happening {
        TALK,
        /// One of us puts them on hold, with music.
        HOLD,
        /// They put us on hold.
        FAR_HOLD,
        /// A colleague joins, and one of us goes.
        TRANSFER,
        /// One of us mutes their browser and looks something up.
        MUTE,
        /// They listen for half a minute.
        LISTENING,
        /// Nobody says anything for a while.
        THINKING,
        /// Another telephone at their side takes the call.
        NEW_SOURCE,
        KEYS
    }

    /// Near seeds begin alike: they are mixed first.
    private static Random random(long seed, long number) {
        return new Random(new SplittableRandom(seed * 1_000_003 + number).nextLong());
    }

    /// A call in which nothing is wrong.
    static Plan clean(long seed, int number) {
        Random random = random(seed, 2L * number);
        Happening[] all = Happening.values();
        Happening happens = all[number % all.length];
        List<EndPlan> ends = List.of(
                end(random, anyHabit(random), random.nextInt(6) > 0, 2, 40),
                end(random, random.nextInt(3) == 0 ? Speaker.Habit.GATES : Speaker.Habit.SENDS, true, 2, 40),
                end(random, Speaker.Habit.SENDS, true, 2, 40));
        return new Plan(
                random.nextLong(), ends, Optional.empty(), happens, (18 + random.nextInt(6)) * SECOND, 60 * SECOND);
    }

    /// A call in which one thing goes wrong.
    static Plan faulty(long seed, int number) {
        Random random = random(seed, 2L * number + 1);
        Fault fault = FAULTS[number % FAULTS.length];
        int side = random.nextInt(2);
        int frame = random.nextInt(4) == 0 ? 0 : random.nextInt(25 * SECOND);
        Injected injected = new Injected(fault, side, frame, random.nextInt(4));
        EndPlan one = end(random, habitFor(fault, random), reportsIn(fault, random), fault == Fault.UNPROVEN, 2, 20);
        EndPlan other = end(
                random,
                fault == Fault.DEAD_AIR ? Speaker.Habit.SENDS : anyHabit(random),
                random.nextBoolean(),
                random.nextBoolean(),
                2,
                20);
        List<EndPlan> ends = side == CUSTOMER ? List.of(one, other, other) : List.of(other, one, other);
        return new Plan(random.nextLong(), ends, Optional.of(injected), Happening.TALK, 0, frame + 27 * SECOND);
    }

    /// The same in less time: nothing happens that takes long to learn.
    Plan hurried() {
        List<EndPlan> plain = ends.stream()
                .map(end -> injected.isPresent()
                        ? end
                        : new EndPlan(end.law(), Speaker.Habit.SENDS, true, end.keys(), end.weather()))
                .toList();
        Optional<Injected> soon =
                injected.map(put -> new Injected(put.fault(), put.side(), put.frame() % (2 * SECOND), put.variant()));
        return new Plan(seed, plain, soon, happens, 4 * SECOND, 24 * SECOND);
    }

    /// What breaks a line that leaves silence out, or sends it exactly, is like its habit for a while: those
    /// are told apart by reports alone, or not at all.
    private static Speaker.Habit habitFor(Fault fault, Random random) {
        return switch (fault) {
            case NOTHING_COMES, NOTHING_ARRIVES, TWO_SOURCES, STRANGER, UNPROVEN, LOOP -> anyHabit(random);
            default -> Speaker.Habit.SENDS;
        };
    }

    private static boolean reportsIn(Fault fault, Random random) {
        return fault == Fault.NOTHING_ARRIVES || fault == Fault.NOTHING_COMES || random.nextBoolean();
    }

    private static Speaker.Habit anyHabit(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Speaker.Habit.GATES;
            case 1 -> Speaker.Habit.LEAVES_OUT;
            case 2 -> Speaker.Habit.COMFORTS;
            default -> Speaker.Habit.SENDS;
        };
    }

    private static EndPlan end(
            Random random, Speaker.Habit habit, boolean reports, double lossPercent, int jitterMillis) {
        return end(random, habit, reports, random.nextInt(3) == 0, lossPercent, jitterMillis);
    }

    private static EndPlan end(
            Random random, Speaker.Habit habit, boolean reports, boolean keys, double lossPercent, int jitterMillis) {
        Weather weather = new Weather(
                lossPercent / 100 * random.nextDouble(),
                random.nextInt(3) == 0 ? 0.001 : 0,
                2 + random.nextInt(8),
                random.nextInt(120),
                random.nextInt(jitterMillis + 1),
                0.01 * random.nextDouble(),
                0.01 * random.nextDouble());
        return new EndPlan(random.nextBoolean() ? G711.MU_LAW : G711.A_LAW, habit, reports, keys, weather);
    }

    @Override
    public String toString() {
        return "%s %s %s %s"
                .formatted(injected.map(Object::toString).orElse("clean"), happens, ends.get(0), ends.get(1));
    }
}
