package io.rapport.media.line;

import io.rapport.media.rtp.Rtp;
import java.util.Optional;

/// Keys in the sound (RFC 4733): which one was pressed, told once however often its packets say so. For one thread.
final class Keys {
    static final String ALL = "0123456789*#ABCD";

    private long lastTimestamp = -1;
    private int lastEvent = -1;

    /// @return the key, with the first packet that tells of it
    Optional<Character> pressed(byte[] packet, int length) {
        int at = Rtp.headerLength(packet, length);
        if (Rtp.payloadLength(packet, length) < 4) {
            return Optional.empty();
        }
        int event = packet[at] & 0xFF;
        long timestamp = Rtp.timestamp(packet);
        boolean same = event == lastEvent && timestamp == lastTimestamp;
        lastEvent = event;
        lastTimestamp = timestamp;
        return same || event >= ALL.length() ? Optional.empty() : Optional.of(ALL.charAt(event));
    }
}
