package io.rapport.server.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.workforce.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class OfferingTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Calendar OFFICE = Calendar.officeHours(LONDON);
    private static final Predicate<Window> ALWAYS = window -> true;

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(LONDON).toInstant();
    }

    private static List<String> starts(List<Window> windows) {
        return windows.stream()
                .map(window -> window.from().atZone(LONDON).toLocalDateTime().toString())
                .toList();
    }

    @Test
    void the_two_soonest_of_today_come_first_and_then_some_of_each_day() {
        assertThat(starts(Offering.choose(OFFICE, ALWAYS, at("2026-11-30T09:50"))))
                .containsExactly(
                        "2026-11-30T11:00",
                        "2026-11-30T12:00",
                        "2026-11-30T13:00",
                        "2026-11-30T16:00",
                        "2026-12-01T09:00",
                        "2026-12-01T11:00",
                        "2026-12-01T14:00",
                        "2026-12-01T16:00",
                        "2026-12-02T09:00",
                        "2026-12-02T11:00",
                        "2026-12-02T14:00",
                        "2026-12-02T16:00");
    }

    @Test
    void a_window_never_begins_before_there_was_time_to_prepare_nor_ends_after_the_team_went_home() {
        List<Window> offered = Offering.choose(OFFICE, ALWAYS, at("2026-11-30T15:46"));
        assertThat(starts(offered).getFirst()).isEqualTo("2026-12-01T09:00");
        assertThat(offered).allMatch(window -> Offering.works(OFFICE, window));
        assertThat(starts(Offering.choose(OFFICE, ALWAYS, at("2026-11-30T15:45")))
                        .getFirst())
                .isEqualTo("2026-11-30T16:00");
    }

    @Test
    void holidays_and_weekends_of_the_team_are_passed_over() {
        Calendar shut = new Calendar(
                LONDON,
                OFFICE.slots(),
                Map.of(LocalDateTime.parse("2026-11-30T00:00").toLocalDate(), "fair"));
        assertThat(starts(Offering.choose(shut, ALWAYS, at("2026-11-27T17:30"))).getFirst())
                .isEqualTo("2026-12-01T09:00");
    }

    @Test
    void what_can_not_be_kept_is_not_offered_and_there_may_be_nothing() {
        Instant now = at("2026-11-30T09:50");
        Predicate<Window> afternoons = window -> window.from().atZone(LONDON).getHour() >= 14;
        assertThat(starts(Offering.choose(OFFICE, afternoons, now)))
                .hasSize(Offering.MOST)
                .allMatch(start -> Integer.parseInt(start.substring(11, 13)) >= 14);
        assertThat(Offering.choose(OFFICE, window -> false, now)).isEmpty();
    }

    @Test
    void a_team_that_never_closes_offers_night_as_day_and_leaves_it_to_the_rules() {
        Calendar always = new Calendar(LONDON, List.of(), Map.of());
        List<Window> offered = Offering.choose(always, ALWAYS, at("2026-11-30T22:10"));
        assertThat(starts(offered).getFirst()).isEqualTo("2026-11-30T23:00");
        assertThat(offered)
                .hasSize(Offering.MOST)
                .allMatch(window -> Duration.between(window.from(), window.to()).equals(Offering.LENGTH));
    }

    @Test
    void on_the_day_on_which_clocks_change_no_window_is_offered_twice() {
        Calendar always = new Calendar(LONDON, List.of(), Map.of());
        List<Window> offered = Offering.choose(always, ALWAYS, at("2026-10-24T22:10"));
        assertThat(offered).doesNotHaveDuplicates();
    }
}
