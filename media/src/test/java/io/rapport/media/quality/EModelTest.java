package io.rapport.media.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {

    @ParameterizedTest
    @CsvSource({
        "0, 4.3, 4.409, 4.143, 3.834, 3.256, 2.794, 2.169, 1.481",
        "0, 25.1, 4.409, 4.371, 4.328, 4.235, 4.134, 3.923, 3.411",
        "11, 19, 4.104, 4.026, 3.946, 3.787, 3.632, 3.340, 2.745"
    })
    void loss_sounds_as_the_tables_say(
            double impairment,
            double robustness,
            double at0,
            double at05,
            double at1,
            double at2,
            double at3,
            double at5,
            double at10) {
        double[] losses = {0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1};
        double[] expected = {at0, at05, at1, at2, at3, at5, at10};
        EModel.Codec codec = new EModel.Codec(impairment, robustness);
        for (int i = 0; i < losses.length; i++) {
            assertThat(EModel.opinion(EModel.rating(codec, losses[i], 0)))
                    .as("%.1f %%", 100 * losses[i])
                    .isCloseTo(expected[i], within(0.002));
        }
    }

    @Test
    void delay_is_hardly_noticed_up_to_a_point_and_then_spoils_everything() {
        double none = EModel.rating(EModel.Codec.G711, 0, 0);
        assertThat(none - EModel.rating(EModel.Codec.G711, 0, 150)).isCloseTo(3.6, within(0.01));
        assertThat(none - EModel.rating(EModel.Codec.G711, 0, 400)).isCloseTo(34.1, within(0.1));
    }

    @Test
    void whatever_is_put_in_an_opinion_lies_between_one_and_four_and_a_half() {
        for (double loss = -1; loss <= 2; loss += 0.01) {
            for (double delay = 0; delay < 5_000; delay += 250) {
                assertThat(EModel.opinion(EModel.rating(EModel.Codec.G729A, loss, delay)))
                        .isBetween(1.0, 4.5);
            }
        }
    }
}
