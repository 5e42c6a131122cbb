package io.rapport.server.calling;

import io.rapport.server.workforce.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Which windows somebody is offered: whole hours of the team's clock in which it works from beginning to end, soonest
/// first, and on each day not all of them but some from morning to evening. Pure.
final class Offering {
    static final Duration LENGTH = Duration.ofHours(1);
    /// Between the offer and its first window.
    static final Duration LEAD = Duration.ofMinutes(15);

    static final int MOST = 12;
    static final int A_DAY = 4;

    private Offering() {}

    /// @param can whether they may be called then, and the roster can keep it
    static List<Window> choose(Calendar calendar, Predicate<Window> can, Instant now) {
        Map<LocalDate, List<Window>> byDay = new LinkedHashMap<>();
        ZonedDateTime at = ZonedDateTime.ofInstant(now.plus(LEAD), calendar.zone());
        ZonedDateTime hour = at.truncatedTo(ChronoUnit.HOURS);
        ZonedDateTime from = hour.isBefore(at) ? hour.plusHours(1) : hour;
        Instant end = now.plus(CallingHours.HORIZON);
        while (from.toInstant().isBefore(end) && full(byDay) < MOST) {
            Window window = new Window(from.toInstant(), from.toInstant().plus(LENGTH));
            if (works(calendar, window) && can.test(window)) {
                byDay.computeIfAbsent(from.toLocalDate(), day -> new ArrayList<>())
                        .add(window);
            }
            from = from.plusHours(1);
        }
        List<Window> offered = new ArrayList<>();
        boolean first = true;
        for (List<Window> day : byDay.values()) {
            offered.addAll(first ? soonThenSpread(day) : spread(day, A_DAY));
            first = false;
        }
        return List.copyOf(offered.subList(0, Math.min(MOST, offered.size())));
    }

    /// How many would be offered if no further day were looked at; the last day may not be over yet.
    private static int full(Map<LocalDate, List<Window>> byDay) {
        int days = 0;
        int sum = 0;
        for (List<Window> day : byDay.values()) {
            if (++days < byDay.size()) {
                sum += Math.min(A_DAY, day.size());
            }
        }
        return sum;
    }

    static boolean works(Calendar calendar, Window window) {
        return calendar.between(window.from(), window.to()).equals(Duration.between(window.from(), window.to()));
    }

    /// Who asks now may want it now: the two soonest, and others later that day.
    private static List<Window> soonThenSpread(List<Window> day) {
        if (day.size() <= A_DAY) {
            return day;
        }
        List<Window> chosen = new ArrayList<>(day.subList(0, 2));
        chosen.addAll(spread(day.subList(2, day.size()), A_DAY - 2));
        return chosen;
    }

    /// As many of them, as far apart as they can be; the first and the last among them.
    private static List<Window> spread(List<Window> day, int most) {
        if (day.size() <= most) {
            return day;
        }
        List<Window> chosen = new ArrayList<>();
        for (int n = 0; n < most; n++) {
            chosen.add(day.get(most == 1 ? 0 : Math.round((float) n * (day.size() - 1) / (most - 1))));
        }
        return chosen;
    }
}
