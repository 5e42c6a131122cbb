package io.rapport.media.stun;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One STUN message (RFC 8489 section 5).
///
/// @param type class and method, such as [#BINDING_REQUEST]
/// @param transaction 12 bytes
/// @param attributes in their order, at most [#MOST_ATTRIBUTES]
/// @param raw as it came, for its checks
public record StunMessage(int type, byte[] transaction, List<Attribute> attributes, byte[] raw) {
    public static final int BINDING_REQUEST = 0x0001;
    public static final int BINDING_INDICATION = 0x0011;
    public static final int BINDING_SUCCESS = 0x0101;
    public static final int BINDING_ERROR = 0x0111;

    public static final int USERNAME = 0x0006;
    public static final int MESSAGE_INTEGRITY = 0x0008;
    public static final int ERROR_CODE = 0x0009;
    public static final int UNKNOWN_ATTRIBUTES = 0x000A;
    public static final int XOR_MAPPED_ADDRESS = 0x0020;
    public static final int PRIORITY = 0x0024;
    public static final int USE_CANDIDATE = 0x0025;
    public static final int FINGERPRINT = 0x8028;
    public static final int ICE_CONTROLLED = 0x8029;
    public static final int ICE_CONTROLLING = 0x802A;

    static final int MOST_ATTRIBUTES = 40;
    private static final int COOKIE = 0x2112A442;
    private static final int FINGERPRINT_MASK = 0x5354554E;
    private static final int HEADER = 20;
    private static final int INTEGRITY_BYTES = 20;

    /// @param at where its header begins in the raw message
    public record Attribute(int type, byte[] value, int at) {}

    /// Reads a message; empty for what is none, or is not whole, or whose lengths don't fit.
    public static Optional<StunMessage> read(byte[] bytes) {
        if (bytes.length < HEADER || bytes.length % 4 != 0 || (bytes[0] & 0xC0) != 0) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int type = in.getShort() & 0xFFFF;
        int length = in.getShort() & 0xFFFF;
        if (in.getInt() != COOKIE || length != bytes.length - HEADER) {
            return Optional.empty();
        }
        byte[] transaction = new byte[12];
        in.get(transaction);
        List<Attribute> attributes = new ArrayList<>();
        while (in.remaining() >= 4 && attributes.size() < MOST_ATTRIBUTES) {
            int at = in.position();
            int kind = in.getShort() & 0xFFFF;
            int size = in.getShort() & 0xFFFF;
            int padded = (size + 3) & ~3;
            if (padded > in.remaining()) {
                return Optional.empty();
            }
            byte[] value = new byte[size];
            in.get(value);
            in.position(at + 4 + padded);
            attributes.add(new Attribute(kind, value, at));
        }
        return in.hasRemaining()
                ? Optional.empty()
                : Optional.of(new StunMessage(type, transaction, List.copyOf(attributes), bytes));
    }

    /// The first of this type that may be believed: what stands behind MESSAGE-INTEGRITY may not (section 14.5).
    public Optional<byte[]> attribute(int type) {
        for (Attribute attribute : attributes) {
            if (attribute.type() == type) {
                return Optional.of(attribute.value());
            }
            if (attribute.type() == MESSAGE_INTEGRITY && type != FINGERPRINT) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// `ours:theirs`, the fragments of both sides (RFC 8445 section 7.2.2).
    public Optional<String> username() {
        return attribute(USERNAME).map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /// Attributes that must be understood and are not; a request with any is answered 420.
    public List<Integer> unknownRequired() {
        return attributes.stream()
                .map(Attribute::type)
                .filter(type -> type < 0x8000)
                .filter(type -> switch (type) {
                    case USERNAME,
                            MESSAGE_INTEGRITY,
                            ERROR_CODE,
                            UNKNOWN_ATTRIBUTES,
                            XOR_MAPPED_ADDRESS,
                            PRIORITY,
                            USE_CANDIDATE -> false;
                    default -> true;
                })
                .distinct()
                .toList();
    }

    /// Whether it was made by somebody who knows the password (short-term credentials, HMAC-SHA1).
    public boolean signedWith(String password) {
        for (Attribute attribute : attributes) {
            if (attribute.type() == MESSAGE_INTEGRITY) {
                return attribute.value().length == INTEGRITY_BYTES
                        && MessageDigest.isEqual(attribute.value(), integrity(raw, attribute.at(), password));
            }
        }
        return false;
    }

    /// Whether its FINGERPRINT holds; without one it does not.
    public boolean fingerprintHolds() {
        if (attributes.isEmpty() || attributes.getLast().type() != FINGERPRINT) {
            return false;
        }
        Attribute last = attributes.getLast();
        return last.value().length == 4 && ByteBuffer.wrap(last.value()).getInt() == fingerprint(raw, last.at());
    }

    private static byte[] integrity(byte[] raw, int end, String password) {
        byte[] signed = Arrays.copyOf(raw, end);
        ByteBuffer.wrap(signed).putShort(2, (short) (end - HEADER + 4 + INTEGRITY_BYTES));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            // A key may not be empty.
            byte[] key = password.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA1"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA1", impossible);
        }
    }

    private static int fingerprint(byte[] raw, int end) {
        byte[] covered = Arrays.copyOf(raw, end);
        ByteBuffer.wrap(covered).putShort(2, (short) (end - HEADER + 8));
        CRC32 crc = new CRC32();
        crc.update(covered);
        return (int) crc.getValue() ^ FINGERPRINT_MASK;
    }

    /// Writes one message, part by part; its integrity and fingerprint come last.
    public static final class Writer {
        private final ByteBuffer out = ByteBuffer.allocate(1_200);

        /// @param transaction 12 bytes
        public Writer(int type, byte[] transaction) {
            out.putShort((short) type).putShort((short) 0).putInt(COOKIE).put(transaction);
        }

        public Writer add(int type, byte[] value) {
            out.putShort((short) type).putShort((short) value.length).put(value);
            while (out.position() % 4 != 0) {
                out.put((byte) 0);
            }
            return this;
        }

        /// The address that the request came from (section 14.2).
        public Writer addXorMapped(InetSocketAddress from) {
            InetAddress address = from.getAddress();
            byte[] raw = address.getAddress();
            ByteBuffer mask = ByteBuffer.allocate(16);
            mask.putInt(COOKIE).put(out.array(), 8, 12);
            ByteBuffer value = ByteBuffer.allocate(4 + raw.length);
            value.put((byte) 0)
                    .put((byte) (address instanceof Inet4Address ? 1 : 2))
                    .putShort((short) (from.getPort() ^ (COOKIE >>> 16)));
            for (int i = 0; i < raw.length; i++) {
                value.put((byte) (raw[i] ^ mask.get(i)));
            }
            return add(XOR_MAPPED_ADDRESS, value.array());
        }

        /// @param code such as 401
        public Writer addError(int code, String reason) {
            byte[] words = reason.getBytes(StandardCharsets.UTF_8);
            ByteBuffer value = ByteBuffer.allocate(4 + words.length);
            value.putShort((short) 0)
                    .put((byte) (code / 100))
                    .put((byte) (code % 100))
                    .put(words);
            return add(ERROR_CODE, value.array());
        }

        /// With MESSAGE-INTEGRITY by this password, and FINGERPRINT.
        public byte[] signed(String password) {
            length(24);
            add(MESSAGE_INTEGRITY, integrity(out.array(), out.position(), password));
            return fingerprinted();
        }

        /// With FINGERPRINT alone.
        public byte[] fingerprinted() {
            length(8);
            add(
                    FINGERPRINT,
                    ByteBuffer.allocate(4)
                            .putInt(fingerprint(out.array(), out.position()))
                            .array());
            return Arrays.copyOf(out.array(), out.position());
        }

        private void length(int coming) {
            out.putShort(2, (short) (out.position() - HEADER + coming));
        }
    }
}
