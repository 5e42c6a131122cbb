package io.rapport.media.rtp;

/// What came of one source, by the rules of RFC 3550 (appendices A.1, A.3 and A.8). For one thread.
public final class Reception {
    private static final int MOST_DROPOUT = 3_000;
    private static final int MOST_MISORDER = 100;

    private final int clockRate;
    private boolean begun;
    private long first;
    private long highest;
    private long received;
    private long suspect = -1;
    private long restarts;
    private double jitter;
    private long lastTransit;
    private boolean timed;
    private long expectedBefore;
    private long receivedBefore;

    /// @param clockRate of the timestamps, in hertz
    public Reception(int clockRate) {
        this.clockRate = clockRate;
    }

    /// A packet has come.
    ///
    /// @param arrivalNanos by a clock that never goes back
    public void came(int sequence, long timestamp, long arrivalNanos) {
        if (!begun) {
            begin(sequence);
        } else if (!fits(sequence)) {
            return;
        }
        received++;
        jitter(timestamp, arrivalNanos);
    }

    private void begin(int sequence) {
        begun = true;
        first = sequence;
        highest = sequence;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
        suspect = -1;
        timed = false;
    }

    /// Counts wraps. A jump is believed when the next packet follows it: then the source has begun anew.
    private boolean fits(int sequence) {
        int ahead = sequence - (int) (highest & 0xFFFF) & 0xFFFF;
        if (ahead < MOST_DROPOUT) {
            highest += ahead;
        } else if (ahead <= 0x10000 - MOST_MISORDER) {
            if (sequence != suspect) {
                suspect = sequence + 1 & 0xFFFF;
                return false;
            }
            begin(sequence);
            restarts++;
        } else {
            // Even the very first may have been overtaken.
            first = Math.min(first, highest - (0x10000 - ahead));
        }
        return true;
    }

    private void jitter(long timestamp, long arrivalNanos) {
        long arrival = arrivalNanos / 1_000 * clockRate / 1_000_000;
        long transit = arrival - timestamp;
        if (timed) {
            // Timestamps wrap at 2^32, and so does the difference.
            int difference = Math.abs((int) (transit - lastTransit));
            jitter += (difference - jitter) / 16;
        }
        timed = true;
        lastTransit = transit;
    }

    /// Since the source began, or began anew.
    public long expected() {
        return !begun ? 0 : highest - first + 1;
    }

    public long received() {
        return received;
    }

    /// What did not come; below zero where packets came twice.
    public long lost() {
        return expected() - received;
    }

    /// How often the source began anew.
    public long restarts() {
        return restarts;
    }

    /// With the wraps before its sixteen bits.
    public long highestSequence() {
        return highest;
    }

    /// Mean deviation of the packets' distances, in milliseconds.
    public double jitterMillis() {
        return jitter * 1_000 / clockRate;
    }

    /// The same in units of timestamps, as reports carry it.
    public long jitterUnits() {
        return (long) jitter;
    }

    /// The share that was lost since the last call of this, 0 to 1.
    public double lostShareSince() {
        long expectedNow = expected() - expectedBefore;
        long receivedNow = received - receivedBefore;
        expectedBefore = expected();
        receivedBefore = received;
        return expectedNow <= 0 || receivedNow >= expectedNow ? 0 : (double) (expectedNow - receivedNow) / expectedNow;
    }
}
