package io.rapport.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class G722Test {
    private static final int SAMPLES = 40_000;

    /// The hashes are those of libspandsp 0.0.6, the codec of Debian's telephones, for the same samples and codes. (It
    /// wraps around where sound is too loud, which is not tried here.)
    @ParameterizedTest
    @CsvSource({"16000, df2aa9bc46708c96, 48de4ff4b34325ad", "8000, bff9726791a1a013, 7d83b50cb12ea855"})
    void each_bit_is_that_of_the_implementation_others_use(int rate, String coded, String decoded) throws Exception {
        byte[] codes = encoded(rate, samples(SAMPLES));
        assertThat(hash(codes)).isEqualTo(coded);
        assertThat(hash(bytes(decoded(rate, codes)))).isEqualTo(decoded);
    }

    @Test
    void codes_that_no_encoder_would_make_are_heard_as_others_hear_them() throws Exception {
        byte[] any = new byte[SAMPLES];
        short[] random = samples(SAMPLES);
        for (int i = 0; i < any.length; i++) {
            any[i] = (byte) (random[i] >> 3);
        }
        assertThat(hash(bytes(decoded(8_000, any)))).isEqualTo("ff1251553cd2ac5e");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1_000, 3_000, 5_000, 6_500})
    void a_tone_comes_through_with_little_noise(int hertz) {
        short[] tone = tone(16_000, hertz, 8_000);
        short[] heard = decoded(16_000, encoded(16_000, tone));
        assertThat(noise(tone, heard)).as("dB").isGreaterThan(hertz < 4_000 ? 35 : 15);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1_000, 3_000})
    void a_tone_of_a_telephone_comes_through_at_its_own_rate_with_little_noise(int hertz) {
        short[] tone = tone(8_000, hertz, 8_000);
        assertThat(noise(tone, decoded(8_000, encoded(8_000, tone)))).as("dB").isGreaterThan(35);
    }

    @Test
    void what_one_end_says_at_one_rate_the_other_hears_at_the_other() {
        short[] narrow = decoded(8_000, encoded(16_000, tone(16_000, 1_000, 8_000)));
        assertThat(noise(tone(8_000, 1_000, 8_000), narrow)).as("dB").isGreaterThan(22);
        short[] wide = decoded(16_000, encoded(8_000, tone(8_000, 1_000, 8_000)));
        assertThat(noise(tone(16_000, 1_000, 8_000), wide)).as("dB").isGreaterThan(22);
    }

    @Test
    void silence_stays_silence() {
        short[] heard = decoded(16_000, encoded(16_000, new short[16_000]));
        for (short sample : heard) {
            assertThat(Math.abs(sample)).isLessThan(20);
        }
    }

    @Test
    void after_the_loudest_there_is_it_finds_back() {
        short[] square = new short[32_000];
        for (int i = 0; i < 16_000; i++) {
            square[i] = i / 8 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] heard = decoded(16_000, encoded(16_000, square));
        for (int i = 24_000; i < 32_000; i++) {
            assertThat(Math.abs(heard[i])).isLessThan((short) 20);
        }
    }

    @Test
    void packets_of_any_length_are_one_stream() {
        byte[] codes = encoded(8_000, tone(8_000, 440, 8_000));
        short[] whole = decoded(8_000, codes);
        G722Decoder decoder = new G722Decoder(8_000);
        short[] samples = new short[Coding.MOST_SAMPLES];
        int at = 0;
        for (int length = 1; at + length <= codes.length; length++) {
            assertThat(decoder.decode(codes, at, length, samples)).isEqualTo(length);
            assertThat(Arrays.copyOf(samples, length)).isEqualTo(Arrays.copyOfRange(whole, at, at + length));
            at += length;
        }
    }

    private static byte[] encoded(int rate, short[] samples) {
        byte[] codes = new byte[samples.length];
        return Arrays.copyOf(codes, new G722Encoder(rate).encode(samples, 0, samples.length, codes, 0));
    }

    private static short[] decoded(int rate, byte[] codes) {
        short[] samples = new short[codes.length * 2];
        return Arrays.copyOf(samples, new G722Decoder(rate).decode(codes, 0, codes.length, samples));
    }

    /// A second of it.
    private static short[] tone(int rate, double hertz, int amplitude) {
        short[] samples = new short[rate];
        for (int i = 0; i < rate; i++) {
            samples[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    /// How far noise lies below the tone, in decibels, whatever delay is between both; the beginning is left out.
    private static double noise(short[] said, short[] heard) {
        double best = Double.NEGATIVE_INFINITY;
        for (double delay = 0; delay < 60; delay += 0.25) {
            best = Math.max(best, noise(said, heard, delay));
        }
        return best;
    }

    private static double noise(short[] said, short[] heard, double delay) {
        double signal = 0;
        double error = 0;
        for (int i = 2_000; i < Math.min(said.length, heard.length); i++) {
            int whole = (int) delay;
            double part = delay - whole;
            double expected = said[i - whole] * (1 - part) + said[i - whole - 1] * part;
            signal += expected * expected;
            error += (heard[i] - expected) * (heard[i] - expected);
        }
        return 10 * Math.log10(signal / Math.max(1, error));
    }

    /// Noise of eight loudnesses, silence and a loud square, by turns.
    private static short[] samples(int count) {
        short[] samples = new short[count];
        int state = 1;
        for (int i = 0; i < count; i++) {
            state = state * 1_103_515_245 + 12_345;
            int turn = i / 2_000 % 10;
            samples[i] = switch (turn) {
                case 8 -> 0;
                case 9 -> (short) (i / 20 % 2 == 0 ? 12_000 : -12_000);
                default -> (short) ((short) (state >>> 16) >> 2 * turn + 1);
            };
        }
        return samples;
    }

    private static byte[] bytes(short[] samples) {
        ByteBuffer out = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        out.asShortBuffer().put(samples);
        return out.array();
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                .substring(0, 16);
    }
}
