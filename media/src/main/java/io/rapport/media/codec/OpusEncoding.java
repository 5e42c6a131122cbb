package io.rapport.media.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;

/// Samples to Opus (RFC 6716), by Concentus. It never leaves silence out: carriers end calls in which nothing comes.
/// For one thread.
final class OpusEncoding implements Coding.Encoder {
    /// Good for speech of telephones.
    private static final int BITS_A_SECOND = 24_000;

    /// Of 0 to 10: more costs three times as much, and is not heard at this rate of samples.
    private static final int COMPLEXITY = 2;

    private OpusEncoder encoder = fresh();

    private static OpusEncoder fresh() {
        try {
            OpusEncoder encoder = new OpusEncoder(Coding.RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(BITS_A_SECOND);
            encoder.setComplexity(COMPLEXITY);
            encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
            encoder.setUseDTX(false);
            return encoder;
        } catch (OpusException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @param count [Coding#FRAME]
    @Override
    public int encode(short[] samples, int from, int count, byte[] packet, int to) {
        try {
            return encoder.encode(samples, from, count, packet, to, Coding.MOST_BYTES);
        } catch (OpusException | RuntimeException | AssertionError confused) {
            encoder = fresh();
            return 0;
        }
    }
}
