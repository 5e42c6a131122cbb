package io.rapport.server.calling;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// At what times of the clock on the wall somebody may be called. Pure.
///
/// @param days Monday first; each a list of stretches, empty: not at all
/// @param onHolidays whether they may be called on public holidays
record Hours(List<List<Stretch>> days, boolean onHolidays) {
    private static final int MOST = 4;

    Hours {
        if (days.size() != DayOfWeek.values().length) {
            throw new IllegalArgumentException("hours have seven days, not " + days.size());
        }
        days = days.stream().map(List::copyOf).toList();
    }

    /// Half-open; it ends after it begins. 24:00 is written as midnight at its end.
    record Stretch(LocalTime from, LocalTime to) {
        private boolean holds(LocalTime at) {
            return !at.isBefore(from) && (to.equals(LocalTime.MIDNIGHT) || at.isBefore(to));
        }
    }

    boolean hold(LocalDateTime local, boolean holiday) {
        return (onHolidays || !holiday)
                && days.get(local.getDayOfWeek().getValue() - 1).stream()
                        .anyMatch(stretch -> stretch.holds(local.toLocalTime()));
    }

    /// Reads one day: "09:00-13:00,14:00-20:00", or nothing.
    ///
    /// @return empty where it can't be read, or a stretch ends before it begins, or stretches overlap
    static Optional<List<Stretch>> day(String written) {
        List<Stretch> stretches = new ArrayList<>();
        if (written.isBlank()) {
            return Optional.of(stretches);
        }
        String[] parts = written.strip().split("\\s*,\\s*", MOST + 1);
        if (parts.length > MOST) {
            return Optional.empty();
        }
        for (String part : parts) {
            Optional<Stretch> stretch = stretch(part);
            boolean after = stretches.isEmpty()
                    || stretch.filter(one ->
                                    !one.from().isBefore(stretches.getLast().to())
                                            && !stretches.getLast().to().equals(LocalTime.MIDNIGHT))
                            .isPresent();
            if (stretch.isEmpty() || !after) {
                return Optional.empty();
            }
            stretches.add(stretch.get());
        }
        return Optional.of(stretches);
    }

    private static Optional<Stretch> stretch(String part) {
        String[] ends = part.split("\\s*-\\s*", 3);
        if (ends.length != 2) {
            return Optional.empty();
        }
        try {
            LocalTime from = LocalTime.parse(ends[0]);
            LocalTime to = ends[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(ends[1]);
            boolean stands = to.isAfter(from) || to.equals(LocalTime.MIDNIGHT) && !ends[1].equals("00:00");
            return stands ? Optional.of(new Stretch(from, to)) : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    static String written(List<Stretch> day) {
        return String.join(
                ",",
                day.stream()
                        .map(one -> one.from() + "-" + (one.to().equals(LocalTime.MIDNIGHT) ? "24:00" : one.to()))
                        .toList());
    }
}
