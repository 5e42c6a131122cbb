package io.rapport.bench.faults;

import java.util.Random;

/// Sound like that of somebody who speaks, pauses and breathes: syllables of a voice of its own above the
/// noise of a room. For one thread.
final class Voice {
    static final int FRAME = 160;
    private static final double RATE = 8_000;

    /// What it does just now.
    enum Doing {
        /// Syllables, with the short pauses between them.
        SPEAKS,
        /// The noise of the room alone.
        LISTENS,
        /// Silence to the last bit.
        NOTHING
    }

    private final Random random;
    private final double pitch;
    private final double noise;
    private double phase;
    private double loud;
    private double wanted;
    private double glide = 1;
    private int left;

    /// @param random of this voice alone
    Voice(Random random) {
        this.random = random;
        pitch = 90 + random.nextInt(140);
        noise = 12 + random.nextInt(40);
    }

    /// The next 20 milliseconds.
    void next(Doing doing, short[] frame) {
        for (int i = 0; i < FRAME; i++) {
            frame[i] = doing == Doing.NOTHING ? 0 : sample(doing == Doing.SPEAKS);
        }
    }

    private short sample(boolean speaks) {
        if (left-- <= 0) {
            // 40 to 200 milliseconds; a fifth of them pauses.
            left = 320 + random.nextInt(1_280);
            wanted = random.nextInt(5) == 0 ? 0 : 1_500 + random.nextInt(7_000);
            glide = 0.8 + 0.4 * random.nextDouble();
        }
        loud += ((speaks ? wanted : 0) - loud) * 0.004;
        phase += 2 * Math.PI * pitch * glide / RATE;
        double voiced = Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.3 * Math.sin(5 * phase);
        double rustle = noise * random.nextGaussian();
        double breath = 0.15 * loud * random.nextGaussian();
        return (short) Math.clamp((long) (loud * voiced * 0.7 + breath + rustle), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
