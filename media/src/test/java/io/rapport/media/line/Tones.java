package io.rapport.media.line;

/// How much of a tone is in a sound (Goertzel's algorithm).
final class Tones {
    private Tones() {}

    /// @return the tone's amplitude, 0 to 32,767
    static double amplitude(short[] samples, int from, int count, double hertz) {
        double step = 2 * Math.cos(2 * Math.PI * hertz / Sound.RATE);
        double before = 0;
        double last = 0;
        for (int i = from; i < from + count; i++) {
            double now = samples[i] + step * last - before;
            before = last;
            last = now;
        }
        double power = before * before + last * last - step * before * last;
        return 2 * Math.sqrt(Math.max(0, power)) / count;
    }
}
