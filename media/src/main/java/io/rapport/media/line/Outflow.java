package io.rapport.media.line;

import io.rapport.media.codec.G711;
import io.rapport.media.rtp.Rtcp;
import io.rapport.media.rtp.Rtp;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The packets of one line to its far side: one source for the whole call, whatever is heard by it. When what is heard
/// changes, its numbers go on where they were and its time goes on as the clock did, with the marker set, so that the
/// far side neither waits nor throws away. For one thread.
final class Outflow {
    private static final int MOST_JUMP = 500;

    private final int source = ThreadLocalRandom.current().nextInt();
    private final byte[] bytes;

    /// Below the middle, so that no wrap comes before the far side has counted the first packets.
    private int sequence = ThreadLocalRandom.current().nextInt(0x8000);
    private long timestamp = ThreadLocalRandom.current().nextInt() & 0xFFFFFFFFL;
    private long lastNanos;
    private boolean begun;

    private @Nullable Object from;
    private int fromSource;
    private int sequenceOffset;
    private long timestampOffset;
    private int lastTaken;
    private long packets;
    private long octets;

    /// @param bytes where each packet is written before it is sent; others may use it in between
    Outflow(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Where the packet that was written last begins; with room for what protects it.
    byte[] bytes() {
        return bytes;
    }

    int source() {
        return source;
    }

    /// The highest number that was sent.
    int sequence() {
        return sequence;
    }

    /// Writes the header of a packet that comes from elsewhere; its payload belongs behind it.
    ///
    /// @param origin whose packet it is: a change of it is a change of what is heard
    /// @param ssrc the source it had there
    void header(
            Object origin,
            int ssrc,
            int payloadType,
            boolean marker,
            int theirSequence,
            long theirTimestamp,
            long nanos) {
        int jump = theirSequence - lastTaken & 0xFFFF;
        boolean jumps = jump > MOST_JUMP && jump < 0x10000 - MOST_JUMP;
        boolean anew = origin != from || ssrc != fromSource || jumps;
        if (anew) {
            rebase(theirSequence, theirTimestamp, nanos);
            from = origin;
            fromSource = ssrc;
        }
        lastTaken = theirSequence;
        int sent = theirSequence + sequenceOffset & 0xFFFF;
        long time = theirTimestamp + timestampOffset & 0xFFFFFFFFL;
        if ((sent - sequence & 0xFFFF) < 0x8000) {
            sequence = sent;
            timestamp = time;
            lastNanos = nanos;
        }
        begun = true;
        Rtp.write(bytes, payloadType, marker || anew, sent, time, source);
    }

    private void rebase(int theirSequence, long theirTimestamp, long nanos) {
        long passed = begun ? Math.max(Sound.FRAME, (nanos - lastNanos) / 1_000 * Sound.RATE / 1_000_000) : 0;
        sequenceOffset = sequence + 1 - theirSequence;
        timestampOffset = timestamp + passed - theirTimestamp;
    }

    /// Lays one frame of ours behind the header.
    ///
    /// @return the packet's length
    int frame(G711 law, short[] samples, int at) {
        law.encode(samples, at, bytes, Rtp.HEADER, Sound.FRAME);
        return Rtp.HEADER + Sound.FRAME;
    }

    void sent(int payload) {
        packets++;
        octets += payload;
    }

    /// For the report of who sends.
    Rtcp.Sending sending(long nanos) {
        long passed = begun ? (nanos - lastNanos) / 1_000 * Sound.RATE / 1_000_000 : 0;
        return new Rtcp.Sending(source, timestamp + passed & 0xFFFFFFFFL, packets & 0xFFFFFFFFL, octets & 0xFFFFFFFFL);
    }

    boolean hasSent() {
        return packets > 0;
    }
}
