package io.rapport.server.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {
    private static Hours each(String day) {
        return new Hours(Collections.nCopies(7, Hours.day(day).orElseThrow()), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"09:00-20:00", "10:00-13:00,14:00-20:00", "00:00-24:00", "22:00-24:00", ""})
    void what_is_read_is_written_as_it_was(String day) {
        assertThat(Hours.written(Hours.day(day).orElseThrow())).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9-20",
                "20:00-09:00",
                "09:00-09:00",
                "09:00",
                "09:00-25:00",
                "09:00-13:00,12:00-14:00",
                "09:00-24:00,10:00-11:00",
                "00:00-00:00",
                "a-b",
                "09:00-10:00,11:00-12:00,13:00-14:00,15:00-16:00,17:00-18:00"
            })
    void what_is_no_time_or_overlaps_is_not_read(String day) {
        assertThat(Hours.day(day)).isEmpty();
    }

    @Test
    void a_stretch_is_half_open_and_midnight_ends_a_day() {
        Hours hours = each("09:00-20:00");
        assertThat(hours.hold(LocalDateTime.parse("2026-11-30T08:59:59"), false))
                .isFalse();
        assertThat(hours.hold(LocalDateTime.parse("2026-11-30T09:00"), false)).isTrue();
        assertThat(hours.hold(LocalDateTime.parse("2026-11-30T19:59:59"), false))
                .isTrue();
        assertThat(hours.hold(LocalDateTime.parse("2026-11-30T20:00"), false)).isFalse();
        assertThat(each("22:00-24:00").hold(LocalDateTime.parse("2026-11-30T23:59:59"), false))
                .isTrue();
        assertThat(each("22:00-24:00").hold(LocalDateTime.parse("2026-12-01T00:00"), false))
                .isFalse();
    }

    @Test
    void on_a_holiday_nobody_is_called_unless_the_rule_says_so() {
        LocalDateTime noon = LocalDateTime.parse("2026-12-25T12:00");
        assertThat(each("09:00-20:00").hold(noon, true)).isFalse();
        assertThat(new Hours(Collections.nCopies(7, Hours.day("09:00-20:00").orElseThrow()), true).hold(noon, true))
                .isTrue();
    }

    @Test
    void each_day_has_its_own() {
        Hours hours = new Hours(
                List.of(
                        Hours.day("09:00-20:00").orElseThrow(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Hours.day("10:00-12:00").orElseThrow(),
                        List.of()),
                false);
        assertThat(hours.hold(LocalDateTime.parse("2026-11-30T12:00"), false)).isTrue();
        assertThat(hours.hold(LocalDateTime.parse("2026-12-01T12:00"), false)).isFalse();
        assertThat(hours.hold(LocalDateTime.parse("2026-12-05T11:00"), false)).isTrue();
        assertThat(hours.hold(LocalDateTime.parse("2026-12-05T12:00"), false)).isFalse();
    }
}
