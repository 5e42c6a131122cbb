package io.rapport.server.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/// What holds of every share and every score, whatever was answered.
class StatisticsPropertiesTest {
    private static final double ALMOST = 1e-9;

    @Provide
    Arbitrary<Share> shares() {
        return Arbitraries.longs()
                .between(1, 100_000)
                .flatMap(n -> Arbitraries.longs().between(0, n).map(k -> new Share(k, n)));
    }

    @Provide
    Arbitrary<NetPromoter> scores() {
        return Arbitraries.longs()
                .between(1, 100_000)
                .flatMap(n -> Arbitraries.longs()
                        .between(0, n)
                        .flatMap(p -> Arbitraries.longs().between(0, n - p).map(d -> new NetPromoter(p, d, n))));
    }

    @Property
    void a_share_lies_in_its_interval_and_that_between_none_and_all(@ForAll("shares") Share share) {
        Interval interval = share.interval();
        assertThat(interval.low()).isBetween(0.0, 1.0);
        assertThat(interval.high()).isBetween(0.0, 1.0);
        assertThat(interval.contains(share.value().orElseThrow())).isTrue();
        assertThat(interval.margin()).isPositive();
    }

    @Property
    void who_is_unhappy_has_the_mirrored_interval(@ForAll("shares") Share share) {
        Interval happy = share.interval();
        Interval unhappy = new Share(share.n() - share.k(), share.n()).interval();
        assertThat(unhappy.low()).isCloseTo(1 - happy.high(), within(ALMOST));
        assertThat(unhappy.high()).isCloseTo(1 - happy.low(), within(ALMOST));
    }

    @Property
    void the_same_share_of_more_people_is_surer(
            @ForAll("shares") Share share, @ForAll @IntRange(min = 2, max = 50) int times) {
        Interval more = new Share(share.k() * times, share.n() * times).interval();
        assertThat(more.margin()).isLessThan(share.interval().margin());
    }

    @Property
    void one_more_happy_answer_lowers_nothing(@ForAll("shares") Share share) {
        if (share.k() < share.n()) {
            Interval happier = new Share(share.k() + 1, share.n()).interval();
            assertThat(happier.low()).isGreaterThanOrEqualTo(share.interval().low() - ALMOST);
            assertThat(happier.high()).isGreaterThanOrEqualTo(share.interval().high() - ALMOST);
        }
    }

    @Property
    void a_difference_the_other_way_round_is_the_same_with_another_sign(
            @ForAll("shares") Share one, @ForAll("shares") Share other) {
        Difference there = one.above(other).orElseThrow();
        Difference back = other.above(one).orElseThrow();
        assertThat(back.value()).isCloseTo(-there.value(), within(ALMOST));
        assertThat(back.interval().low()).isCloseTo(-there.interval().high(), within(ALMOST));
        assertThat(back.isReal()).isEqualTo(there.isReal());
        assertThat(there.interval().contains(there.value())).isTrue();
        assertThat(one.above(one).orElseThrow().isReal()).isFalse();
    }

    @Property
    void who_answered_of_a_small_number_closes_in_on_what_was_measured(
            @ForAll("shares") Share share, @ForAll @IntRange(min = 0, max = 100_000) int silent) {
        double measured = share.value().orElseThrow();
        Interval known = share.interval().ofAll(measured, share.n(), share.n() + silent);
        assertThat(known.contains(measured)).isTrue();
        assertThat(known.margin()).isLessThanOrEqualTo(share.interval().margin() + ALMOST);
        Interval fewer = share.interval().ofAll(measured, share.n(), share.n() + silent / 2);
        assertThat(fewer.margin()).isLessThanOrEqualTo(known.margin() + ALMOST);
    }

    @Property
    void a_score_and_its_interval_lie_between_minus_and_plus_a_hundred(@ForAll("scores") NetPromoter score) {
        Interval interval = score.interval();
        assertThat(score.score().orElseThrow()).isBetween(-100.0, 100.0);
        assertThat(interval.low()).isBetween(-100.0, 100.0);
        assertThat(interval.high()).isBetween(-100.0, 100.0);
        assertThat(interval.contains(score.adjustedScore())).isTrue();
    }

    @Property
    void a_world_upside_down_has_the_score_upside_down(@ForAll("scores") NetPromoter score) {
        NetPromoter turned = new NetPromoter(score.detractors(), score.promoters(), score.n());
        assertThat(turned.score().orElseThrow()).isCloseTo(-score.score().orElseThrow(), within(ALMOST));
        assertThat(turned.interval().low()).isCloseTo(-score.interval().high(), within(ALMOST));
        assertThat(turned.interval().high()).isCloseTo(-score.interval().low(), within(ALMOST));
    }

    @Property
    void the_same_score_of_more_people_is_surer(
            @ForAll("scores") NetPromoter score, @ForAll @IntRange(min = 2, max = 50) int times) {
        NetPromoter more = new NetPromoter(score.promoters() * times, score.detractors() * times, score.n() * times);
        assertThat(more.interval().margin()).isLessThan(score.interval().margin() + ALMOST);
        assertThat(more.score()).isEqualTo(score.score());
    }

    @Property
    void a_detractor_who_becomes_a_promoter_lifts_the_score_and_both_ends(@ForAll("scores") NetPromoter score) {
        if (score.detractors() > 0) {
            NetPromoter better = new NetPromoter(score.promoters() + 1, score.detractors() - 1, score.n());
            assertThat(better.score().orElseThrow()).isGreaterThan(score.score().orElseThrow());
            assertThat(better.interval().low())
                    .isGreaterThanOrEqualTo(score.interval().low() - ALMOST);
            assertThat(better.interval().high())
                    .isGreaterThanOrEqualTo(score.interval().high() - ALMOST);
        }
    }

    @Property
    void no_score_differs_from_itself_and_signs_turn(
            @ForAll("scores") NetPromoter one, @ForAll("scores") NetPromoter other) {
        assertThat(one.above(one).orElseThrow().isReal()).isFalse();
        assertThat(other.above(one).orElseThrow().value())
                .isCloseTo(-one.above(other).orElseThrow().value(), within(ALMOST));
        assertThat(other.above(one).orElseThrow().isReal())
                .isEqualTo(one.above(other).orElseThrow().isReal());
    }

    /// However those who are silent think, the truth is within the bounds.
    @Property
    void no_silence_leads_out_of_its_bounds(
            @ForAll("shares") Share happy,
            @ForAll @IntRange(min = 0, max = 100_000) int silent,
            @ForAll @DoubleRange(min = 0, max = 1) double ofThem) {
        Share answered = new Share(happy.n(), happy.n() + silent);
        double truth = (happy.k() + ofThem * silent) / answered.n();
        Interval bounds = Silence.bounds(answered, happy).orElseThrow();
        assertThat(truth).isBetween(bounds.low() - ALMOST, bounds.high() + ALMOST);
        assertThat(bounds.high() - bounds.low()).isCloseTo((double) silent / answered.n(), within(ALMOST));
    }

    @Property
    void so_many_answers_are_enough_and_one_less_is_not(
            @ForAll @DoubleRange(min = 0.01, max = 1) double variance,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double margin) {
        long n = SampleSize.needed(variance, margin);
        assertThat(Interval.Z * Math.sqrt(variance / n)).isLessThanOrEqualTo(margin + ALMOST);
        if (n > 1) {
            assertThat(Interval.Z * Math.sqrt(variance / (n - 1))).isGreaterThan(margin - ALMOST);
        }
        assertThat(SampleSize.needed(variance, margin, 1_000)).isLessThanOrEqualTo(Math.min(n, 1_000));
    }
}
