package io.rapport.bench.faults;

import java.util.Random;

/// Sound like that of somebody who speaks, pauses and breathes: syllables above the noise of a room. Voices
/// are made once, so that many who speak at once cost little; each begins somewhere else. For one thread.
final class Voice {
    static final int FRAME = 160;

    private static final double RATE = 8_000;
    private static final int VOICES = 16;
    private static final int SPEECH_FRAMES = 1_501;
    private static final int NOISE_FRAMES = 401;
    private static final short[][] SPEECH = new short[VOICES][];
    private static final short[][] NOISE = new short[VOICES][];

    static {
        for (int i = 0; i < VOICES; i++) {
            Random random = new Random(i);
            double noise = 12 + random.nextInt(40);
            SPEECH[i] = speech(random, noise);
            NOISE[i] = noise(random, noise);
        }
    }

    /// What it does just now.
    enum Doing {
        /// Syllables, with the short pauses between them.
        SPEAKS,
        /// The noise of the room alone.
        LISTENS,
        /// Silence to the last bit.
        NOTHING
    }

    private final short[] speech;
    private final short[] noise;
    private int speechFrame;
    private int noiseFrame;

    /// @param random of this voice alone
    Voice(Random random) {
        int which = random.nextInt(VOICES);
        speech = SPEECH[which];
        noise = NOISE[which];
        speechFrame = random.nextInt(SPEECH_FRAMES);
        noiseFrame = random.nextInt(NOISE_FRAMES);
    }

    /// The next 20 milliseconds.
    void next(Doing doing, short[] frame) {
        switch (doing) {
            case SPEAKS -> {
                System.arraycopy(speech, speechFrame * FRAME, frame, 0, FRAME);
                speechFrame = (speechFrame + 1) % SPEECH_FRAMES;
            }
            case LISTENS -> {
                System.arraycopy(noise, noiseFrame * FRAME, frame, 0, FRAME);
                noiseFrame = (noiseFrame + 1) % NOISE_FRAMES;
            }
            case NOTHING -> java.util.Arrays.fill(frame, (short) 0);
        }
    }

    private static short[] noise(Random random, double noise) {
        short[] samples = new short[NOISE_FRAMES * FRAME];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (noise * random.nextGaussian());
        }
        return samples;
    }

    private static short[] speech(Random random, double noise) {
        short[] samples = new short[SPEECH_FRAMES * FRAME];
        double pitch = 90 + random.nextInt(140);
        double phase = 0;
        double loud = 0;
        double wanted = 0;
        double glide = 1;
        int left = 0;
        for (int i = 0; i < samples.length; i++) {
            if (left-- <= 0) {
                // 40 to 200 milliseconds; a fifth of them pauses.
                left = 320 + random.nextInt(1_280);
                wanted = random.nextInt(5) == 0 ? 0 : 1_500 + random.nextInt(7_000);
                glide = 0.8 + 0.4 * random.nextDouble();
            }
            loud += (wanted - loud) * 0.004;
            phase += 2 * Math.PI * pitch * glide / RATE;
            double voiced = Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.3 * Math.sin(5 * phase);
            double breath = 0.15 * loud * random.nextGaussian();
            double sample = loud * voiced * 0.7 + breath + noise * random.nextGaussian();
            samples[i] = (short) Math.clamp((long) sample, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return samples;
    }
}
