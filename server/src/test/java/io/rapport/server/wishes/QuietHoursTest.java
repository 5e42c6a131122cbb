package io.rapport.server.wishes;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.wishes.QuietHours.Slot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
    private static final List<Integer> ALL = List.of(1, 2, 3, 4, 5, 6, 7);
    private static final List<Integer> FRIDAY = List.of(5);

    @Test
    void a_stretch_over_midnight_ends_on_the_next_day_also_where_that_is_no_day_of_its_own() {
        QuietHours nights = new QuietHours("Europe/London", List.of(new Slot(FRIDAY, "20:00", "08:00")));
        assertThat(nights.until(london("2026-11-27T19:59"))).isEmpty();
        assertThat(nights.until(london("2026-11-27T20:00"))).contains(london("2026-11-28T08:00"));
        assertThat(nights.until(london("2026-11-28T07:59"))).contains(london("2026-11-28T08:00"));
        assertThat(nights.until(london("2026-11-28T08:00"))).isEmpty();
        assertThat(nights.until(london("2026-11-28T21:00"))).isEmpty();
    }

    @Test
    void stretches_that_touch_are_one() {
        QuietHours quiet = new QuietHours(
                "Europe/London", List.of(new Slot(ALL, "12:00", "14:00"), new Slot(FRIDAY, "13:30", "16:00")));
        assertThat(quiet.until(london("2026-11-27T12:30"))).contains(london("2026-11-27T16:00"));
        assertThat(quiet.until(london("2026-11-26T12:30"))).contains(london("2026-11-26T14:00"));
    }

    @Test
    void peace_without_end_still_has_one_that_can_be_told() {
        QuietHours always = new QuietHours(
                "Asia/Kolkata", List.of(new Slot(ALL, "00:00", "12:00"), new Slot(ALL, "12:00", "00:00")));
        assertThat(always.until(Instant.parse("2026-11-27T10:00:00Z"))).isPresent();
    }

    @Test
    void the_clock_is_theirs() {
        QuietHours nights = new QuietHours("America/New_York", List.of(new Slot(ALL, "21:00", "07:00")));
        assertThat(nights.until(Instant.parse("2026-11-27T11:59:00Z")))
                .isEqualTo(Optional.of(Instant.parse("2026-11-27T12:00:00Z")));
        assertThat(nights.until(Instant.parse("2026-11-27T12:00:00Z"))).isEmpty();
    }

    private static Instant london(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/London")).toInstant();
    }
}
