package io.rapport.media.codec;

/// ITU-T G.722 at 64 kbit/s, of samples at 16,000 or 8,000 a second. At 8,000 a sample is what the lower band would be:
/// nothing is above it, and nothing needs to be divided. For one thread.
public final class G722Encoder implements Coding.Encoder {
    private static final int TAPS = 24;

    private final boolean wide;
    private final SubBand low = G722Tables.low();
    private final SubBand high = G722Tables.high();
    private final int[] last = new int[TAPS];

    /// @param rate 16,000 or 8,000
    public G722Encoder(int rate) {
        if (rate != 16_000 && rate != 8_000) {
            throw new IllegalArgumentException("no rate of G.722: " + rate);
        }
        wide = rate == 16_000;
    }

    /// A byte for each sample, or for two at 16,000 a second, of which an odd last one is left out.
    @Override
    public int encode(short[] samples, int from, int count, byte[] packet, int to) {
        int bytes = wide ? count / 2 : count;
        for (int i = 0; i < bytes; i++) {
            packet[to + i] = (byte)
                    (wide ? divide(samples[from + 2 * i], samples[from + 2 * i + 1]) : code(samples[from + i] >> 1, 0));
        }
        return bytes;
    }

    /// The transmit quadrature mirror filter.
    private int divide(int first, int second) {
        System.arraycopy(last, 2, last, 0, TAPS - 2);
        last[TAPS - 2] = first;
        last[TAPS - 1] = second;
        int odd = 0;
        int even = 0;
        for (int i = 0; i < TAPS / 2; i++) {
            odd += last[2 * i] * G722Tables.tap(i);
            even += last[2 * i + 1] * G722Tables.tap(TAPS / 2 - 1 - i);
        }
        return code(even + odd >> 14, even - odd >> 14);
    }

    private int code(int lower, int upper) {
        int lowCode = G722Tables.lowCode(SubBand.saturate(lower - low.expected()), low.step());
        int lowDifference = G722Tables.rough(lowCode, low.step());
        low.scale(G722Tables.lowWeight(lowCode));
        low.learn(lowDifference);
        int highCode = G722Tables.highCode(SubBand.saturate(upper - high.expected()), high.step());
        int highDifference = G722Tables.high(highCode, high.step());
        high.scale(G722Tables.highWeight(highCode));
        high.learn(highDifference);
        return highCode << 6 | lowCode;
    }
}
