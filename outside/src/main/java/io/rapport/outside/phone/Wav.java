package io.rapport.outside.phone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tones in files of sound: 16 bits, one channel.
public final class Wav {
    static final int HEADER = 44;

    private Wav() {}

    /// Writes a tone, a quarter as loud as can be.
    public static void tone(Path file, double hertz, int rate, int seconds) throws IOException {
        int bytes = rate * seconds * 2;
        ByteBuffer out = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVEfmt ")).putInt(16);
        out.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
        out.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(bytes);
        for (int i = 0; i < rate * seconds; i++) {
            out.putShort((short) (8_000 * Math.sin(2 * Math.PI * hertz * i / rate)));
        }
        Files.write(file, out.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Samples a second of a file that has begun.
    public static int rate(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(24);
    }

    /// What a file holds so far, even while it is written; of several channels the first.
    public static short[] samples(byte[] file) {
        if (file.length <= HEADER) {
            return new short[0];
        }
        int channels = Math.max(1, file[22]);
        ShortBuffer in = ByteBuffer.wrap(file, HEADER, (file.length - HEADER) & ~1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        short[] samples = new short[in.remaining() / channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = in.get(i * channels);
        }
        return samples;
    }

    /// How much of a tone is in the last of it (Goertzel's algorithm): 0 to 32,767.
    ///
    /// @param millis at most so much of it
    public static double amplitude(short[] samples, int rate, int millis, double hertz) {
        int count = Math.min(samples.length, rate / 1_000 * millis);
        double step = 2 * Math.cos(2 * Math.PI * hertz / rate);
        double before = 0;
        double last = 0;
        for (int i = samples.length - count; i < samples.length; i++) {
            double now = samples[i] + step * last - before;
            before = last;
            last = now;
        }
        return count == 0
                ? 0
                : 2 * Math.sqrt(Math.max(0, before * before + last * last - step * before * last)) / count;
    }
}
