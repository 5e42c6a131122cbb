package io.rapport.server.mystery;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Whether a door is too quiet for this hour: fewer people knocked in its last open hours than would by chance. Pure.
///
/// Compared is a window of the last whole open hours, up to a day of them, with the same hours of the last eight weeks;
/// weeks in which one of these hours was closed or a holiday don't count, and fewer than four weeks are not enough. The
/// window is the shortest one in which utter silence would be news; a door for which even a day of silence would not be
/// gets no verdict. Its length depends on the past alone, so looking again does not raise the chance of an error.
///
/// If people arrive independently of each other at a rate that is the same every week, the number in the window, given
/// those of the weeks, is negative binomial (the rate has Jeffreys' prior); the door is too quiet if so few or fewer
/// have a chance below 1 in 4,000. So a door that is well raises a **false alarm at most once in 2,000 hours looked
/// at**, which is a year of office hours. Where arrivals come in bursts (weeks differ more than chance allows), counts
/// are scaled by that excess first; with weeks of twice the variance of chance, false alarms stay below 1 in 250.
final class QuietRule {
    static final int WEEKS = 8;
    static final int ENOUGH_WEEKS = 4;
    static final int LONGEST_WINDOW = 24;

    /// Half of the false alarms that are admitted: the window's length was found in the same weeks, which makes them
    /// look a little busier than they are.
    private static final double RARE = 1 / 4_000.0;

    private QuietRule() {}

    /// A door that is too quiet.
    ///
    /// @param usual the mean of the weeks, in the same hours
    /// @param from the first hour of the window
    record Quiet(int hours, int arrived, double usual, LocalDateTime from) {}

    /// @param arrivals by hour of the wall clock
    /// @param known the first hour from which arrivals are known at all
    /// @param now any time in the present hour, which is not looked at: it is not over
    /// @param open whether the team works through all of the hour that begins then
    static Optional<Quiet> judge(
            Map<LocalDateTime, Integer> arrivals,
            LocalDateTime known,
            LocalDateTime now,
            Predicate<LocalDateTime> open) {
        List<LocalDateTime> window = new ArrayList<>();
        LocalDateTime hour = now.truncatedTo(ChronoUnit.HOURS).minusHours(1);
        for (int back = 0; back < 7 * 24 && window.size() < LONGEST_WINDOW; back++, hour = hour.minusHours(1)) {
            if (!open.test(hour)) {
                continue;
            }
            window.add(hour);
            List<Integer> weeks = weeks(arrivals, known, window, open);
            if (weeks.size() < ENOUGH_WEEKS) {
                return Optional.empty();
            }
            if (chance(weeks, 0) < RARE) {
                int arrived = sum(arrivals, window, 0);
                return chance(weeks, arrived) < RARE
                        ? Optional.of(new Quiet(window.size(), arrived, mean(weeks), hour))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static List<Integer> weeks(
            Map<LocalDateTime, Integer> arrivals,
            LocalDateTime known,
            List<LocalDateTime> window,
            Predicate<LocalDateTime> open) {
        List<Integer> sums = new ArrayList<>();
        for (int week = 1; week <= WEEKS; week++) {
            long back = week;
            boolean comparable =
                    window.stream().map(h -> h.minusWeeks(back)).allMatch(h -> !h.isBefore(known) && open.test(h));
            if (comparable) {
                sums.add(sum(arrivals, window, week));
            }
        }
        return sums;
    }

    private static int sum(Map<LocalDateTime, Integer> arrivals, List<LocalDateTime> window, int weeksBack) {
        return window.stream()
                .mapToInt(h -> arrivals.getOrDefault(h.minusWeeks(weeksBack), 0))
                .sum();
    }

    private static double mean(List<Integer> weeks) {
        return weeks.stream().mapToInt(Integer::intValue).average().orElse(0);
    }

    /// The chance that so few or fewer arrive, after what arrived in these weeks.
    static double chance(List<Integer> weeks, int arrived) {
        int n = weeks.size();
        double mean = mean(weeks);
        double variance =
                weeks.stream().mapToDouble(w -> (w - mean) * (w - mean)).sum() / (n - 1);
        double excess = mean == 0 ? 1 : Math.max(1, variance / mean);
        double whole = weeks.stream().mapToInt(Integer::intValue).sum() / excess;
        return IncompleteBeta.of(n / (n + 1.0), whole + 0.5, Math.floor(arrived / excess) + 1);
    }
}
