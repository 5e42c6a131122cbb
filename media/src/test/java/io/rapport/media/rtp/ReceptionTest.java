package io.rapport.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceptionTest {
    private final Reception reception = new Reception(8_000);

    private void came(long number, long lateNanos) {
        reception.came((int) (number & 0xFFFF), number * 160 & 0xFFFFFFFFL, number * 20_000_000L + lateNanos);
    }

    @Test
    void a_clean_line_loses_nothing_over_any_number_of_wraps() {
        // Four hours: eleven wraps of the sequence; the timestamps wrap on the way.
        long begin = 26_000_000;
        for (long i = begin; i < begin + 720_000; i++) {
            came(i, 0);
        }
        assertThat(reception.expected()).isEqualTo(720_000);
        assertThat(reception.lost()).isZero();
        assertThat(reception.jitterMillis()).isLessThan(0.01);
        assertThat(reception.lostShareSince()).isZero();
        assertThat(reception.restarts()).isZero();
    }

    @Test
    void what_is_lost_is_counted_since_the_last_look_and_in_all() {
        for (int i = 0; i < 1_000; i++) {
            if (i % 10 != 3) {
                came(i, 0);
            }
        }
        assertThat(reception.lost()).isEqualTo(100);
        assertThat(reception.lostShareSince()).isCloseTo(0.1, within(0.001));
        for (int i = 1_000; i < 2_000; i++) {
            came(i, 0);
        }
        assertThat(reception.lostShareSince()).isZero();
        assertThat(reception.lost()).isEqualTo(100);
    }

    @Test
    void order_makes_no_difference_to_loss_and_doubles_are_no_gain() {
        for (int i = 0; i < 1_000; i += 2) {
            came(i + 1, 0);
            came(i, 0);
        }
        assertThat(reception.lost()).isZero();
        came(999, 0);
        assertThat(reception.lost()).isEqualTo(-1);
        assertThat(reception.lostShareSince()).isZero();
    }

    @Test
    void jitter_settles_at_the_mean_difference_of_distances() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            came(i, random.nextInt(20_000_000));
        }
        // Of two even draws from 20 ms the mean difference is a third.
        assertThat(reception.jitterMillis()).isCloseTo(20.0 / 3, within(1.5));
    }

    @Test
    void a_single_odd_number_is_ignored_and_two_in_a_row_are_a_new_beginning() {
        for (int i = 0; i < 100; i++) {
            came(i, 0);
        }
        came(30_000, 0);
        assertThat(reception.restarts()).isZero();
        assertThat(reception.expected()).isEqualTo(100);
        came(40_000, 0);
        came(40_001, 0);
        came(40_002, 0);
        assertThat(reception.restarts()).isEqualTo(1);
        assertThat(reception.lost()).isZero();
    }
}
