package io.rapport.server.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The Net Promoter Score against what others have published, and against the tables of the notes.
class NetPromoterTest {

    @Test
    void nine_and_ten_promote_and_six_and_less_do_not() {
        assertThat(IntStream.rangeClosed(0, 10).map(NetPromoter::kind).toArray())
                .containsExactly(-1, -1, -1, -1, -1, -1, -1, 0, 0, 1, 1);
        assertThatThrownBy(() -> NetPromoter.kind(11)).isInstanceOf(IllegalArgumentException.class);
    }

    /// W. Huber's example on Cross Validated (question 18603, "How can I calculate margin of error in a NPS
    /// result?"): half promote, a third are passive, a sixth detract. The score is a third, the variance of
    /// one answer 5/9, and of 324 who are asked the standard error is 4.1 %.
    @Test
    void the_standard_error_is_the_one_of_the_ticket_box() {
        assertThat(NetPromoter.variance(1.0 / 2, 1.0 / 6)).isCloseTo(5.0 / 9, within(1e-12));
        NetPromoter asked = new NetPromoter(162, 54, 324);
        assertThat(asked.score()).hasValueSatisfying(score -> assertThat(score).isCloseTo(33.333, within(0.001)));
        assertThat(asked.standardError())
                .hasValueSatisfying(error -> assertThat(error).isCloseTo(4.1, within(0.05)));
    }

    private static void margin(long n, double points, double rounded) {
        assertThat(new NetPromoter(n / 2, n / 5, n).interval().margin())
                .as("half promoters, a fifth detractors, n = %d", n)
                .isCloseTo(points, within(rounded));
    }

    @Test
    void what_is_said_of_the_margin_in_the_notes_is_so() {
        margin(10, 42, 0.5);
        margin(30, 27, 0.5);
        margin(50, 21, 0.5);
        margin(100, 15, 0.5);
        margin(200, 10.7, 0.05);
        margin(400, 7.6, 0.05);
        margin(1_000, 4.8, 0.05);
        margin(2_000, 3.4, 0.05);
    }

    /// Step by step: 13 answers become 16; (5 + 0.75)/13 promote, (2 + 0.75)/13 detract, the score of them
    /// is 23.08, the variance 0.6006, the error 21.49 points.
    @Test
    void three_answers_are_added_before_the_interval_is_made() {
        NetPromoter ten = new NetPromoter(5, 2, 10);
        assertThat(ten.score()).contains(30.0);
        assertThat(ten.interval().middle()).isCloseTo(100 * 3.0 / 13, within(1e-9));
        assertThat(ten.interval().low()).isCloseTo(23.0769 - 1.96 * 21.494, within(0.01));
        assertThat(ten.interval().high()).isCloseTo(23.0769 + 1.96 * 21.494, within(0.01));
    }

    @Test
    void what_is_said_of_planning_in_the_notes_is_so() {
        double variance = NetPromoter.variance(0.5, 0.2);
        assertThat(SampleSize.needed(variance, 0.10)).isEqualTo(235);
        assertThat(SampleSize.needed(variance, 0.05)).isEqualTo(938);
        assertThat(SampleSize.needed(variance, 0.03)).isEqualTo(2_604);
        assertThat(SampleSize.needed(SampleSize.WORST_SCORE, 0.10)).isEqualTo(385);
        assertThat(SampleSize.needed(SampleSize.WORST_SCORE, 0.05)).isEqualTo(1_537);
        assertThat(SampleSize.needed(SampleSize.WORST_SCORE, 0.03)).isEqualTo(4_269);
        assertThat(100 * SampleSize.leastDifference(variance, 100)).isCloseTo(22, within(0.5));
        assertThat(100 * SampleSize.leastDifference(variance, 400)).isCloseTo(10.8, within(0.05));
        assertThat(100 * SampleSize.leastDifference(variance, 1_000)).isCloseTo(6.8, within(0.05));
    }

    /// Of very many it takes 385, of 1,100 only 285: 384.16 / (1 + 383.16 / 1100) = 284.9.
    @Test
    void of_few_there_are_fewer_need_to_answer_and_never_more_than_there_are() {
        assertThat(SampleSize.needed(SampleSize.WORST_SHARE, 0.05, 1_100)).isEqualTo(285);
        assertThat(SampleSize.needed(SampleSize.WORST_SHARE, 0.05, 20)).isLessThanOrEqualTo(20);
        assertThat(SampleSize.needed(SampleSize.WORST_SHARE, 0.05, Long.MAX_VALUE))
                .isEqualTo(385);
        assertThatThrownBy(() -> SampleSize.needed(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Half promoters and a fifth detractors before; so many points more, after: at 1,000 answers each it
    /// takes 6.8.
    @Test
    void two_scores_differ_once_the_error_of_their_difference_is_passed() {
        NetPromoter before = new NetPromoter(500, 200, 1_000);
        assertThat(new NetPromoter(532, 168, 1_000).above(before)).hasValueSatisfying(difference -> {
            assertThat(difference.value()).isCloseTo(6.4, within(1e-9));
            assertThat(difference.way()).isEqualTo(Difference.Way.NO_DIFFERENCE);
        });
        assertThat(new NetPromoter(536, 164, 1_000).above(before))
                .hasValueSatisfying(difference -> assertThat(difference.way()).isEqualTo(Difference.Way.HIGHER));
        assertThat(before.above(new NetPromoter(536, 164, 1_000)))
                .hasValueSatisfying(difference -> assertThat(difference.way()).isEqualTo(Difference.Way.LOWER));
    }

    @Test
    void two_promoters_and_two_passives_prove_nothing() {
        assertThat(new NetPromoter(2, 0, 2).above(new NetPromoter(0, 0, 2)))
                .hasValueSatisfying(
                        difference -> assertThat(difference.isReal()).isFalse());
        assertThat(new NetPromoter(0, 0, 0).above(new NetPromoter(1, 0, 1))).isEmpty();
        assertThat(new NetPromoter(0, 0, 0).interval()).isEqualTo(new Interval(-100, 100));
    }

    @Test
    void silence_could_still_make_nearly_anything_of_a_score() {
        assertThat(Silence.bounds(new Share(100, 1_000), new NetPromoter(60, 10, 100)))
                .hasValueSatisfying(bounds -> {
                    assertThat(bounds.low()).isCloseTo(-85, within(1e-9));
                    assertThat(bounds.high()).isCloseTo(95, within(1e-9));
                });
    }
}
