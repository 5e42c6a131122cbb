package io.rapport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostLimitTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private final PostLimit limit = new PostLimit(3, Duration.ofMinutes(10));

    private void three(String address) {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.count(address, NOW)).isEmpty();
        }
    }

    @Test
    void the_fourth_within_ten_minutes_waits_for_the_rest_of_them() {
        three("192.0.2.1");
        assertThat(limit.count("192.0.2.1", NOW.plusSeconds(60))).contains(Duration.ofMinutes(9));
        assertThat(limit.count("192.0.2.1", NOW.plusSeconds(600))).isEmpty();
    }

    @Test
    void another_address_is_counted_apart() {
        three("192.0.2.1");
        assertThat(limit.count("192.0.2.2", NOW)).isEmpty();
    }

    @Test
    void one_household_is_one_however_many_addresses_its_network_has() {
        three("2001:db8:1:2::1");
        assertThat(limit.count("2001:db8:1:2:ffff::9", NOW)).isPresent();
        assertThat(limit.count("2001:db8:1:3::1", NOW)).isEmpty();
    }

    @Test
    void however_many_come_the_memory_is_bounded() {
        for (int i = 0; i < 3 * PostLimit.MAX_KEYS; i++) {
            limit.count("198.51." + i / 256 + "." + i % 256, NOW);
        }
        assertThat(limit.size()).isEqualTo(PostLimit.MAX_KEYS);
    }
}
