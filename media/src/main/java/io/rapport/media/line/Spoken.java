package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import io.rapport.media.rtp.Rtp;
import org.jspecify.annotations.Nullable;

/// One packet of sound: as it came, and as the samples that were in it. There is one for all lines of a loop, used
/// again
/// for the next packet. For one thread.
final class Spoken {
    private final short[] samples = new short[Coding.MOST_SAMPLES];
    private Coding coding = Coding.PCMA;
    private byte[] packet = {};
    private int from;
    private int bytes;
    private int count;
    private Coding.@Nullable Decoder waiting;
    private int source;
    private int sequence;
    private long time;
    private boolean marker;

    /// Takes the payload of a packet.
    ///
    /// @param by what heard those before of the same direction
    /// @param time when it is, in samples of ours; wraps at 2^32
    void take(Coding coding, Coding.Decoder by, byte[] packet, int from, int bytes, long time) {
        this.coding = coding;
        this.packet = packet;
        this.from = from;
        this.bytes = bytes;
        this.time = time;
        source = Rtp.source(packet);
        sequence = Rtp.sequence(packet);
        marker = Rtp.marker(packet);
        if (coding.law().isPresent()) {
            // Each byte is a sample, and most packets are only passed on.
            count = Math.min(bytes, samples.length);
            waiting = by;
        } else {
            count = by.decode(packet, from, bytes, samples);
            waiting = null;
        }
    }

    Coding coding() {
        return coding;
    }

    byte[] packet() {
        return packet;
    }

    /// Where the payload begins.
    int from() {
        return from;
    }

    /// Of the payload.
    int bytes() {
        return bytes;
    }

    short[] samples() {
        if (waiting != null) {
            waiting.decode(packet, from, bytes, samples);
            waiting = null;
        }
        return samples;
    }

    /// How many of the samples are of this packet.
    int count() {
        return count;
    }

    int source() {
        return source;
    }

    int sequence() {
        return sequence;
    }

    boolean marker() {
        return marker;
    }

    /// In samples of ours, whatever the clock of the packet; wraps at 2^32.
    long time() {
        return time;
    }
}
