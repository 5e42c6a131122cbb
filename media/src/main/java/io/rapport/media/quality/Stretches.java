package io.rapport.media.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is remembered of how a line sounded: not every look, but the stretches in which it did not sound
/// well, and how it was on the whole. Bounded, however long a call is. For one thread.
public final class Stretches {
    /// Of each way. Of more, the two that are nearest become one.
    private static final int MOST = 20;

    /// Shorter good moments between two bad ones are part of them.
    private static final Duration BREATH = Duration.ofSeconds(15);

    /// Coding, sending and playing out, where nothing is measured.
    private static final double OWN_DELAY_MILLIS = 60;

    private final Duration each;
    private final List<Stretch> from = new ArrayList<>();
    private final List<Stretch> to = new ArrayList<>();
    private int looks;
    private double opinions;

    /// Which way sound went.
    public enum Way {
        /// From that party to us.
        FROM,
        /// From us to that party, as it says.
        TO
    }

    /// One look at a line.
    ///
    /// @param lostShare of what came from it since the last look, 0 to 1
    /// @param farLostShare of what went to it, as it says; negative: it says nothing
    /// @param roundTripMillis negative: not known
    public record Look(Instant at, double lostShare, double farLostShare, double jitterMillis, double roundTripMillis) {

        double delayMillis() {
            return OWN_DELAY_MILLIS + Math.max(0, roundTripMillis) / 2 + 2 * jitterMillis;
        }

        /// How what comes from it sounds.
        public double rating() {
            return EModel.rating(EModel.Codec.G711, lostShare, delayMillis());
        }

        /// How what goes to it sounds there.
        public double farRating() {
            return EModel.rating(
                    EModel.Codec.G711, Math.max(0, farLostShare), OWN_DELAY_MILLIS + Math.max(0, roundTripMillis) / 2);
        }
    }

    /// A time in which it did not sound well.
    ///
    /// @param grade the worst in it
    /// @param lostShare lost in it on the whole, 0 to 1
    /// @param jitterMillis the worst in it
    /// @param roundTripMillis the worst in it; negative: not known
    /// @param looks of which it is made
    public record Stretch(
            Way way,
            Grade grade,
            Instant from,
            Instant to,
            double lostShare,
            double jitterMillis,
            double roundTripMillis,
            int looks) {

        private Stretch with(Stretch later) {
            int all = looks + later.looks;
            return new Stretch(
                    way,
                    grade.compareTo(later.grade) > 0 ? grade : later.grade,
                    from,
                    later.to,
                    (lostShare * looks + later.lostShare * later.looks) / all,
                    Math.max(jitterMillis, later.jitterMillis),
                    Math.max(roundTripMillis, later.roundTripMillis),
                    all);
        }
    }

    /// @param each how long the time is that one look tells of
    public Stretches(Duration each) {
        this.each = each;
    }

    public void add(Look look) {
        looks++;
        opinions += EModel.opinion(look.rating());
        add(from, Way.FROM, look, Grade.of(look.rating()), look.lostShare());
        if (look.farLostShare() >= 0) {
            add(to, Way.TO, look, Grade.of(look.farRating()), look.farLostShare());
        }
    }

    private void add(List<Stretch> known, Way way, Look look, Grade grade, double lost) {
        if (grade == Grade.GOOD) {
            return;
        }
        Stretch fresh = new Stretch(
                way, grade, look.at().minus(each), look.at(), lost, look.jitterMillis(), look.roundTripMillis(), 1);
        if (!known.isEmpty() && !known.getLast().to().plus(BREATH).isBefore(fresh.from())) {
            known.add(known.removeLast().with(fresh));
            return;
        }
        known.add(fresh);
        if (known.size() > MOST) {
            joinNearest(known);
        }
    }

    private static void joinNearest(List<Stretch> known) {
        int nearest = 0;
        Duration least = Duration.ofDays(365);
        for (int i = 0; i + 1 < known.size(); i++) {
            Duration gap = Duration.between(known.get(i).to(), known.get(i + 1).from());
            if (gap.compareTo(least) < 0) {
                least = gap;
                nearest = i;
            }
        }
        known.set(nearest, known.get(nearest).with(known.remove(nearest + 1)));
    }

    /// All that did not sound well, from the line and then to it, oldest first.
    public List<Stretch> all() {
        List<Stretch> all = new ArrayList<>(from);
        all.addAll(to);
        return all;
    }

    /// What listeners would say of what came from it on the whole, 1 to 4.5; 0 before the first look.
    public double opinion() {
        return looks == 0 ? 0 : opinions / looks;
    }
}
