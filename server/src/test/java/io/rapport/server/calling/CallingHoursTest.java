package io.rapport.server.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallingHoursTest {
    private static final LocalDate CHECKED = LocalDate.parse("2026-11-30");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final Holidays HOLIDAYS = new PublicHolidays();

    private static final CallingRule HOUSE =
            rule(CallingRule.HOUSE, CallingRule.Scope.UNASKED, "09:00-20:00", "09:00-20:00", "", false);
    private static final CallingRule AMERICA =
            rule("US", CallingRule.Scope.EVERY_CALL, "08:00-20:00", "08:00-20:00", "08:00-20:00", true);
    private static final CallingRule FRANCE =
            rule("FR", CallingRule.Scope.SELLING, "10:00-13:00,14:00-20:00", "", "", false);

    private static final CallingHours HOURS = new CallingHours(List.of(HOUSE, AMERICA, FRANCE), HOLIDAYS);

    private static CallingRule rule(
            String country,
            CallingRule.Scope scope,
            String weekday,
            String saturday,
            String sunday,
            boolean onHolidays) {
        List<List<Hours.Stretch>> days =
                new ArrayList<>(Collections.nCopies(5, Hours.day(weekday).orElseThrow()));
        days.add(Hours.day(saturday).orElseThrow());
        days.add(Hours.day(sunday).orElseThrow());
        return new CallingRule(country, scope, new Hours(days, onHolidays), country + " says so", CHECKED);
    }

    private static Whereabouts in(ZoneId zone, String country) {
        return new Whereabouts(Set.of(zone), Set.of(country));
    }

    private static Instant at(String local, ZoneId zone) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), zone).toInstant();
    }

    @Test
    void by_day_on_their_own_clock_and_not_on_ours() {
        Whereabouts there = in(NEW_YORK, "US");
        assertThat(HOURS.allow(there, Purpose.SERVICE, at("2026-11-30T09:00", LONDON)))
                .isFalse();
        assertThat(HOURS.allow(there, Purpose.SERVICE, at("2026-11-30T09:00", NEW_YORK)))
                .isTrue();
        assertThat(HOURS.allow(there, Purpose.SERVICE, at("2026-11-30T19:59", NEW_YORK)))
                .isTrue();
        assertThat(HOURS.allow(there, Purpose.SERVICE, at("2026-11-30T20:00", NEW_YORK)))
                .isFalse();
    }

    @Test
    void of_several_clocks_all_must_show_day() {
        Whereabouts mobile = new Whereabouts(Set.of(NEW_YORK, LOS_ANGELES), Set.of("US"));
        assertThat(HOURS.allow(mobile, Purpose.SERVICE, at("2026-11-30T10:00", NEW_YORK)))
                .as("seven o'clock in the west")
                .isFalse();
        assertThat(HOURS.allow(mobile, Purpose.SERVICE, at("2026-11-30T12:00", NEW_YORK)))
                .isTrue();
        assertThat(HOURS.allow(mobile, Purpose.SERVICE, at("2026-11-30T17:30", LOS_ANGELES)))
                .as("half past eight in the east")
                .isFalse();
    }

    @Test
    void whoever_asked_chooses_their_own_hour_but_no_wish_sets_a_law_aside() {
        Instant sunday = at("2026-11-29T19:00", LONDON);
        assertThat(HOURS.allow(in(LONDON, "GB"), Purpose.SERVICE, sunday)).isFalse();
        assertThat(HOURS.allow(in(LONDON, "GB"), Purpose.ASKED, sunday)).isTrue();
        Instant late = at("2026-11-30T20:30", NEW_YORK);
        assertThat(HOURS.allow(in(NEW_YORK, "US"), Purpose.ASKED, late)).isFalse();
        assertThat(HOURS.forbids(in(NEW_YORK, "US"), Purpose.SERVICE, late).orElseThrow())
                .as("the law is named, not our own hours")
                .isEqualTo(AMERICA);
    }

    @Test
    void selling_obeys_its_own_law_and_a_service_call_does_not() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        Instant lunch = at("2026-11-30T13:30", paris);
        assertThat(HOURS.allow(in(paris, "FR"), Purpose.SERVICE, lunch)).isTrue();
        assertThat(HOURS.allow(in(paris, "FR"), Purpose.SELLING, lunch)).isFalse();
        assertThat(HOURS.allow(in(paris, "FR"), Purpose.SELLING, at("2026-11-30T14:00", paris)))
                .isTrue();
    }

    @Test
    void a_public_holiday_of_their_country_is_none_of_ours() {
        assertThat(HOURS.allow(in(LONDON, "GB"), Purpose.SERVICE, at("2026-12-25T12:00", LONDON)))
                .isFalse();
        ZoneId madrid = ZoneId.of("Europe/Madrid");
        assertThat(HOURS.allow(in(madrid, "ES"), Purpose.SERVICE, at("2026-12-08T12:00", madrid)))
                .as("the Immaculate Conception is a holiday of all Spain")
                .isFalse();
        assertThat(HOURS.allow(in(LONDON, "GB"), Purpose.SERVICE, at("2026-12-08T12:00", LONDON)))
                .isTrue();
    }

    @Test
    void of_a_country_that_is_not_known_only_our_own_rule_holds() {
        Whereabouts nowhere = new Whereabouts(Set.of(LONDON), Set.of());
        assertThat(HOURS.allow(nowhere, Purpose.SERVICE, at("2026-11-30T12:00", LONDON)))
                .isTrue();
        assertThat(HOURS.allow(in(LONDON, "QQ"), Purpose.SERVICE, at("2026-11-30T12:00", LONDON)))
                .isTrue();
    }

    @Test
    void the_hour_that_clocks_leave_out_and_the_one_they_repeat_are_told_apart() {
        CallingRule early = rule(CallingRule.HOUSE, CallingRule.Scope.UNASKED, "", "", "02:30-24:00", true);
        CallingHours hours = new CallingHours(List.of(early), HOLIDAYS);
        Whereabouts here = in(LONDON, "GB");
        // On 29 March 2026 London's clocks go from 01:00 to 02:00.
        Instant change = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(hours.allow(here, Purpose.SERVICE, change.minusSeconds(1))).isFalse();
        assertThat(hours.allow(here, Purpose.SERVICE, change)).as("02:00").isFalse();
        assertThat(hours.allow(here, Purpose.SERVICE, change.plus(Duration.ofMinutes(30))))
                .as("02:30")
                .isTrue();
        // On 25 October 2026 they show 01:00 to 02:00 twice.
        CallingRule twice = rule(CallingRule.HOUSE, CallingRule.Scope.UNASKED, "", "", "01:30-02:00", true);
        CallingHours repeated = new CallingHours(List.of(twice), HOLIDAYS);
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        assertThat(repeated.allow(here, Purpose.SERVICE, first)).isTrue();
        assertThat(repeated.allow(here, Purpose.SERVICE, first.plus(Duration.ofMinutes(30))))
                .as("01:00 again")
                .isFalse();
        assertThat(repeated.allow(here, Purpose.SERVICE, first.plus(Duration.ofMinutes(60))))
                .as("01:30 again")
                .isTrue();
    }

    @Test
    void a_window_counts_if_each_moment_of_it_does() {
        Whereabouts here = in(LONDON, "GB");
        Instant seven = at("2026-11-30T19:00", LONDON);
        assertThat(HOURS.allow(here, Purpose.SERVICE, new Window(seven, seven.plus(Duration.ofHours(1)))))
                .isTrue();
        assertThat(HOURS.allow(here, Purpose.SERVICE, new Window(seven, seven.plus(Duration.ofMinutes(75)))))
                .isFalse();
    }

    @Test
    void it_is_told_when_they_may_be_called_next() {
        Whereabouts here = in(LONDON, "GB");
        Instant saturdayNight = at("2026-11-28T21:07", LONDON);
        assertThat(HOURS.next(here, Purpose.SERVICE, saturdayNight)).contains(at("2026-11-30T09:00", LONDON));
        Instant noon = at("2026-11-30T12:03", LONDON);
        assertThat(HOURS.next(here, Purpose.SERVICE, noon)).contains(noon);
        CallingHours never = new CallingHours(
                List.of(rule(CallingRule.HOUSE, CallingRule.Scope.UNASKED, "", "", "", false)), HOLIDAYS);
        assertThat(never.next(here, Purpose.SERVICE, noon)).isEmpty();
    }
}
