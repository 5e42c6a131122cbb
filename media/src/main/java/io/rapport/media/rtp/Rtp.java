package io.rapport.media.rtp;

/// The fields of an RTP packet that begins at the start of an array (RFC 3550 section 5.1). Only what [#isPacket] says
/// yes to may be asked.
public final class Rtp {
    public static final int HEADER = 12;

    private Rtp() {}

    /// Whether the bytes are one whole RTP packet: its version, and lengths that fit.
    ///
    /// @param length how many of the bytes are filled
    public static boolean isPacket(byte[] bytes, int length) {
        if (length < HEADER || length > bytes.length || (bytes[0] & 0xC0) != 0x80 || isRtcp(bytes, length)) {
            return false;
        }
        int payload = headerLength(bytes, length);
        if (payload < 0 || payload > length) {
            return false;
        }
        if ((bytes[0] & 0x20) == 0) {
            return true;
        }
        int padding = bytes[length - 1] & 0xFF;
        return padding > 0 && payload + padding <= length;
    }

    /// Whether it is RTCP on the same port (RFC 5761 section 4).
    public static boolean isRtcp(byte[] bytes, int length) {
        return length >= 8 && (bytes[0] & 0xC0) == 0x80 && (bytes[1] & 0xFF) >= 192 && (bytes[1] & 0xFF) <= 223;
    }

    /// Where the payload begins; -1 where the header is longer than the packet.
    public static int headerLength(byte[] bytes, int length) {
        int header = HEADER + 4 * (bytes[0] & 0x0F);
        if ((bytes[0] & 0x10) == 0) {
            return header;
        }
        return header + 4 > length ? -1 : header + 4 + 4 * unsigned16(bytes, header + 2);
    }

    /// How long the payload is, without padding.
    public static int payloadLength(byte[] bytes, int length) {
        int padding = (bytes[0] & 0x20) == 0 ? 0 : bytes[length - 1] & 0xFF;
        return length - headerLength(bytes, length) - padding;
    }

    public static boolean marker(byte[] bytes) {
        return (bytes[1] & 0x80) != 0;
    }

    public static int payloadType(byte[] bytes) {
        return bytes[1] & 0x7F;
    }

    /// 0 to 65,535.
    public static int sequence(byte[] bytes) {
        return unsigned16(bytes, 2);
    }

    /// In the clock of the codec; wraps at 2^32.
    public static long timestamp(byte[] bytes) {
        return signed32(bytes, 4) & 0xFFFFFFFFL;
    }

    /// Whose packet it is.
    public static int source(byte[] bytes) {
        return signed32(bytes, 8);
    }

    /// Writes a header without sources and extension.
    public static void write(byte[] bytes, int payloadType, boolean marker, int sequence, long timestamp, int source) {
        bytes[0] = (byte) 0x80;
        bytes[1] = (byte) (payloadType & 0x7F | (marker ? 0x80 : 0));
        bytes[2] = (byte) (sequence >>> 8);
        bytes[3] = (byte) sequence;
        put32(bytes, 4, (int) timestamp);
        put32(bytes, 8, source);
    }

    static int unsigned16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    static int signed32(byte[] bytes, int at) {
        return unsigned16(bytes, at) << 16 | unsigned16(bytes, at + 2);
    }

    static void put32(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }
}
