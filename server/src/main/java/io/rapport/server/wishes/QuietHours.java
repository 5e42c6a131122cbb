package io.rapport.server.wishes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When somebody does not want to be called, in their own zone.
record QuietHours(String zone, List<Slot> slots) {
    static final int MOST_SLOTS = 14;

    /// A stretch on some days of the week, 1 being Monday; one that ends before it begins ends on the next day.
    record Slot(List<Integer> days, String from, String to) {
        private LocalDateTime end(LocalDate begins) {
            LocalTime at = LocalTime.parse(to);
            return (at.isAfter(LocalTime.parse(from)) ? begins : begins.plusDays(1)).atTime(at);
        }

        boolean stands() {
            try {
                LocalTime.parse(from);
                LocalTime.parse(to);
            } catch (DateTimeException noTime) {
                return false;
            }
            boolean written = from.length() == 5 && to.length() == 5 && !from.equals(to);
            return written
                    && !days.isEmpty()
                    && days.size() <= 7
                    && days.stream().allMatch(day -> day >= 1 && day <= 7);
        }
    }

    /// When their peace ends, if they have it at an instant. Stretches that touch are one.
    Optional<Instant> until(Instant at) {
        ZoneId there = ZoneId.of(zone);
        Instant end = at;
        for (int more = 0; more <= MOST_SLOTS; more++) {
            Optional<Instant> later = end(end, there);
            if (later.isEmpty()) {
                break;
            }
            end = later.get();
        }
        return end.equals(at) ? Optional.empty() : Optional.of(end);
    }

    /// The latest end of the stretches that hold an instant. One over midnight belongs to the day on which it begins.
    private Optional<Instant> end(Instant at, ZoneId there) {
        LocalDate today = LocalDate.ofInstant(at, there);
        return slots.stream()
                .flatMap(slot -> Stream.of(today.minusDays(1), today)
                        .filter(day -> slot.days().contains(day.getDayOfWeek().getValue()))
                        .filter(day -> !day.atTime(LocalTime.parse(slot.from()))
                                .atZone(there)
                                .toInstant()
                                .isAfter(at))
                        .map(day -> slot.end(day).atZone(there).toInstant()))
                .filter(end -> end.isAfter(at))
                .max(Comparator.naturalOrder());
    }

    boolean stands() {
        return ZoneId.getAvailableZoneIds().contains(zone)
                && slots.size() <= MOST_SLOTS
                && slots.stream().allMatch(Slot::stands);
    }
}
