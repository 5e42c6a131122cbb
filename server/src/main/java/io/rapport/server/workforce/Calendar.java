package io.rapport.server.workforce;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// When a team works: several slots a day, holidays, in its own zone. Pure and immutable.
///
/// Slots are half-open: at 17:00 sharp a slot that ends at 17:00 is over. They are wall-clock times: on the day
/// on which clocks change, a slot that contains the change is an hour shorter or longer, as the people's day
/// is. A calendar that never opens is taken as always open, so that nothing waits for ever.
public record Calendar(ZoneId zone, List<Slot> slots, Map<LocalDate, String> holidays) {
    /// How far ahead an opening is looked for: a year, so that a typing error in holidays can't loop for ever.
    static final int MAX_DAYS = 366;

    private static final int MINUTES_OF_DAY = 24 * 60;

    private static final Duration REST = Duration.ofHours(8);

    /// A stretch of one weekday, in minutes from midnight: 0 to 1440, `from` before `to`.
    public record Slot(DayOfWeek day, int fromMinute, int toMinute) {
        public Slot {
            if (fromMinute < 0 || toMinute > MINUTES_OF_DAY || fromMinute >= toMinute) {
                throw new IllegalArgumentException("a slot goes from 0:00 to 24:00, start before end, not " + fromMinute
                        + " to " + toMinute + " minutes");
            }
        }
    }

    public Calendar {
        List<Slot> sorted = new ArrayList<>(slots);
        sorted.sort(Comparator.comparing(Slot::day).thenComparing(Slot::fromMinute));
        for (int i = 1; i < sorted.size(); i++) {
            Slot before = sorted.get(i - 1);
            Slot slot = sorted.get(i);
            if (before.day() == slot.day() && slot.fromMinute() < before.toMinute()) {
                throw new IllegalArgumentException("two slots overlap on " + slot.day());
            }
        }
        slots = List.copyOf(sorted);
        holidays = Map.copyOf(holidays);
    }

    /// Monday to Friday, nine to five.
    public static Calendar officeHours(ZoneId zone) {
        List<Slot> slots = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            slots.add(new Slot(DayOfWeek.of(day), 9 * 60, 17 * 60));
        }
        return new Calendar(zone, slots, Map.of());
    }

    /// Whether the team works at this instant.
    public boolean isOpen(Instant at) {
        return slots.isEmpty()
                || stretchesOf(LocalDateTime.ofInstant(at, zone).toLocalDate()).stream()
                        .anyMatch(s -> !at.isBefore(s.from()) && at.isBefore(s.to()));
    }

    /// The instant at which `work` of working time has passed since `start`. Zero work is due when the team next
    /// works: at once if it is open.
    public Instant due(Instant start, Duration work) {
        if (work.isNegative()) {
            throw new IllegalArgumentException("work can't take " + work);
        }
        Duration left = work;
        LocalDate day = LocalDateTime.ofInstant(start, zone).toLocalDate();
        for (int i = 0; i < MAX_DAYS; i++, day = day.plusDays(1)) {
            for (Stretch stretch : stretchesOf(day)) {
                Instant from = stretch.from().isAfter(start) ? stretch.from() : start;
                if (!from.isBefore(stretch.to())) {
                    continue;
                }
                Duration room = Duration.between(from, stretch.to());
                if (left.compareTo(room) < 0 || left.equals(room)) {
                    return from.plus(left);
                }
                left = left.minus(room);
            }
        }
        return start.plus(work);
    }

    /// When somebody who goes home now is back: when the team begins on a later day, and not before a night's rest;
    /// teams that work round the clock begin at midnight, which is no morning.
    public Instant nextDay(Instant at) {
        Instant rested = at.plus(REST);
        Instant begins = begins(at);
        return begins.isBefore(rested) ? due(rested, Duration.ZERO) : begins;
    }

    /// When the team begins on a later day than this one; a calendar that never closes begins at midnight.
    private Instant begins(Instant at) {
        LocalDate tomorrow = LocalDateTime.ofInstant(at, zone).toLocalDate().plusDays(1);
        LocalDate day = tomorrow;
        for (int i = 0; i < MAX_DAYS; i++, day = day.plusDays(1)) {
            List<Stretch> stretches = stretchesOf(day);
            if (!stretches.isEmpty()) {
                return stretches.getFirst().from();
            }
        }
        return at(tomorrow, 0);
    }

    /// How much working time lies between two instants; zero if `to` is not after `from`.
    public Duration between(Instant from, Instant to) {
        if (slots.isEmpty()) {
            return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
        }
        Duration sum = Duration.ZERO;
        LocalDate last = LocalDateTime.ofInstant(to, zone).toLocalDate();
        for (LocalDate day = LocalDateTime.ofInstant(from, zone).toLocalDate();
                !day.isAfter(last);
                day = day.plusDays(1)) {
            for (Stretch stretch : stretchesOf(day)) {
                Instant start = stretch.from().isAfter(from) ? stretch.from() : from;
                Instant end = stretch.to().isBefore(to) ? stretch.to() : to;
                if (start.isBefore(end)) {
                    sum = sum.plus(Duration.between(start, end));
                }
            }
        }
        return sum;
    }

    private record Stretch(Instant from, Instant to) {}

    private List<Stretch> stretchesOf(LocalDate day) {
        List<Stretch> stretches = new ArrayList<>();
        if (holidays.containsKey(day)) {
            return stretches;
        }
        for (Slot slot : slots) {
            if (slot.day() == day.getDayOfWeek()) {
                Instant from = at(day, slot.fromMinute());
                Instant to = at(day, slot.toMinute());
                if (from.isBefore(to)) {
                    stretches.add(new Stretch(from, to));
                }
            }
        }
        return stretches;
    }

    /// The first instant of that day at which the clock on the wall shows that minute or a later one: a minute which
    /// the
    /// clocks leave out is the one at which they change, or a slot that ends in the gap would run into the next.
    private Instant at(LocalDate day, int minute) {
        LocalDateTime local = day.atStartOfDay().plusMinutes(minute);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant();
    }
}
