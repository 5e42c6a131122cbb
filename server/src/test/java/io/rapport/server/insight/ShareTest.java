package io.rapport.server.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Shares against what others have published of the same formulas.
class ShareTest {
    /// Of four places that were published; Newcombe's z is 1.959964, ours 1.96.
    private static final Offset<Double> FOUR_PLACES = within(0.0001);

    private static void wilson(long k, long n, double low, double high, Offset<Double> exact) {
        Interval interval = new Share(k, n).interval();
        assertThat(interval.low()).as("%d/%d, low", k, n).isCloseTo(low, exact);
        assertThat(interval.high()).as("%d/%d, high", k, n).isCloseTo(high, exact);
    }

    /// R. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17
    /// (1998), table I, method 3.
    @Test
    void the_interval_is_the_one_of_newcombes_table() {
        wilson(81, 263, 0.2553, 0.3662, FOUR_PLACES);
        wilson(15, 148, 0.0624, 0.1605, FOUR_PLACES);
        wilson(0, 20, 0.0000, 0.1611, FOUR_PLACES);
        wilson(1, 29, 0.0061, 0.1718, FOUR_PLACES);
    }

    /// The cases of codegolf.stackexchange.com/questions/105389, "Compute the Wilson score interval", z =
    /// 1.96.
    @Test
    void the_interval_is_exact_to_the_last_digits_also_where_all_or_none_are_happy() {
        Offset<Double> exact = within(1e-12);
        wilson(0, 1, 0.0, 0.7934567085261071, exact);
        wilson(1, 1, 0.20654329147389294, 1.0, exact);
        wilson(1, 2, 0.09452865480086611, 0.905471345199134, exact);
        wilson(1, 11, 0.016231752262825982, 0.3773646254862038, exact);
        wilson(10, 11, 0.6226353745137962, 0.9837682477371741, exact);
        wilson(10, 100, 0.05522854161313612, 0.1743673043676654, exact);
        wilson(90, 100, 0.8256326956323345, 0.9447714583868639, exact);
        wilson(25, 100, 0.17545094003724265, 0.3430464637007583, exact);
        wilson(75, 100, 0.6569535362992417, 0.8245490599627573, exact);
        wilson(50, 100, 0.40382982859014716, 0.5961701714098528, exact);
        wilson(0, 100, 0.0, 0.03699480747600191, exact);
        wilson(100, 100, 0.9630051925239981, 1.0, exact);
    }

    /// Of 90 of 100 the notes say "to 95 %"; it is 94.48 %, as the case above has it.
    @Test
    void what_is_said_of_csat_in_the_notes_is_so() {
        Offset<Double> percent = within(0.005);
        wilson(9, 10, 0.60, 0.98, percent);
        wilson(27, 30, 0.74, 0.97, percent);
        wilson(90, 100, 0.83, 0.94, percent);
        wilson(360, 400, 0.87, 0.93, percent);
    }

    private static void newcombe(long k1, long n1, long k2, long n2, double low, double high) {
        Difference difference = new Share(k1, n1).above(new Share(k2, n2)).orElseThrow();
        assertThat(difference.interval().low())
                .as("%d/%d - %d/%d, low", k1, n1, k2, n2)
                .isCloseTo(low, FOUR_PLACES);
        assertThat(difference.interval().high())
                .as("%d/%d - %d/%d, high", k1, n1, k2, n2)
                .isCloseTo(high, FOUR_PLACES);
        assertThat(difference.isReal()).isEqualTo(low > 0 || high < 0);
    }

    /// R. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
    /// Medicine 17 (1998), table II, method 10.
    @Test
    void a_difference_is_the_one_of_newcombes_table() {
        newcombe(56, 70, 48, 80, 0.0524, 0.3339);
        newcombe(9, 10, 3, 10, 0.1705, 0.8090);
        newcombe(6, 7, 2, 7, 0.0582, 0.8062);
        newcombe(5, 56, 0, 29, -0.0381, 0.1926);
        newcombe(0, 10, 0, 20, -0.1611, 0.2775);
        newcombe(0, 10, 0, 10, -0.2775, 0.2775);
        newcombe(10, 10, 0, 20, 0.6791, 1.0000);
        newcombe(10, 10, 0, 10, 0.6075, 1.0000);
    }

    @Test
    void of_nobody_nothing_is_known() {
        Share none = new Share(0, 0);
        assertThat(none.value()).isEmpty();
        assertThat(none.interval()).isEqualTo(new Interval(0, 1));
        assertThat(none.above(new Share(1, 2))).isEmpty();
        assertThat(new Share(1, 2).above(none)).isEmpty();
        assertThatThrownBy(() -> new Share(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    /// 30 of 40 said yes, of 60 there are: sqrt(20/59) = 0.5822 of the margin.
    @Test
    void who_asked_most_of_all_there_are_is_surer_and_who_asked_all_is_sure() {
        Share happy = new Share(30, 40);
        Interval ofMany = happy.interval();
        Interval ofSixty = ofMany.ofAll(0.75, 40, 60);
        assertThat(ofSixty.margin()).isCloseTo(ofMany.margin() * 0.5822225, within(1e-6));
        assertThat(ofSixty.contains(0.75)).isTrue();
        assertThat(ofMany.ofAll(0.75, 40, 40)).isEqualTo(new Interval(0.75, 0.75));
        assertThatThrownBy(() -> ofMany.ofAll(0.75, 40, 39)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_said_of_silence_in_the_notes_is_so() {
        assertThat(Silence.bounds(new Share(100, 1000), new Share(90, 100))).hasValueSatisfying(bounds -> {
            assertThat(bounds.low()).isCloseTo(0.09, within(1e-9));
            assertThat(bounds.high()).isCloseTo(0.99, within(1e-9));
        });
        assertThat(Silence.bounds(new Share(300, 1000), new Share(270, 300))).hasValueSatisfying(bounds -> {
            assertThat(bounds.low()).isCloseTo(0.27, within(1e-9));
            assertThat(bounds.high()).isCloseTo(0.97, within(1e-9));
        });
        assertThat(Silence.bounds(new Share(0, 0), new Share(0, 0))).isEmpty();
        assertThat(Silence.bounds(new Share(0, 5), new Share(0, 0))).contains(new Interval(0, 1));
    }
}
