package io.rapport.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {

    @Test
    void the_values_of_the_recommendation_come_out() {
        assertThat(G711.MU_LAW.decode((byte) 0xFF)).isZero();
        assertThat(G711.MU_LAW.decode((byte) 0x80)).isEqualTo((short) 32_124);
        assertThat(G711.MU_LAW.decode((byte) 0x00)).isEqualTo((short) -32_124);
        assertThat(G711.A_LAW.decode((byte) 0xD5)).isEqualTo((short) 8);
        assertThat(G711.A_LAW.decode((byte) 0x55)).isEqualTo((short) -8);
        assertThat(G711.A_LAW.decode((byte) 0xAA)).isEqualTo((short) 32_256);
        assertThat(G711.A_LAW.decode((byte) 0x2A)).isEqualTo((short) -32_256);
        assertThat(G711.MU_LAW.encode((short) 0)).isEqualTo((byte) 0xFF);
        assertThat(G711.MU_LAW.encode(Short.MAX_VALUE)).isEqualTo((byte) 0x80);
        assertThat(G711.A_LAW.encode(Short.MIN_VALUE)).isEqualTo((byte) 0x2A);
    }

    @ParameterizedTest
    @EnumSource
    void each_code_is_what_its_own_value_becomes(G711 law) {
        for (int code = 0; code < 256; code++) {
            short sample = law.decode((byte) code);
            assertThat(law.decode(law.encode(sample))).as("code %d", code).isEqualTo(sample);
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_sample_is_farther_from_its_value_than_half_a_step(G711 law) {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int back = law.decode(law.encode((short) sample));
            // Steps double with each segment; the loudest are clipped.
            int allowed = Math.max(16, Math.abs(sample) / 31 + 8);
            assertThat(Math.abs(Math.clamp(sample, -32_256, 32_256) - back))
                    .as("sample %d", sample)
                    .isLessThanOrEqualTo(allowed);
        }
    }
}
