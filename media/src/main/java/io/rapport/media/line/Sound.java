package io.rapport.media.line;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Sound in memory: one channel, sixteen bits, 8,000 samples a second.
///
/// @param samples not to be written to
public record Sound(short[] samples) {
    public static final int RATE = 8_000;

    /// Samples of one packet of 20 milliseconds.
    public static final int FRAME = RATE / 50;

    private static final int HEADER = 44;

    public int millis() {
        return (int) (samples.length * 1_000L / RATE);
    }

    public static Sound silence(int millis) {
        return new Sound(new short[millis * RATE / 1_000]);
    }

    /// A tone that begins and ends without a click.
    ///
    /// @param loudness 0 to 1
    public static Sound tone(double hertz, int millis, double loudness) {
        short[] samples = new short[millis * RATE / 1_000];
        int ramp = Math.min(RATE / 100, samples.length / 2);
        for (int i = 0; i < samples.length; i++) {
            double edge = Math.min(1, Math.min(i, samples.length - 1 - i) / (double) Math.max(1, ramp));
            samples[i] = (short) (Short.MAX_VALUE * loudness * edge * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return new Sound(samples);
    }

    /// This, then the other.
    public Sound then(Sound other) {
        short[] both = Arrays.copyOf(samples, samples.length + other.samples.length);
        System.arraycopy(other.samples, 0, both, samples.length, other.samples.length);
        return new Sound(both);
    }

    /// As a WAV file that every player knows.
    public byte[] wav() {
        int bytes = samples.length * 2;
        ByteBuffer out = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
        out.putShort((short) 2).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        out.asShortBuffer().put(samples);
        return out.array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sound sound && Arrays.equals(samples, sound.samples);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return "Sound[" + millis() + " ms]";
    }
}
