package io.rapport.media.codec;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;

/// Opus (RFC 6716) to samples, by Concentus. For one thread.
final class OpusDecoding implements Coding.Decoder {
    /// The longest packet has 120 milliseconds.
    private static final int MOST = Coding.RATE * 120 / 1_000;

    private OpusDecoder decoder = fresh();

    private static OpusDecoder fresh() {
        try {
            return new OpusDecoder(Coding.RATE, 1);
        } catch (OpusException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int decode(byte[] packet, int from, int count, short[] samples) {
        if (count < 1) {
            return 0;
        }
        try {
            return decoder.decode(packet, from, count, samples, 0, Math.min(MOST, samples.length), false);
        } catch (OpusException damaged) {
            return 0;
        } catch (RuntimeException | AssertionError confused) {
            // It was written in a language without bounds; what it has in mind now can't be trusted.
            decoder = fresh();
            return 0;
        }
    }
}
