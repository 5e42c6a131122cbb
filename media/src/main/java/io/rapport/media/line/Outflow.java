package io.rapport.media.line;

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
    /// Our time of the packet that was written last, in samples; the timestamp follows it by the clock of the coding.
    private long time = timestamp;
    private int clockRate = Sound.RATE;
    private boolean clockChanged;
    private long lastNanos;
    private boolean begun;

    private @Nullable Object from;
    private int fromSource;
    private int sequenceOffset;
    private long timeOffset;
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

    /// What is written from now on has this clock, in hertz, a multiple of ours.
    void clock(int rate) {
        clockChanged |= rate != clockRate;
        clockRate = rate;
    }

    /// The highest number that was sent.
    int sequence() {
        return sequence;
    }

    /// Writes the header of a packet that comes from elsewhere; its payload belongs behind it.
    ///
    /// @param origin whose packet it is: a change of it is a change of what is heard
    /// @param ssrc the source it had there
    /// @param theirTime in samples of ours, whatever its clock was
    void header(
            Object origin, int ssrc, int payloadType, boolean marker, int theirSequence, long theirTime, long nanos) {
        int jump = theirSequence - lastTaken & 0xFFFF;
        boolean jumps = jump > MOST_JUMP && jump < 0x10000 - MOST_JUMP;
        boolean anew = origin != from || ssrc != fromSource || jumps || clockChanged;
        if (anew) {
            rebase(theirSequence, theirTime, nanos);
            clockChanged = false;
            from = origin;
            fromSource = ssrc;
        }
        lastTaken = theirSequence;
        int sent = theirSequence + sequenceOffset & 0xFFFF;
        int passed = (int) (theirTime + timeOffset - time);
        long stamp = timestamp + (long) passed * (clockRate / Sound.RATE) & 0xFFFFFFFFL;
        if ((sent - sequence & 0xFFFF) < 0x8000) {
            sequence = sent;
            timestamp = stamp;
            time += passed;
            lastNanos = nanos;
        }
        begun = true;
        Rtp.write(bytes, payloadType, marker || anew, sent, stamp, source);
    }

    private void rebase(int theirSequence, long theirTime, long nanos) {
        long passed = begun ? Math.max(Sound.FRAME, (nanos - lastNanos) / 1_000 * Sound.RATE / 1_000_000) : 0;
        sequenceOffset = sequence + 1 - theirSequence;
        timeOffset = time + passed - theirTime;
    }

    /// Our time of what was written last, in samples.
    long time() {
        return time;
    }

    long lastNanos() {
        return lastNanos;
    }

    void sent(int payload) {
        packets++;
        octets += payload;
    }

    /// For the report of who sends.
    Rtcp.Sending sending(long nanos) {
        long passed = begun ? (nanos - lastNanos) / 1_000 * clockRate / 1_000_000 : 0;
        return new Rtcp.Sending(source, timestamp + passed & 0xFFFFFFFFL, packets & 0xFFFFFFFFL, octets & 0xFFFFFFFFL);
    }

    boolean hasSent() {
        return packets > 0;
    }
}
