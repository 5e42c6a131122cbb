package io.rapport.server.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ClockOfNumberTest {
    @Test
    void a_number_of_a_town_lives_by_the_clock_of_the_town() {
        assertThat(ClockOfNumber.zones("+12125550123")).containsExactly(ZoneId.of("America/New_York"));
        assertThat(ClockOfNumber.zones("+441174960123")).contains(ZoneId.of("Europe/London"));
        assertThat(ClockOfNumber.country("+441174960123")).contains("GB");
    }

    @Test
    void a_mobile_may_ring_anywhere_in_its_country() {
        assertThat(ClockOfNumber.zones("+61412345678"))
                .contains(ZoneId.of("Australia/Sydney"), ZoneId.of("Australia/Perth"));
    }

    @Test
    void a_country_of_several_clocks_has_all_of_them() {
        assertThat(ClockOfNumber.ofCountry("AU")).contains(ZoneId.of("Australia/Sydney"), ZoneId.of("Australia/Perth"));
        assertThat(ClockOfNumber.ofCountry("DE")).contains(ZoneId.of("Europe/Berlin"));
        assertThat(ClockOfNumber.ofCountry("QQ")).isEmpty();
    }

    @Test
    void what_is_no_number_has_no_clock() {
        assertThat(ClockOfNumber.zones("nonsense")).isEmpty();
        assertThat(ClockOfNumber.zones("0117 496 0123")).isEmpty();
        assertThat(ClockOfNumber.country("")).isEmpty();
    }
}
