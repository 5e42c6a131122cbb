package io.rapport.server.voice.sound;

import io.rapport.media.line.Sound;

/// Makes 8,000 samples a second out of more: a windowed sinc, which lets nothing above 3,600 hertz through that would
/// be
/// heard as something else. Pure.
final class Resampler {
    /// Zero crossings of the sinc on either side.
    private static final int WIDTH = 16;
    /// How finely the curve is known, for each sample of the input.
    private static final int FINE = 128;
    private static final double CUT_OFF_HERTZ = 3_600;

    private Resampler() {}

    /// @param samples -1 to 1
    /// @param rate samples a second, at least 8,000
    static Sound sound(float[] samples, int rate) {
        if (rate == Sound.RATE) {
            short[] same = new short[samples.length];
            for (int i = 0; i < same.length; i++) {
                same[i] = whole(samples[i]);
            }
            return new Sound(same);
        }
        double cutOff = 2 * CUT_OFF_HERTZ / rate;
        int reach = (int) Math.ceil(WIDTH / cutOff);
        float[] curve = curve(cutOff, reach);
        short[] out = new short[Math.toIntExact((long) samples.length * Sound.RATE / rate)];
        for (int i = 0; i < out.length; i++) {
            double centre = (double) i * rate / Sound.RATE;
            int from = Math.max(0, (int) Math.ceil(centre - reach));
            int to = Math.min(samples.length - 1, (int) Math.floor(centre + reach));
            double sum = 0;
            for (int at = from; at <= to; at++) {
                sum += samples[at] * curve[(int) (Math.abs(at - centre) * FINE)];
            }
            out[i] = whole(sum);
        }
        return new Sound(out);
    }

    /// One half of it; the other is the same.
    private static float[] curve(double cutOff, int reach) {
        float[] curve = new float[reach * FINE + 1];
        for (int i = 0; i < curve.length; i++) {
            double x = (double) i / FINE;
            double sinc = x == 0 ? cutOff : Math.sin(Math.PI * cutOff * x) / (Math.PI * x);
            double hann = 0.5 + 0.5 * Math.cos(Math.PI * x / reach);
            curve[i] = (float) (sinc * hann);
        }
        return curve;
    }

    private static short whole(double value) {
        return (short) Math.clamp(Math.round(value * Short.MAX_VALUE), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
