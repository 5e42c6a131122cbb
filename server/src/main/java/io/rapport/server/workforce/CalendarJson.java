package io.rapport.server.workforce;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A calendar's slots and holidays as stored JSON; the zone stands in a column of its own.
final class CalendarJson {
    private final JsonMapper json = JsonMapper.builder().build();

    private record Stored(List<StoredSlot> slots, Map<LocalDate, String> holidays) {}

    private record StoredSlot(int day, int from, int to) {}

    String write(Calendar calendar) {
        List<StoredSlot> slots = calendar.slots().stream()
                .map(s -> new StoredSlot(s.day().getValue(), s.fromMinute(), s.toMinute()))
                .toList();
        return json.writeValueAsString(new Stored(slots, calendar.holidays()));
    }

    Calendar read(ZoneId zone, String text) {
        Stored stored = json.readValue(text, Stored.class);
        List<Calendar.Slot> slots = stored.slots().stream()
                .map(s -> new Calendar.Slot(DayOfWeek.of(s.day()), s.from(), s.to()))
                .toList();
        return new Calendar(zone, slots, stored.holidays());
    }
}
