package io.rapport.media.codec;

/// The two laws of ITU-T G.711, by table. Samples have sixteen bits; of A-law the upper thirteen count, of mu-law
/// fourteen.
public enum G711 {
    /// PCMU, payload type 0.
    MU_LAW,
    /// PCMA, payload type 8.
    A_LAW;

    private static final int BIAS = 33;
    private static final int CLIP = 8158;

    private final short[] decoded = new short[256];
    private final short[] amplitudes = new short[256];
    private final byte[] encoded = new byte[65_536];

    G711() {
        for (int code = 0; code < 256; code++) {
            decoded[code] = (short) (ordinal() == 0 ? expandMu(code) : expandA(code));
            amplitudes[code] = (short) Math.abs(decoded[code]);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            encoded[sample & 0xFFFF] = (byte) (ordinal() == 0 ? compressMu(sample) : compressA(sample));
        }
    }

    public short decode(byte code) {
        return decoded[code & 0xFF];
    }

    public byte encode(short sample) {
        return encoded[sample & 0xFFFF];
    }

    /// Whether it is the quietest there is, of either sign.
    public boolean isSilence(byte code) {
        return amplitude(code) == silence();
    }

    /// How far it is from silence: 0 to 32,256.
    public int amplitude(byte code) {
        return amplitudes[code & 0xFF];
    }

    /// The amplitude of the quietest code of either sign.
    public int silence() {
        return ordinal() == 0 ? 0 : 8;
    }

    /// @param count of bytes, each of which is a sample
    public void decode(byte[] codes, int from, short[] samples, int to, int count) {
        for (int i = 0; i < count; i++) {
            samples[to + i] = decoded[codes[from + i] & 0xFF];
        }
    }

    /// @param count of samples, each of which becomes a byte
    public void encode(short[] samples, int from, byte[] codes, int to, int count) {
        for (int i = 0; i < count; i++) {
            codes[to + i] = encoded[samples[from + i] & 0xFFFF];
        }
    }

    private static int expandMu(int code) {
        int inverted = ~code & 0xFF;
        int segment = inverted >> 4 & 7;
        int magnitude = ((inverted & 0x0F) << 1 | 0x21) << segment;
        int sample = magnitude - BIAS << 2;
        return (inverted & 0x80) == 0 ? sample : -sample;
    }

    private static int compressMu(int sample) {
        int magnitude = Math.min(CLIP, Math.abs(sample) >> 2) + BIAS;
        int segment = 31 - Integer.numberOfLeadingZeros(magnitude) - 5;
        int code = segment << 4 | magnitude >> segment + 1 & 0x0F;
        return ~(sample < 0 ? code | 0x80 : code) & 0xFF;
    }

    private static int expandA(int code) {
        int plain = code ^ 0x55;
        int segment = plain >> 4 & 7;
        int step = plain & 0x0F;
        int magnitude = segment == 0 ? (step << 1 | 1) : (step << 1 | 0x21) << segment - 1;
        int sample = magnitude << 3;
        return (plain & 0x80) != 0 ? sample : -sample;
    }

    private static int compressA(int sample) {
        int magnitude = Math.min(0xFFF, (sample < 0 ? ~sample : sample) >> 3);
        int segment = magnitude < 32 ? 0 : 31 - Integer.numberOfLeadingZeros(magnitude) - 4;
        int code = segment << 4 | (segment == 0 ? magnitude >> 1 : magnitude >> segment) & 0x0F;
        return (sample < 0 ? code : code | 0x80) ^ 0x55;
    }
}
