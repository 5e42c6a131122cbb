package io.rapport.server.email.smtp;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Bounds the memory of messages that are being taken in at once.
final class Memory {

    private static final int UNIT = 1024;
    private static final int WAIT_SECONDS = 30;

    private final Semaphore units;
    private final long total;

    Memory(long bytes) {
        this.total = Math.max(1, Math.min(bytes / UNIT, Integer.MAX_VALUE));
        this.units = new Semaphore((int) total, true);
    }

    /// What a message of that size costs while it is parsed: its bytes, its decoded parts, its text. A message that
    /// weighs more than all we have is taken alone.
    long weigh(int messageBytes) {
        return Math.min(total, 1 + 4L * messageBytes / UNIT);
    }

    boolean reserve(long weight) {
        try {
            return units.tryAcquire((int) weight, WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void release(long weight) {
        units.release((int) weight);
    }
}
