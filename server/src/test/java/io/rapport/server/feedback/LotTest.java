package io.rapport.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The lot falls on a share of all closings, and always on the same.
class LotTest {

    private static byte[] seed() {
        long number = System.nanoTime();
        System.out.println("seed " + number);
        byte[] seed = new byte[32];
        new Random(number).nextBytes(seed);
        return seed;
    }

    @Test
    void it_falls_on_as_many_of_a_hundred_as_it_was_told() {
        byte[] seed = seed();
        for (int percent : new int[] {0, 1, 10, 50, 99, 100}) {
            long drawn = LongStream.range(0, 20_000)
                    .filter(event -> Lot.falls(seed, event, percent))
                    .count();
            // Four standard deviations of a fair lot, so that it fails once in some ten thousand runs.
            double deviation = Math.sqrt(20_000 * percent / 100.0 * (1 - percent / 100.0));
            assertThat((double) drawn).isCloseTo(200.0 * percent, within(4 * deviation + 1e-9));
        }
    }

    @Test
    void it_is_the_same_whenever_it_is_drawn_and_another_for_another_survey() {
        byte[] one = seed();
        byte[] other = seed();
        List<Boolean> drawn = drawn(one);
        long alike = LongStream.range(0, 1_000)
                .filter(event -> Lot.falls(one, event, 50) == Lot.falls(other, event, 50))
                .count();
        assertThat(drawn(one.clone())).isEqualTo(drawn);
        assertThat(alike).isBetween(400L, 600L);
    }

    @Test
    void whoever_was_drawn_by_a_small_share_is_drawn_by_a_larger_one() {
        byte[] seed = seed();
        assertThat(LongStream.range(0, 2_000).filter(event -> Lot.falls(seed, event, 20)))
                .allMatch(event -> Lot.falls(seed, event, 30));
    }

    private static List<Boolean> drawn(byte[] seed) {
        return LongStream.range(0, 1_000)
                .mapToObj(event -> Lot.falls(seed, event, 50))
                .toList();
    }
}
