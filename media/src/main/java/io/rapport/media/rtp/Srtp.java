package io.rapport.media.rtp;

import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/// Protects or opens the packets of one direction (RFC 3711), in place. For one thread.
///
/// Each source has its own count of how often its sequence numbers wrapped, which both sides keep without telling: it
/// is what a fail-over must carry. Packets that came before, or that are more than 64 older than the newest, are
/// refused as replayed.
public final class Srtp {
    /// What opening says of a packet that was not made with our key, or is none.
    public static final int UNPROVEN = -1;

    /// What it says of one that came before, or is too old to tell.
    public static final int CAME_BEFORE = -2;

    /// By which a packet may grow.
    public static final int MOST_GROWTH = 14;

    private static final int MOST_SOURCES = 64;
    private static final int RTCP_TAG = 10;
    private static final int WINDOW = 64;

    private final SrtpSuite suite;
    private final SrtpKeys rtp;
    private final SrtpKeys rtcp;
    private final Map<Integer, Source> sources = new HashMap<>();
    /// Mostly the next packet is of the same.
    private @Nullable Source latest;

    private final byte[] rollover = new byte[4];
    private final byte[] tag = new byte[20];

    /// What is known of one source.
    private static final class Source {
        private final int number;
        private long highest = -1;
        private long seen;
        private long highestRtcp = -1;
        private long seenRtcp;
        private int rtcpSent;

        Source(int number) {
            this.number = number;
        }
    }

    /// @param master key of 16 bytes and salt of 14
    public Srtp(SrtpSuite suite, byte[] master) {
        this.suite = suite;
        this.rtp = SrtpKeys.ofRtp(master);
        this.rtcp = SrtpKeys.ofRtcp(master);
    }

    /// Protects one RTP packet.
    ///
    /// @param bytes with room for 10 more
    /// @return its new length
    public int protect(byte[] bytes, int length) {
        Source source = source(Rtp.source(bytes));
        long index = index(source, Rtp.sequence(bytes));
        source.highest = Math.max(source.highest, index);
        int header = Rtp.headerLength(bytes, length);
        rtp.crypt(bytes, header, length - header, Rtp.source(bytes), index);
        sign(bytes, length, index);
        System.arraycopy(tag, 0, bytes, length, suite.tagBytes());
        return length + suite.tagBytes();
    }

    /// Opens one RTP packet.
    ///
    /// @return its length; below 0 where it can't be taken: [#UNPROVEN] or [#CAME_BEFORE]
    public int open(byte[] bytes, int protectedLength) {
        int length = protectedLength - suite.tagBytes();
        if (length < Rtp.HEADER || (bytes[0] & 0xC0) != 0x80) {
            return UNPROVEN;
        }
        int header = Rtp.headerLength(bytes, length);
        if (header < 0 || header > length) {
            return UNPROVEN;
        }
        int number = Rtp.source(bytes);
        Source known = latest != null && latest.number == number ? latest : sources.get(number);
        if (known == null && sources.size() >= MOST_SOURCES) {
            return UNPROVEN;
        }
        Source source = known == null ? new Source(number) : known;
        long index = index(source, Rtp.sequence(bytes));
        if (index < 0 || replayed(source.highest, source.seen, index)) {
            return CAME_BEFORE;
        }
        sign(bytes, length, index);
        if (!isSame(tag, bytes, length, suite.tagBytes())) {
            return UNPROVEN;
        }
        rtp.crypt(bytes, header, length - header, Rtp.source(bytes), index);
        source.seen = mark(source.highest, source.seen, index);
        source.highest = Math.max(source.highest, index);
        // Only who has our key takes a place.
        if (known == null) {
            sources.put(number, source);
        }
        latest = source;
        return length;
    }

    /// Protects one RTCP packet.
    ///
    /// @param bytes with room for 14 more
    /// @return its new length
    public int protectRtcp(byte[] bytes, int length) {
        int from = Rtp.signed32(bytes, 4);
        Source source = source(from);
        int index = source.rtcpSent++ & 0x7FFFFFFF;
        rtcp.crypt(bytes, 8, length - 8, from, index);
        Rtp.put32(bytes, length, index | 0x80000000);
        byte[] made = mac(rtcp.mac(), bytes, length + 4);
        System.arraycopy(made, 0, bytes, length + 4, RTCP_TAG);
        return length + 4 + RTCP_TAG;
    }

    /// Opens one RTCP packet.
    ///
    /// @return its length; -1 as with [#open]
    public int openRtcp(byte[] bytes, int protectedLength) {
        int length = protectedLength - 4 - RTCP_TAG;
        if (length < 8 || (bytes[0] & 0xC0) != 0x80) {
            return -1;
        }
        byte[] made = mac(rtcp.mac(), bytes, length + 4);
        if (!isSame(made, bytes, length + 4, RTCP_TAG)) {
            return -1;
        }
        int said = Rtp.signed32(bytes, length);
        int index = said & 0x7FFFFFFF;
        Source source = source(Rtp.signed32(bytes, 4));
        if (replayed(source.highestRtcp, source.seenRtcp, index)) {
            return -1;
        }
        source.seenRtcp = mark(source.highestRtcp, source.seenRtcp, index);
        source.highestRtcp = Math.max(source.highestRtcp, index);
        if (said < 0) {
            rtcp.crypt(bytes, 8, length - 8, Rtp.signed32(bytes, 4), index);
        }
        return length;
    }

    private Source source(int number) {
        if (latest != null && latest.number == number) {
            return latest;
        }
        if (sources.size() >= MOST_SOURCES && !sources.containsKey(number)) {
            throw new IllegalStateException("more than " + MOST_SOURCES + " sources with one key");
        }
        Source source = sources.computeIfAbsent(number, Source::new);
        latest = source;
        return source;
    }

    /// The packet's number since the start, guessed from its sixteen bits (RFC 3711 section 3.3.1 and appendix A).
    private static long index(Source source, int sequence) {
        if (source.highest < 0) {
            return sequence;
        }
        long wraps = source.highest >>> 16;
        int last = (int) (source.highest & 0xFFFF);
        if (last < 0x8000) {
            wraps -= sequence - last > 0x8000 ? 1 : 0;
        } else {
            wraps += last - 0x8000 > sequence ? 1 : 0;
        }
        return wraps << 16 | sequence;
    }

    private static boolean replayed(long highest, long seen, long index) {
        long behind = highest - index;
        return highest >= 0 && behind >= 0 && (behind >= WINDOW || (seen >>> behind & 1) == 1);
    }

    /// Bit n: whether the packet n before the highest came.
    private static long mark(long highest, long seen, long index) {
        if (highest < 0) {
            return 1;
        }
        long ahead = index - highest;
        if (ahead > 0) {
            return (ahead >= WINDOW ? 0 : seen << ahead) | 1;
        }
        return seen | 1L << -ahead;
    }

    private void sign(byte[] bytes, int length, long index) {
        Rtp.put32(rollover, 0, (int) (index >>> 16));
        Mac mac = rtp.mac();
        mac.update(bytes, 0, length);
        mac.update(rollover);
        System.arraycopy(mac.doFinal(), 0, tag, 0, tag.length);
    }

    private static byte[] mac(Mac mac, byte[] bytes, int length) {
        mac.update(bytes, 0, length);
        return mac.doFinal();
    }

    /// In the same time, wherever they differ.
    private static boolean isSame(byte[] made, byte[] bytes, int from, int count) {
        int differs = 0;
        for (int i = 0; i < count; i++) {
            differs |= made[i] ^ bytes[from + i];
        }
        return differs == 0;
    }
}
