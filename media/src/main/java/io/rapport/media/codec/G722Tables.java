package io.rapport.media.codec;

/// The tables of ITU-T G.722.
final class G722Tables {
    /// Bands begin with these steps (DETL and DETH).
    static final int LOW_STEP = 32;

    static final int HIGH_STEP = 8;

    /// Q6: where the steps of the lower band end, for a step of 4,096.
    private static final int[] LOW_LEVELS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1_023, 1_121, 1_219,
        1_339, 1_458, 1_612, 1_765, 1_980, 2_195, 2_557, 2_919
    };

    /// The upper band has two of each sign.
    private static final int HIGH_LEVEL = 564;

    /// QM6, QM4 and QM2: what codes of six, four and two bits stand for.
    private static final int[] LOW_VALUES = {
        -136, -136, -136, -136, -24_808, -21_904, -19_008, -16_704, -14_984, -13_512, -12_280, -11_192, -10_232, -9_360,
        -8_576, -7_856, -7_192, -6_576, -6_000, -5_456, -4_944, -4_464, -4_008, -3_576, -3_168, -2_776, -2_400, -2_032,
        -1_688, -1_360, -1_040, -728, 24_808, 21_904, 19_008, 16_704, 14_984, 13_512, 12_280, 11_192, 10_232, 9_360,
        8_576, 7_856, 7_192, 6_576, 6_000, 5_456, 4_944, 4_464, 4_008, 3_576, 3_168, 2_776, 2_400, 2_032, 1_688, 1_360,
        1_040, 728, 432, 136, -432, -136
    };
    private static final int[] ROUGH_VALUES = {
        0, -20_456, -12_896, -8_968, -6_288, -4_240, -2_584, -1_200, 20_456, 12_896, 8_968, 6_288, 4_240, 2_584, 1_200,
        0
    };
    private static final int[] HIGH_VALUES = {-7_408, -1_616, 7_408, 1_616};

    /// WL by RL42, and WH by RH2: how steps follow codes.
    private static final int[] LOW_WEIGHTS = {
        -60, 3_042, 1_198, 538, 334, 172, 58, -30, 3_042, 1_198, 538, 334, 172, 58, -30, -60
    };
    private static final int[] HIGH_WEIGHTS = {798, -214, 798, -214};

    /// The 24 taps that divide and join the bands; the second half is the first one backwards.
    private static final int[] TAPS = {3, -11, 12, 32, -210, 951, 3_876, -805, 362, -156, 53, -11};

    private G722Tables() {}

    static SubBand low() {
        return new SubBand(LOW_STEP, 18_432, 8);
    }

    static SubBand high() {
        return new SubBand(HIGH_STEP, 22_528, 10);
    }

    /// QUANTL: six bits for how far the sample is from what is expected.
    static int lowCode(int difference, int step) {
        int size = difference < 0 ? ~difference : difference;
        int low = 1;
        int high = LOW_LEVELS.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (size < LOW_LEVELS[middle] * step >> 12) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        // Sizes 1 to 30; the two smallest below zero have their codes at the end.
        if (difference < 0) {
            return low < 3 ? 64 - low : 34 - low;
        }
        return 62 - low;
    }

    /// QUANTH: two bits.
    static int highCode(int difference, int step) {
        int size = difference < 0 ? ~difference : difference;
        boolean large = size >= HIGH_LEVEL * step >> 12;
        return difference < 0 ? (large ? 0 : 1) : large ? 2 : 3;
    }

    /// Of six bits.
    static int low(int code, int step) {
        return step * LOW_VALUES[code] >> 15;
    }

    /// The same without its two last bits, by which both ends learn: they may be taken for other things on the way.
    static int rough(int code, int step) {
        return step * ROUGH_VALUES[code >> 2] >> 15;
    }

    static int high(int code, int step) {
        return step * HIGH_VALUES[code] >> 15;
    }

    static int lowWeight(int code) {
        return LOW_WEIGHTS[code >> 2];
    }

    static int highWeight(int code) {
        return HIGH_WEIGHTS[code];
    }

    static int tap(int i) {
        return TAPS[i];
    }
}
