package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.line.Sound;
import io.rapport.server.voice.sound.WavFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WavFileTest {

    /// A tone as a file of this kind.
    ///
    /// @param bits 32 for floating point
    static byte[] file(double hertz, int millis, int rate, int channels, int bits) {
        int count = Math.toIntExact((long) rate * millis / 1_000);
        int block = channels * bits / 8;
        ByteBuffer out = ByteBuffer.allocate(44 + count * block).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + count * block);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) (bits == 32 ? 3 : 1))
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * block);
        out.putShort((short) block).putShort((short) bits);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(count * block);
        for (int i = 0; i < count; i++) {
            double value = 0.5 * Math.sin(2 * Math.PI * hertz * i / rate);
            for (int channel = 0; channel < channels; channel++) {
                switch (bits) {
                    case 8 -> out.put((byte) Math.round(value * 127 + 128));
                    case 16 -> out.putShort((short) Math.round(value * 32_767));
                    case 24 -> {
                        int whole = (int) Math.round(value * 8_388_607);
                        out.put((byte) whole).putShort((short) (whole >> 8));
                    }
                    default -> out.putFloat((float) value);
                }
            }
        }
        return out.array();
    }

    @Test
    void a_tone_is_the_same_tone_whatever_a_studio_writes() {
        for (int rate : new int[] {8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000}) {
            for (int bits : new int[] {8, 16, 24, 32}) {
                for (int channels : new int[] {1, 2}) {
                    Sound sound =
                            WavFile.read(file(1_000, 500, rate, channels, bits)).orElseThrow();
                    assertThat(sound.millis()).isBetween(495, 500);
                    assertThat(FarTelephone.share(sound, 1_000))
                            .as("%d %d", rate, bits)
                            .isGreaterThan(0.95);
                    int loudest = 0;
                    for (short sample : sound.samples()) {
                        loudest = Math.max(loudest, Math.abs(sample));
                    }
                    assertThat(loudest).isBetween(15_000, 17_500);
                }
            }
        }
    }

    @Test
    void what_a_telephone_can_not_carry_is_not_heard_as_something_else() {
        for (double hertz : new double[] {5_000, 6_500, 7_500, 11_000}) {
            Sound sound = WavFile.read(file(hertz, 500, 48_000, 1, 16)).orElseThrow();
            int loudest = 0;
            short[] samples = sound.samples();
            for (int i = 400; i < samples.length - 400; i++) {
                loudest = Math.max(loudest, Math.abs(samples[i]));
            }
            assertThat(loudest).as("%s hertz", hertz).isLessThan(200);
        }
    }

    @Test
    void what_is_cut_off_or_says_what_is_not_so_is_read_without_harm() {
        byte[] whole = file(1_000, 100, 16_000, 2, 16);
        for (int length = 0; length < whole.length; length += length < 60 ? 1 : 97) {
            WavFile.read(Arrays.copyOf(whole, length));
        }
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] wrong = whole.clone();
            for (int k = 0; k < 3; k++) {
                wrong[random.nextInt(60)] = (byte) random.nextInt(256);
            }
            Optional<Sound> sound = WavFile.read(wrong);
            sound.ifPresent(one -> assertThat(one.millis()).isLessThan(1_000));
        }
    }

    @Test
    void other_chunks_are_passed_over_and_lengths_of_programs_that_write_as_they_go_are_forgiven() {
        byte[] plain = file(1_000, 100, 8_000, 1, 16);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 12);
        out.writeBytes(new byte[] {'L', 'I', 'S', 'T', 3, 0, 0, 0, 'a', 'b', 'c', 0});
        out.write(plain, 12, plain.length - 12);
        byte[] more = out.toByteArray();
        assertThat(WavFile.read(more)).isEqualTo(WavFile.read(plain)).isPresent();
        Arrays.fill(more, 4, 8, (byte) -1);
        Arrays.fill(more, 52, 56, (byte) -1);
        assertThat(WavFile.read(more)).isEqualTo(WavFile.read(plain));
    }

    @Test
    void a_minute_is_made_small_before_anybody_grows_impatient() {
        byte[] minute = file(300, 60_000, 48_000, 2, 16);
        long begun = System.nanoTime();
        assertThat(WavFile.read(minute).orElseThrow().millis()).isEqualTo(60_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }
}
