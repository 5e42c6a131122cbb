package io.rapport.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodingTest {

    @ParameterizedTest
    @EnumSource
    void a_tone_is_heard_as_loud_as_it_was_said_and_nothing_else(Coding coding) {
        short[] heard = through(coding, 1_000);
        assertThat(amplitude(heard, 1_000)).isBetween(7_000.0, 9_000.0);
        assertThat(amplitude(heard, 700)).isLessThan(400);
        assertThat(amplitude(heard, 2_000)).isLessThan(400);
    }

    @ParameterizedTest
    @EnumSource
    void silence_is_said_as_loud_as_sound_so_that_nobody_thinks_the_call_is_gone(Coding coding) {
        Coding.Encoder encoder = coding.encoder();
        Coding.Decoder decoder = coding.decoder();
        byte[] packet = new byte[Coding.MOST_BYTES];
        short[] heard = new short[Coding.MOST_SAMPLES];
        for (int i = 0; i < 200; i++) {
            int bytes = encoder.encode(new short[Coding.FRAME], 0, Coding.FRAME, packet, 0);
            // RFC 6716 section 2.1.9: what is left out has one byte, or none.
            assertThat(bytes).isGreaterThan(2);
            assertThat(decoder.decode(packet, 0, bytes, heard)).isEqualTo(Coding.FRAME);
            for (int s = 0; s < Coding.FRAME; s++) {
                assertThat(Math.abs(heard[s])).isLessThanOrEqualTo((short) coding.silence());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatever_comes_is_taken_for_what_it_is_and_the_next_packet_is_heard_again(Coding coding) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Coding.Decoder decoder = coding.decoder();
        short[] samples = new short[Coding.MOST_SAMPLES];
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(0, 1_500)];
            random.nextBytes(noise);
            assertThat(decoder.decode(noise, 0, noise.length, samples))
                    .as("seed %d", seed)
                    .isBetween(0, Coding.MOST_SAMPLES);
        }
        Coding.Encoder encoder = coding.encoder();
        byte[] packet = new byte[Coding.MOST_BYTES];
        int bytes = encoder.encode(new short[Coding.FRAME], 0, Coding.FRAME, packet, 0);
        assertThat(decoder.decode(packet, 0, bytes, samples))
                .as("seed %d", seed)
                .isEqualTo(Coding.FRAME);
    }

    @Test
    void they_are_known_by_any_spelling_of_their_names() {
        assertThat(Coding.named("g.722")).contains(Coding.G722);
        assertThat(Coding.named(" Opus ")).contains(Coding.OPUS);
        assertThat(Coding.named("G729")).isEmpty();
    }

    private static short[] through(Coding coding, double hertz) {
        Coding.Encoder encoder = coding.encoder();
        Coding.Decoder decoder = coding.decoder();
        byte[] packet = new byte[Coding.MOST_BYTES];
        short[] samples = new short[Coding.MOST_SAMPLES];
        short[] heard = new short[50 * Coding.FRAME];
        for (int i = 0; i < 50; i++) {
            short[] frame = new short[Coding.FRAME];
            for (int s = 0; s < Coding.FRAME; s++) {
                frame[s] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * (i * Coding.FRAME + s) / Coding.RATE));
            }
            int bytes = encoder.encode(frame, 0, Coding.FRAME, packet, 0);
            assertThat(bytes).isLessThanOrEqualTo(Coding.MOST_BYTES);
            assertThat(decoder.decode(packet, 0, bytes, samples)).isEqualTo(Coding.FRAME);
            System.arraycopy(samples, 0, heard, i * Coding.FRAME, Coding.FRAME);
        }
        return heard;
    }

    /// Of half a second at the end (Goertzel's algorithm).
    private static double amplitude(short[] samples, double hertz) {
        double step = 2 * Math.cos(2 * Math.PI * hertz / Coding.RATE);
        double before = 0;
        double last = 0;
        int count = samples.length / 2;
        for (int i = samples.length - count; i < samples.length; i++) {
            double now = samples[i] + step * last - before;
            before = last;
            last = now;
        }
        return 2 * Math.sqrt(Math.max(0, before * before + last * last - step * before * last)) / count;
    }
}
