package io.rapport.server.wishes;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/// When somebody does not want to be called, in their own zone.
record QuietHours(String zone, List<Slot> slots) {
    static final int MOST_SLOTS = 14;

    /// A stretch on some days of the week, 1 being Monday; one that ends before it begins ends on the next day.
    record Slot(List<Integer> days, String from, String to) {
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

    boolean stands() {
        return ZoneId.getAvailableZoneIds().contains(zone)
                && slots.size() <= MOST_SLOTS
                && slots.stream().allMatch(Slot::stands);
    }
}
