package io.rapport.media.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What is remembered of how a line sounded.
class StretchesTest {
    private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");

    private final Stretches stretches = new Stretches(Duration.ofSeconds(5));
    private Instant now = TEN;

    private void look(int times, double lost, double farLost) {
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(5);
            stretches.add(new Stretches.Look(now, lost, farLost, 3, 40));
        }
    }

    @Test
    void two_minutes_of_loss_are_one_stretch_with_its_way_and_its_share() {
        look(24, 0, 0);
        look(12, 0.04, 0);
        look(1, 0, 0);
        look(11, 0.05, 0);
        look(24, 0, 0);
        assertThat(stretches.all()).hasSize(1).first().satisfies(one -> {
            assertThat(one.way()).isEqualTo(Stretches.Way.FROM);
            assertThat(one.grade()).isEqualTo(Grade.ROUGH);
            assertThat(one.from()).isEqualTo(TEN.plusSeconds(120));
            assertThat(one.to()).isEqualTo(TEN.plusSeconds(240));
            assertThat(one.lostShare()).isBetween(0.044, 0.046);
        });
    }

    @Test
    void what_the_far_side_lost_of_ours_is_the_other_way() {
        look(3, 0, 0.2);
        assertThat(stretches.all()).hasSize(1).first().satisfies(one -> {
            assertThat(one.way()).isEqualTo(Stretches.Way.TO);
            assertThat(one.grade()).isEqualTo(Grade.BAD);
        });
    }

    @Test
    void of_a_far_side_that_says_nothing_nothing_is_said() {
        look(10, 0, -1);
        assertThat(stretches.all()).isEmpty();
        assertThat(stretches.opinion()).isGreaterThan(4.2);
    }

    @Test
    void a_bad_call_of_four_hours_is_remembered_in_a_few_stretches_from_its_beginning_to_its_end() {
        for (int i = 0; i < 288; i++) {
            look(2, 0.1, 0.1);
            look(8, 0, 0);
        }
        assertThat(stretches.all()).hasSizeLessThanOrEqualTo(40);
        assertThat(stretches.all().getFirst().from()).isEqualTo(TEN);
        assertThat(stretches.all().getLast().to()).isEqualTo(now.minusSeconds(40));
    }
}
