package io.rapport.server.mystery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The rule against examples, against the sum that it abbreviates, and against chance.
class QuietRuleTest {
    private static final LocalDateTime MONDAY_NOON = LocalDateTime.parse("2026-11-23T12:00");
    private static final LocalDateTime LONG_AGO = LocalDateTime.parse("2026-01-01T00:00");
    private static final Predicate<LocalDateTime> OFFICE =
            hour -> hour.getDayOfWeek().getValue() <= 5 && hour.getHour() >= 9 && hour.getHour() < 17;

    /// So many in every office hour of the ten weeks before.
    private static Map<LocalDateTime, Integer> steady(int perHour) {
        Map<LocalDateTime, Integer> arrivals = new HashMap<>();
        for (LocalDateTime hour = MONDAY_NOON.minusWeeks(10); hour.isBefore(MONDAY_NOON); hour = hour.plusHours(1)) {
            if (OFFICE.test(hour)) {
                arrivals.put(hour, perHour);
            }
        }
        return arrivals;
    }

    private static Map<LocalDateTime, Integer> silentSince(LocalDateTime from, int perHour) {
        Map<LocalDateTime, Integer> arrivals = steady(perHour);
        arrivals.keySet().removeIf(hour -> !hour.isBefore(from));
        return arrivals;
    }

    @Test
    void an_hour_of_silence_at_a_busy_door_is_too_quiet() {
        assertThat(QuietRule.judge(silentSince(MONDAY_NOON.minusHours(1), 20), LONG_AGO, MONDAY_NOON, OFFICE))
                .hasValueSatisfying(quiet -> {
                    assertThat(quiet.hours()).isEqualTo(1);
                    assertThat(quiet.arrived()).isZero();
                    assertThat(quiet.usual()).isEqualTo(20);
                });
    }

    @Test
    void the_usual_number_is_not_too_quiet_and_half_of_it_can_be_chance() {
        Map<LocalDateTime, Integer> arrivals = steady(12);
        assertThat(QuietRule.judge(arrivals, LONG_AGO, MONDAY_NOON, OFFICE)).isEmpty();
        arrivals.put(MONDAY_NOON.minusHours(1), 6);
        assertThat(QuietRule.judge(arrivals, LONG_AGO, MONDAY_NOON, OFFICE)).isEmpty();
    }

    @Test
    void at_a_calmer_door_silence_must_last_longer_and_closed_hours_are_no_silence() {
        Map<LocalDateTime, Integer> sinceFridayNoon = silentSince(LocalDateTime.parse("2026-11-20T12:00"), 2);
        Optional<QuietRule.Quiet> quiet = QuietRule.judge(sinceFridayNoon, LONG_AGO, MONDAY_NOON, OFFICE);
        assertThat(quiet).hasValueSatisfying(q -> {
            assertThat(q.hours()).isBetween(4, 8);
            assertThat(q.from().getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
        });
        Map<LocalDateTime, Integer> sinceTen = silentSince(MONDAY_NOON.minusHours(2), 2);
        assertThat(QuietRule.judge(sinceTen, LONG_AGO, MONDAY_NOON, OFFICE)).isEmpty();
    }

    @Test
    void a_door_where_a_silent_day_is_nothing_special_gets_no_verdict() {
        Map<LocalDateTime, Integer> rare = new HashMap<>();
        for (int week = 1; week <= 8; week++) {
            rare.put(MONDAY_NOON.minusWeeks(week).minusHours(1), 1);
        }
        assertThat(QuietRule.judge(rare, LONG_AGO, MONDAY_NOON, OFFICE)).isEmpty();
    }

    @Test
    void three_weeks_are_too_few_to_know_what_is_usual() {
        Map<LocalDateTime, Integer> silent = silentSince(MONDAY_NOON.minusHours(1), 50);
        LocalDateTime known = MONDAY_NOON.minusWeeks(3).minusDays(1);
        assertThat(QuietRule.judge(silent, known, MONDAY_NOON, OFFICE)).isEmpty();
        assertThat(QuietRule.judge(silent, known.minusWeeks(1), MONDAY_NOON, OFFICE))
                .isPresent();
    }

    @Test
    void holidays_neither_count_as_silence_nor_as_what_is_usual() {
        Set<LocalDate> holidays = Set.of(
                MONDAY_NOON.toLocalDate().minusWeeks(1),
                MONDAY_NOON.toLocalDate().minusWeeks(2));
        Predicate<LocalDateTime> open = hour -> OFFICE.test(hour) && !holidays.contains(hour.toLocalDate());
        Map<LocalDateTime, Integer> arrivals = silentSince(MONDAY_NOON.minusHours(1), 20);
        arrivals.keySet().removeIf(hour -> holidays.contains(hour.toLocalDate()));
        assertThat(QuietRule.judge(arrivals, LONG_AGO, MONDAY_NOON, open))
                .hasValueSatisfying(quiet -> assertThat(quiet.usual()).isEqualTo(20));
    }

    @Test
    void the_chance_is_the_sum_of_the_negative_binomial() {
        for (List<Integer> weeks :
                List.of(List.of(9, 10, 11, 10), List.of(3, 4, 3, 4, 3, 4, 3, 4), List.of(60, 61, 59, 60))) {
            int n = weeks.size();
            double r = weeks.stream().mapToInt(Integer::intValue).sum() + 0.5;
            double term = Math.pow(n / (n + 1.0), r);
            double sum = 0;
            for (int k = 0; k < 120; k++) {
                sum += term;
                assertThat(QuietRule.chance(weeks, k)).as("%s, %d", weeks, k).isCloseTo(sum, within(1e-9));
                term *= (r + k) / (k + 1) / (n + 1);
            }
        }
    }

    /// How often the rule errs at a door that is well, in hours looked at that had a verdict to give.
    private static double falseAlarms(double perHour, double excess, int rounds, Random random) {
        int alarms = 0;
        for (int round = 0; round < rounds; round++) {
            Map<LocalDateTime, Integer> arrivals = new HashMap<>();
            for (int week = 0; week <= 8; week++) {
                // A week's own rate: its variance makes that of a window's sum `excess` times that of chance.
                double level = excess == 1 ? 1 : gamma(random, excess, perHour);
                for (int hour = 1; hour <= 24; hour++) {
                    arrivals.put(MONDAY_NOON.minusWeeks(week).minusHours(hour), poisson(random, perHour * level));
                }
            }
            alarms += QuietRule.judge(arrivals, LONG_AGO, MONDAY_NOON, hour -> true)
                            .isPresent()
                    ? 1
                    : 0;
        }
        return alarms / (double) rounds;
    }

    /// Mean 1 and such a variance that a Poisson number with about 15 expected, the size of a window, has `excess`
    /// times its variance.
    private static double gamma(Random random, double excess, double perHour) {
        double window = Math.max(perHour, 15);
        double variance = (excess - 1) / window;
        double shape = 1 / variance;
        // Marsaglia and Tsang (2000).
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = random.nextGaussian();
            double v = Math.pow(1 + c * normal, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) {
                return d * v / shape;
            }
        }
    }

    private static int poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        int k = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            k++;
        }
        return k;
    }

    @Test
    void a_door_that_is_well_raises_a_false_alarm_at_most_once_in_two_thousand_hours() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int rounds = 10_000;
        for (double perHour : new double[] {0.5, 3, 12, 60}) {
            // 5 are expected at most; 16 or more come once in 10,000 times.
            double share = falseAlarms(perHour, 1, rounds, random);
            assertThat(share).as("%s an hour, seed %d", perHour, seed).isLessThan(16.0 / rounds);
        }
    }

    @Test
    void where_weeks_differ_twice_as_much_as_by_chance_false_alarms_stay_below_one_in_250() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (double perHour : new double[] {1, 12, 40}) {
            double share = falseAlarms(perHour, 2, 5_000, random);
            assertThat(share).as("%s an hour, seed %d", perHour, seed).isLessThan(1 / 250.0);
        }
    }
}
