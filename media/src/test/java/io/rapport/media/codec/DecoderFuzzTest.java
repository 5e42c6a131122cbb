package io.rapport.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class DecoderFuzzTest {

    /// The first byte says how the rest is cut into packets.
    @FuzzTest(maxDuration = "1m")
    void whatever_comes_is_sound_of_a_bounded_length_or_none(byte[] bytes) {
        short[] samples = new short[Coding.MOST_SAMPLES];
        int length = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0xFF);
        for (Coding coding : Coding.values()) {
            Coding.Decoder decoder = coding.decoder();
            for (int at = 1; at < bytes.length; at += length) {
                int count = Math.min(length, bytes.length - at);
                assertThat(decoder.decode(bytes, at, count, samples)).isBetween(0, Coding.MOST_SAMPLES);
            }
        }
    }
}
