package io.rapport.media.line;

/// How loud sound is, on a scale of eight steps for each doubling: 0 for silence, 120 for as loud as can be.
final class Loudness {
    /// A packet has so many parts, of 2.5 milliseconds each where it has 20.
    static final int PARTS = 8;

    private static final int STEPS = 8;

    /// For mean amplitudes below 4,096; louder ones are found four bits higher.
    private static final byte[] TABLE = new byte[4_096];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = (byte) Math.round(STEPS * Math.log(i + 1) / Math.log(2));
        }
    }

    private Loudness() {}

    /// @param mean of the samples' amplitudes, 0 to 32,768
    static byte of(int mean) {
        return mean < TABLE.length ? TABLE[mean] : (byte) (TABLE[mean >> 4] + 4 * STEPS);
    }

    /// Of one frame of ours, part by part.
    static void of(short[] frame, byte[] parts) {
        int part = frame.length / PARTS;
        for (int p = 0; p < PARTS; p++) {
            int sum = 0;
            for (int i = p * part; i < (p + 1) * part; i++) {
                sum += Math.abs(frame[i]);
            }
            parts[p] = of(sum / part);
        }
    }
}
