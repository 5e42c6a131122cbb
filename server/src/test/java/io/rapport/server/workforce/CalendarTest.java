package io.rapport.server.workforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The calendar against examples, and against another way to count: minute by minute.
class CalendarTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Calendar OFFICE = Calendar.officeHours(LONDON);

    private static final Map<ZoneId, Map<LocalDate, Instant[]>> WALLS = new HashMap<>();

    private static Instant london(String local) {
        return LocalDateTime.parse(local).atZone(LONDON).toInstant();
    }

    @Test
    void four_hours_from_friday_at_three_end_on_monday_at_eleven() {
        assertThat(OFFICE.due(london("2026-11-27T15:00"), Duration.ofHours(4))).isEqualTo(london("2026-11-30T11:00"));
    }

    @Test
    void what_arrives_at_night_is_counted_from_the_morning() {
        assertThat(OFFICE.due(london("2026-11-24T23:30"), Duration.ofHours(1))).isEqualTo(london("2026-11-25T10:00"));
    }

    @Test
    void a_lunch_break_does_not_count() {
        Calendar lunch = new Calendar(
                LONDON,
                List.of(
                        new Calendar.Slot(DayOfWeek.TUESDAY, 9 * 60, 12 * 60),
                        new Calendar.Slot(DayOfWeek.TUESDAY, 13 * 60, 17 * 60)),
                Map.of());
        assertThat(lunch.due(london("2026-11-24T11:30"), Duration.ofHours(1))).isEqualTo(london("2026-11-24T13:30"));
        assertThat(lunch.isOpen(london("2026-11-24T12:00"))).isFalse();
        assertThat(lunch.isOpen(london("2026-11-24T11:59"))).isTrue();
    }

    @Test
    void a_holiday_is_no_working_day() {
        Calendar christmas = new Calendar(LONDON, OFFICE.slots(), Map.of(LocalDate.of(2026, 12, 25), "Christmas Day"));
        assertThat(christmas.due(london("2026-12-24T16:00"), Duration.ofHours(2)))
                .isEqualTo(london("2026-12-28T10:00"));
    }

    @Test
    void the_next_day_begins_when_the_team_does() {
        Calendar christmas = new Calendar(LONDON, OFFICE.slots(), Map.of(LocalDate.of(2026, 12, 25), "Christmas Day"));
        assertThat(christmas.nextDay(london("2026-12-24T16:00"))).isEqualTo(london("2026-12-28T09:00"));
        assertThat(OFFICE.nextDay(london("2026-11-24T03:00"))).isEqualTo(london("2026-11-25T09:00"));
        assertThat(new Calendar(LONDON, List.of(), Map.of()).nextDay(london("2026-11-24T03:00")))
                .isEqualTo(london("2026-11-25T00:00"));
    }

    @Test
    void nobody_is_back_before_a_nights_rest() {
        Calendar never = new Calendar(LONDON, List.of(), Map.of());
        assertThat(never.nextDay(london("2026-11-24T22:30"))).isEqualTo(london("2026-11-25T06:30"));
        Calendar early =
                new Calendar(LONDON, List.of(new Calendar.Slot(DayOfWeek.WEDNESDAY, 5 * 60, 13 * 60)), Map.of());
        assertThat(early.nextDay(london("2026-11-24T22:30"))).isEqualTo(london("2026-11-25T06:30"));
        assertThat(early.nextDay(london("2026-11-24T20:00"))).isEqualTo(london("2026-11-25T05:00"));
    }

    @Test
    void a_slot_to_midnight_joins_the_next_day_without_a_gap() {
        Calendar always = new Calendar(
                LONDON,
                List.of(
                        new Calendar.Slot(DayOfWeek.MONDAY, 0, 24 * 60),
                        new Calendar.Slot(DayOfWeek.TUESDAY, 0, 24 * 60)),
                Map.of());
        Instant monday = london("2026-11-23T23:59");
        assertThat(always.due(monday, Duration.ofMinutes(2))).isEqualTo(monday.plus(Duration.ofMinutes(2)));
    }

    @Test
    void a_calendar_that_never_opens_counts_as_always_open() {
        Calendar never = new Calendar(LONDON, List.of(), Map.of());
        Instant now = london("2026-11-24T03:00");
        assertThat(never.due(now, Duration.ofHours(4))).isEqualTo(now.plus(Duration.ofHours(4)));
        assertThat(never.isOpen(now)).isTrue();
    }

    @Test
    void a_slot_that_ends_in_the_hour_which_the_clocks_leave_out_does_not_run_into_the_next() {
        Calendar night = new Calendar(
                LONDON,
                List.of(new Calendar.Slot(DayOfWeek.SUNDAY, 0, 105), new Calendar.Slot(DayOfWeek.SUNDAY, 125, 180)),
                Map.of());
        assertThat(night.between(london("2026-03-29T00:00"), london("2026-03-29T12:00")))
                .isEqualTo(Duration.ofMinutes(60 + 55));
        assertThat(night.due(london("2026-03-29T00:00"), Duration.ofMinutes(61)))
                .isEqualTo(london("2026-03-29T02:06"));
    }

    @Test
    void slots_that_overlap_or_run_backwards_are_refused() {
        assertThatThrownBy(() -> new Calendar.Slot(DayOfWeek.MONDAY, 600, 540))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calendar(
                        LONDON,
                        List.of(
                                new Calendar.Slot(DayOfWeek.MONDAY, 0, 600),
                                new Calendar.Slot(DayOfWeek.MONDAY, 599, 700)),
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// 400 random calendars and times near changes of the clock, in zones that change at different hours.
    @Test
    void it_agrees_with_counting_minute_by_minute() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<ZoneId> zones = List.of(
                LONDON,
                ZoneId.of("America/New_York"),
                ZoneId.of("Australia/Lord_Howe"),
                ZoneId.of("Asia/Kathmandu"),
                ZoneId.of("America/Sao_Paulo"));
        for (int i = 0; i < 400; i++) {
            ZoneId zone = zones.get(random.nextInt(zones.size()));
            Calendar calendar = random(random, zone);
            Instant start = ZonedDateTime.of(
                            2026,
                            random.nextBoolean() ? 3 : 10,
                            1 + random.nextInt(28),
                            random.nextInt(24),
                            random.nextInt(60),
                            0,
                            0,
                            zone)
                    .toInstant();
            Duration work = Duration.ofMinutes(random.nextInt(600));
            Instant due = calendar.due(start, work);
            assertThat(due)
                    .as("seed %d, case %d, %s, from %s, %s", seed, i, calendar, start, work)
                    .isEqualTo(minuteByMinute(calendar, start, work));
            assertThat(calendar.between(start, due))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(work);
        }
    }

    private static Calendar random(Random random, ZoneId zone) {
        List<Calendar.Slot> slots = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            int minute = random.nextInt(300);
            while (minute < 1_300 && random.nextInt(4) > 0) {
                int end = Math.min(24 * 60, minute + 30 + random.nextInt(400));
                slots.add(new Calendar.Slot(day, minute, end));
                minute = end + random.nextInt(200);
            }
        }
        slots.addAll(slots.isEmpty() ? OFFICE.slots() : List.of());
        Map<LocalDate, String> holidays =
                random.nextBoolean() ? Map.of() : Map.of(LocalDate.of(2026, 3, 1 + random.nextInt(28)), "a day off");
        return new Calendar(zone, slots, holidays);
    }

    /// Another way to the same answer: walk the minutes and count those whose wall-clock time lies in a slot.
    private static Instant minuteByMinute(Calendar calendar, Instant start, Duration work) {
        long left = work.toMinutes();
        Instant at = start;
        Instant end = at;
        while (left > 0 || !open(calendar, at)) {
            if (open(calendar, at)) {
                left--;
                end = at.plusSeconds(60);
                if (left == 0) {
                    return end;
                }
            }
            at = at.plusSeconds(60);
        }
        return at;
    }

    private static boolean open(Calendar calendar, Instant at) {
        ZonedDateTime local = at.atZone(calendar.zone());
        if (calendar.holidays().containsKey(local.toLocalDate())) {
            return false;
        }
        return calendar.slots().stream()
                .filter(slot -> slot.day() == local.getDayOfWeek())
                .anyMatch(slot -> !at.isBefore(wall(local, slot.fromMinute(), calendar.zone()))
                        && at.isBefore(wall(local, slot.toMinute(), calendar.zone())));
    }

    private static Instant wall(ZonedDateTime day, int minute, ZoneId zone) {
        return WALLS.computeIfAbsent(zone, z -> new HashMap<>())
                .computeIfAbsent(day.toLocalDate(), d -> walls(d, zone))[minute];
    }

    /// When a clock on the wall first shows each minute of a day, or a later one: found by looking at it every minute.
    private static Instant[] walls(LocalDate day, ZoneId zone) {
        Instant[] walls = new Instant[24 * 60 + 1];
        Instant at = day.atStartOfDay(zone).toInstant();
        for (int minute = 0; minute <= 24 * 60; minute++) {
            LocalDateTime shown = day.atStartOfDay().plusMinutes(minute);
            while (LocalDateTime.ofInstant(at, zone).isBefore(shown)) {
                at = at.plusSeconds(60);
            }
            walls[minute] = at;
        }
        return walls;
    }
}
