package io.rapport.server.voice.sound;

import io.rapport.media.line.Sound;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads sound out of WAV files (RIFF, PCM of 8 to 32 bits or floating point, 8,000 to 192,000 samples a second, up to
/// eight channels) and makes it what telephones speak. What a header says is never believed beyond the bytes that are
/// there. Pure.
public final class WavFile {
    private static final int PCM = 1;
    private static final int FLOATING = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int MOST_CHANNELS = 8;
    private static final int MOST_RATE = 192_000;

    private WavFile() {}

    private record Format(boolean floating, int channels, int rate, int bits) {

        static Optional<Format> read(ByteBuffer in, int length) {
            int kind = Short.toUnsignedInt(in.getShort());
            int channels = Short.toUnsignedInt(in.getShort());
            int rate = in.getInt();
            in.getInt();
            int block = Short.toUnsignedInt(in.getShort());
            int bits = Short.toUnsignedInt(in.getShort());
            if (kind == EXTENSIBLE && length >= 26) {
                in.position(in.position() + 8);
                kind = Short.toUnsignedInt(in.getShort());
            }
            boolean floating = kind == FLOATING && bits == 32;
            boolean whole = kind == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32);
            boolean sound = (floating || whole)
                    && channels >= 1
                    && channels <= MOST_CHANNELS
                    && rate >= Sound.RATE
                    && rate <= MOST_RATE
                    && block == channels * bits / 8;
            return sound ? Optional.of(new Format(floating, channels, rate, bits)) : Optional.empty();
        }

        int block() {
            return channels * bits / 8;
        }

        /// @return -1 to 1
        float next(ByteBuffer in) {
            float value = switch (bits) {
                case 8 -> (Byte.toUnsignedInt(in.get()) - 128) / 128f;
                case 16 -> in.getShort() / 32_768f;
                case 24 -> (Byte.toUnsignedInt(in.get()) | in.getShort() << 8) / 8_388_608f;
                default -> floating ? in.getFloat() : in.getInt() / 2_147_483_648f;
            };
            return Float.isFinite(value) ? Math.clamp(value, -1, 1) : 0;
        }
    }

    /// Empty for what is none, or of another kind.
    public static Optional<Sound> read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            boolean riff = name(in).equals("RIFF");
            // Programs that write as they go leave a length of 0 or of -1: the bytes that are there count.
            in.getInt();
            if (!riff || !name(in).equals("WAVE")) {
                return Optional.empty();
            }
            Optional<Format> format = Optional.empty();
            while (in.remaining() >= 8) {
                String chunk = name(in);
                int said = in.getInt();
                int length = said < 0 ? in.remaining() : Math.min(said, in.remaining());
                int next = Math.min(in.position() + length + (length & 1), in.limit());
                if (chunk.equals("fmt ")) {
                    format = Format.read(in, length);
                } else if (chunk.equals("data")) {
                    return format.map(known -> sound(known, in, length));
                }
                in.position(next);
            }
            return Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException cutOff) {
            return Optional.empty();
        }
    }

    private static Sound sound(Format format, ByteBuffer in, int length) {
        float[] one = new float[length / format.block()];
        for (int i = 0; i < one.length; i++) {
            float sum = 0;
            for (int channel = 0; channel < format.channels(); channel++) {
                sum += format.next(in);
            }
            one[i] = sum / format.channels();
        }
        return Resampler.sound(one, format.rate());
    }

    private static String name(ByteBuffer in) {
        byte[] four = new byte[4];
        in.get(four);
        return new String(four, StandardCharsets.US_ASCII);
    }
}
