package io.rapport.media.codec;

/// ITU-T G.722 at 64 kbit/s, to samples at 16,000 or 8,000 a second. At 8,000 they are the lower band as it is, and the
/// upper one is not looked at. For one thread.
public final class G722Decoder implements Coding.Decoder {
    private static final int TAPS = 24;

    private final boolean wide;
    private final SubBand low = G722Tables.low();
    private final SubBand high = G722Tables.high();
    private final int[] last = new int[TAPS];

    /// @param rate 16,000 or 8,000
    public G722Decoder(int rate) {
        if (rate != 16_000 && rate != 8_000) {
            throw new IllegalArgumentException("no rate of G.722: " + rate);
        }
        wide = rate == 16_000;
    }

    /// A sample for each byte, or two at 16,000 a second; as many as there is room for.
    @Override
    public int decode(byte[] packet, int from, int count, short[] samples) {
        int bytes = Math.min(count, wide ? samples.length / 2 : samples.length);
        for (int i = 0; i < bytes; i++) {
            int code = packet[from + i] & 0xFF;
            int lower = lower(code & 0x3F);
            if (wide) {
                join(lower, upper(code >> 6), samples, 2 * i);
            } else {
                samples[i] = (short) SubBand.saturate(lower << 1);
            }
        }
        return wide ? 2 * bytes : bytes;
    }

    private int lower(int code) {
        int rebuilt = limit(low.expected() + G722Tables.low(code, low.step()));
        int difference = G722Tables.rough(code, low.step());
        low.scale(G722Tables.lowWeight(code));
        low.learn(difference);
        return rebuilt;
    }

    private int upper(int code) {
        int difference = G722Tables.high(code, high.step());
        int rebuilt = limit(high.expected() + difference);
        high.scale(G722Tables.highWeight(code));
        high.learn(difference);
        return rebuilt;
    }

    /// Fifteen bits.
    private static int limit(int sample) {
        return Math.clamp(sample, -16_384, 16_383);
    }

    /// The receive quadrature mirror filter.
    private void join(int lower, int upper, short[] samples, int to) {
        System.arraycopy(last, 2, last, 0, TAPS - 2);
        last[TAPS - 2] = lower + upper;
        last[TAPS - 1] = lower - upper;
        int first = 0;
        int second = 0;
        for (int i = 0; i < TAPS / 2; i++) {
            second += last[2 * i] * G722Tables.tap(i);
            first += last[2 * i + 1] * G722Tables.tap(TAPS / 2 - 1 - i);
        }
        samples[to] = (short) SubBand.saturate(first >> 11);
        samples[to + 1] = (short) SubBand.saturate(second >> 11);
    }
}
