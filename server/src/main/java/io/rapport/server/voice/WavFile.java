package io.rapport.server.voice;

import io.rapport.media.line.Sound;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads sound out of WAV files of the one kind that telephones speak: 8,000 samples a second, 16 bits, one
/// channel. Pure.
final class WavFile {
    private static final int PCM = 1;

    private WavFile() {}

    /// Empty for what is none, or of another kind.
    static Optional<Sound> read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (!name(in).equals("RIFF") || in.getInt() < 0 || !name(in).equals("WAVE")) {
                return Optional.empty();
            }
            boolean ours = false;
            while (in.remaining() >= 8) {
                String chunk = name(in);
                int length = Math.min(in.getInt(), in.remaining());
                if (length < 0) {
                    return Optional.empty();
                }
                int next = Math.min(in.position() + length + (length & 1), in.limit());
                if (chunk.equals("fmt ")) {
                    ours = in.getShort() == PCM && in.getShort() == 1 && in.getInt() == Sound.RATE;
                    ours &= in.getInt() == 2 * Sound.RATE && in.getShort() == 2 && in.getShort() == 16;
                } else if (chunk.equals("data") && ours) {
                    short[] samples = new short[length / 2];
                    in.asShortBuffer().get(samples);
                    return Optional.of(new Sound(samples));
                }
                in.position(next);
            }
            return Optional.empty();
        } catch (BufferUnderflowException cutOff) {
            return Optional.empty();
        }
    }

    private static String name(ByteBuffer in) {
        byte[] four = new byte[4];
        in.get(four);
        return new String(four, StandardCharsets.US_ASCII);
    }
}
