package io.rapport.media.codec;

/// One half of the spectrum in ITU-T G.722: what is expected next, and how large its steps are. The encoder's and the
/// decoder's go the same way as long as they hear the same codes. The names of the recommendation (section 3.6 and 6)
/// stand beside ours. For one thread.
final class SubBand {
    /// ILB: powers of two between one and two, by thirty-seconds, times 2,048.
    private static final int[] POWERS = new int[32];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = (int) Math.round(2_048 * Math.pow(2, i / 32.0));
        }
    }

    /// B: six weights of the differences before.
    private final int[] zeros = new int[7];
    /// D: those differences.
    private final int[] differences = new int[7];
    /// A: two weights of what was rebuilt before.
    private int pole1;
    private int pole2;
    /// R and P, of now and before.
    private int rebuilt1;
    private int rebuilt2;
    private int partial1;
    private int partial2;
    /// SZ and S.
    private int fromZeros;
    private int expected;
    /// NB: the logarithm of the step.
    private int logStep;
    private int step;

    private final int mostLog;
    private final int shift;

    /// @param step DET, with which it begins
    /// @param mostLog above which steps don't grow
    /// @param shift by which the logarithm becomes a step
    SubBand(int step, int mostLog, int shift) {
        this.step = step;
        this.mostLog = mostLog;
        this.shift = shift;
    }

    /// S: what is expected next.
    int expected() {
        return expected;
    }

    /// DET.
    int step() {
        return step;
    }

    /// LOGSC and SCALE: steps grow with large differences and shrink with small ones.
    void scale(int weight) {
        logStep = Math.clamp((logStep * 127 >> 7) + weight, 0, mostLog);
        int power = POWERS[logStep >> 6 & 31];
        int down = shift - (logStep >> 11);
        step = (down < 0 ? power << -down : power >> down) << 2;
    }

    /// What was said now is this far from what was expected.
    void learn(int difference) {
        int rebuilt = saturate(expected + difference);
        int partial = saturate(fromZeros + difference);
        int newPole2 = pole2(partial);
        pole1 = pole1(partial, newPole2);
        pole2 = newPole2;
        zeros(difference);
        partial2 = partial1;
        partial1 = partial;
        rebuilt2 = rebuilt1;
        rebuilt1 = rebuilt;
        int fromPoles = saturate((pole1 * saturate(2 * rebuilt1) >> 15) + (pole2 * saturate(2 * rebuilt2) >> 15));
        expected = saturate(fromPoles + fromZeros);
    }

    /// UPPOL2.
    private int pole2(int partial) {
        int four = saturate(4 * pole1);
        int towards = Math.min(sameSign(partial, partial1) ? -four : four, Short.MAX_VALUE);
        int moved = (towards >> 7) + (sameSign(partial, partial2) ? 128 : -128) + (pole2 * 32_512 >> 15);
        return Math.clamp(moved, -12_288, 12_288);
    }

    /// UPPOL1: never so far that it would ring.
    private int pole1(int partial, int newPole2) {
        int moved = saturate((sameSign(partial, partial1) ? 192 : -192) + (pole1 * 32_640 >> 15));
        int most = saturate(15_360 - newPole2);
        return Math.clamp(moved, -most, most);
    }

    /// UPZERO, DELAYA and FILTEZ.
    private void zeros(int difference) {
        int step = difference == 0 ? 0 : 128;
        differences[0] = difference;
        int sum = 0;
        for (int i = 6; i > 0; i--) {
            int moved = sameSign(difference, differences[i]) ? step : -step;
            zeros[i] = saturate(moved + (zeros[i] * 32_640 >> 15));
            differences[i] = differences[i - 1];
            sum += zeros[i] * saturate(2 * differences[i]) >> 15;
        }
        fromZeros = saturate(sum);
    }

    private static boolean sameSign(int one, int other) {
        return (one ^ other) >= 0;
    }

    static int saturate(int value) {
        return value == (short) value ? value : value < 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
    }
}
