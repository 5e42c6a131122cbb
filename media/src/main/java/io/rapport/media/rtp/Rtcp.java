package io.rapport.media.rtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reports on what was sent and what came (RFC 3550 section 6).
public final class Rtcp {
    private static final int SENDER = 200;
    private static final int RECEIVER = 201;
    private static final int DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final int BLOCK = 24;
    private static final int MOST_BLOCKS = 31;

    /// Seconds from 1900, where NTP begins, to 1970.
    private static final long NTP_EPOCH = 2_208_988_800L;

    private Rtcp() {}

    /// What one side says of packets that came to it.
    ///
    /// @param of whose packets
    /// @param lostShare since its last report, 0 to 1
    /// @param lost in all; below zero where packets came twice
    /// @param highestSequence with wraps
    /// @param jitterUnits in the clock of the timestamps
    /// @param lastSenderReport the middle of the NTP time of the last report from there; 0: none came
    /// @param sinceThen how long ago that was, in 1/65,536 of a second
    public record Block(
            int of,
            double lostShare,
            int lost,
            long highestSequence,
            long jitterUnits,
            long lastSenderReport,
            long sinceThen) {

        /// The way there and back, in milliseconds, if this answers a report of ours.
        ///
        /// @param nowMiddle the middle of the NTP time at which it came, as by [Rtcp#middle]
        public Optional<Double> roundTripMillis(long nowMiddle) {
            if (lastSenderReport == 0) {
                return Optional.empty();
            }
            long units = nowMiddle - lastSenderReport - sinceThen & 0xFFFFFFFFL;
            // Clocks that differ by a hair make it just below zero.
            return units > 0x7FFFFFFFL ? Optional.of(0.0) : Optional.of(units * 1_000 / 65_536.0);
        }
    }

    /// One report as it came.
    ///
    /// @param from who says it
    /// @param sent when it was sent, if from somebody who sends: the middle of the NTP time
    /// @param packets that they sent so far; 0 from who only receives
    /// @param goodbye whether they send nothing more
    public record Report(int from, Optional<Long> sent, long packets, List<Block> blocks, boolean goodbye) {}

    /// Reads a compound packet; empty for what is none, or whose lengths don't fit.
    public static Optional<Report> read(byte[] bytes, int length) {
        int from = 0;
        Optional<Long> sent = Optional.empty();
        long packets = 0;
        List<Block> blocks = new ArrayList<>();
        boolean goodbye = false;
        int at = 0;
        while (at < length) {
            if (length - at < 8 || (bytes[at] & 0xC0) != 0x80) {
                return Optional.empty();
            }
            int size = 4 * (Rtp.unsigned16(bytes, at + 2) + 1);
            int count = bytes[at] & 0x1F;
            int type = bytes[at + 1] & 0xFF;
            if (size > length - at || at == 0 && type != SENDER && type != RECEIVER) {
                return Optional.empty();
            }
            if (type == SENDER || type == RECEIVER) {
                int begin = at + (type == SENDER ? 28 : 8);
                if (begin + BLOCK * count > at + size) {
                    return Optional.empty();
                }
                from = Rtp.signed32(bytes, at + 4);
                if (type == SENDER) {
                    sent = Optional.of(unsigned32(bytes, at + 10));
                    packets = unsigned32(bytes, at + 20);
                }
                for (int i = 0; i < count; i++) {
                    blocks.add(block(bytes, begin + BLOCK * i));
                }
            }
            goodbye |= type == GOODBYE;
            at += size;
        }
        return at == 0 ? Optional.empty() : Optional.of(new Report(from, sent, packets, List.copyOf(blocks), goodbye));
    }

    private static Block block(byte[] bytes, int at) {
        int lost = Rtp.signed32(bytes, at + 4) << 8 >> 8;
        return new Block(
                Rtp.signed32(bytes, at),
                (bytes[at + 4] & 0xFF) / 256.0,
                lost,
                unsigned32(bytes, at + 8),
                unsigned32(bytes, at + 12),
                unsigned32(bytes, at + 16),
                unsigned32(bytes, at + 20));
    }

    private static long unsigned32(byte[] bytes, int at) {
        return Rtp.signed32(bytes, at) & 0xFFFFFFFFL;
    }

    /// What we say of what we sent.
    ///
    /// @param timestamp that a packet sent now would bear
    public record Sending(int source, long timestamp, long packets, long octets) {}

    /// Writes a compound packet: a report of who sends, blocks, and our name (section 6.1).
    ///
    /// @param bytes with room for 28 + 24 a block + 12 and the name
    /// @param epochMillis the time now
    /// @param name the same for all that one side sends: no word that tells who or where
    /// @return how long it is
    public static int write(byte[] bytes, Sending sending, List<Block> blocks, long epochMillis, String name) {
        if (blocks.size() > MOST_BLOCKS) {
            throw new IllegalArgumentException("at most 31 blocks, not " + blocks.size());
        }
        header(bytes, 0, blocks.size(), SENDER, 28 + BLOCK * blocks.size());
        Rtp.put32(bytes, 4, sending.source());
        Rtp.put32(bytes, 8, (int) (epochMillis / 1_000 + NTP_EPOCH));
        Rtp.put32(bytes, 12, (int) ((epochMillis % 1_000 << 32) / 1_000));
        Rtp.put32(bytes, 16, (int) sending.timestamp());
        Rtp.put32(bytes, 20, (int) sending.packets());
        Rtp.put32(bytes, 24, (int) sending.octets());
        int at = 28;
        for (Block block : blocks) {
            Rtp.put32(bytes, at, block.of());
            int lost = Math.clamp(block.lost(), -0x800000, 0x7FFFFF);
            int share = Math.clamp((int) (block.lostShare() * 256), 0, 255);
            Rtp.put32(bytes, at + 4, share << 24 | lost & 0xFFFFFF);
            Rtp.put32(bytes, at + 8, (int) block.highestSequence());
            Rtp.put32(bytes, at + 12, (int) block.jitterUnits());
            Rtp.put32(bytes, at + 16, (int) block.lastSenderReport());
            Rtp.put32(bytes, at + 20, (int) block.sinceThen());
            at += BLOCK;
        }
        return description(bytes, at, sending.source(), name);
    }

    private static int description(byte[] bytes, int begin, int source, String name) {
        byte[] word = name.getBytes(StandardCharsets.US_ASCII);
        int size = 8 + 2 + word.length + 4 & ~3;
        java.util.Arrays.fill(bytes, begin, begin + size, (byte) 0);
        header(bytes, begin, 1, DESCRIPTION, size);
        Rtp.put32(bytes, begin + 4, source);
        bytes[begin + 8] = 1;
        bytes[begin + 9] = (byte) word.length;
        System.arraycopy(word, 0, bytes, begin + 10, word.length);
        return begin + size;
    }

    private static void header(byte[] bytes, int at, int count, int type, int size) {
        bytes[at] = (byte) (0x80 | count);
        bytes[at + 1] = (byte) type;
        int words = size / 4 - 1;
        bytes[at + 2] = (byte) (words >>> 8);
        bytes[at + 3] = (byte) words;
    }

    /// The middle 32 bits of an NTP time: seconds in 1/65,536.
    public static long middle(long epochMillis) {
        long seconds = epochMillis / 1_000 + NTP_EPOCH;
        long fraction = (epochMillis % 1_000 << 32) / 1_000;
        return (seconds & 0xFFFF) << 16 | fraction >>> 16;
    }
}
