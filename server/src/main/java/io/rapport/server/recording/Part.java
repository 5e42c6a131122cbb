package io.rapport.server.recording;

import io.rapport.media.codec.G711;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Five seconds of both channels, or less at the end, in G.711 as it came.
///
/// @param number of the part: it begins that many times five seconds after the recording
/// @param right as long as `left`
public record Part(int number, G711 leftLaw, byte[] left, G711 rightLaw, byte[] right) {
    public static final int RATE = 8_000;
    public static final int SAMPLES = 5 * RATE;
    static final int LEVEL_SAMPLES = RATE / 10;

    private static final int HEADER = 7;
    private static final byte FORMAT = 1;

    public Part {
        if (left.length != right.length || left.length > SAMPLES || number < 0) {
            throw new IllegalArgumentException("no part: " + left.length + " and " + right.length);
        }
    }

    /// Whether there is nothing to hear in it.
    boolean isSilent() {
        return isSilent(leftLaw, left) && isSilent(rightLaw, right);
    }

    private static boolean isSilent(G711 law, byte[] codes) {
        for (byte code : codes) {
            if (!law.isSilence(code)) {
                return false;
            }
        }
        return true;
    }

    /// How loud each tenth of a second is, 0 to 100: of the left channel, then of the right.
    byte[] levels() {
        int count = (left.length + LEVEL_SAMPLES - 1) / LEVEL_SAMPLES;
        byte[] levels = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            levels[i] = level(leftLaw, left, i * LEVEL_SAMPLES);
            levels[count + i] = level(rightLaw, right, i * LEVEL_SAMPLES);
        }
        return levels;
    }

    /// As ears hear it: 60 dB are the whole scale.
    private static byte level(G711 law, byte[] codes, int from) {
        int most = 1;
        for (int i = from; i < Math.min(codes.length, from + LEVEL_SAMPLES); i++) {
            most = Math.max(most, Math.abs(law.decode(codes[i])));
        }
        double decibels = 20 * Math.log10(most / 32_768.0);
        return (byte) Math.clamp(Math.round(100 * (1 + decibels / 60)), 0, 100);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEADER + 2 * left.length)
                .put(FORMAT)
                .put((byte) leftLaw.ordinal())
                .put((byte) rightLaw.ordinal())
                .putInt(left.length)
                .put(left)
                .put(right)
                .array();
    }

    /// Empty for bytes that are no part.
    static Optional<Part> of(int number, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER || in.get() != FORMAT) {
            return Optional.empty();
        }
        int leftLaw = in.get();
        int rightLaw = in.get();
        int length = in.getInt();
        G711[] laws = G711.values();
        if (leftLaw < 0 || leftLaw >= laws.length || rightLaw < 0 || rightLaw >= laws.length) {
            return Optional.empty();
        }
        if (length < 0 || length > SAMPLES || bytes.length != HEADER + 2 * length) {
            return Optional.empty();
        }
        return Optional.of(new Part(
                number,
                laws[leftLaw],
                Arrays.copyOfRange(bytes, HEADER, HEADER + length),
                laws[rightLaw],
                Arrays.copyOfRange(bytes, HEADER + length, bytes.length)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Part part && number == part.number && Arrays.equals(bytes(), part.bytes());
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return "Part[" + number + "]";
    }
}
