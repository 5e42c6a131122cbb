package io.rapport.server.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What stands in the links of a question: its kind and version, which ask (or matter and agent) it is, until when it
/// opens and by which key it is signed, with HMAC-SHA256 over all of that, in URL-safe Base64. It opens this one answer
/// and nothing else. Pure but for the keys that it is given.
final class AskTokens {
    private static final int MAC = 32;
    private static final int BODY = 1 + Long.BYTES + Long.BYTES + Integer.BYTES + Short.BYTES;

    /// Characters of every token.
    static final int LENGTH = (BODY + MAC) * 8 / 6 + ((BODY + MAC) * 8 % 6 == 0 ? 0 : 1);

    private final IntFunction<Optional<byte[]>> keys;

    /// @param keys the key of a number
    AskTokens(IntFunction<Optional<byte[]>> keys) {
        this.keys = keys;
    }

    /// What a token opens; its place here is its first byte, and so its version.
    enum Kind {
        UNUSED,
        /// `first`: the ask.
        ASK,
        /// `first`: the matter; `second`: the agent under whose mail the faces stand.
        SIGNATURE,
        /// `first`: the survey; an administrator looks at it.
        TRIAL
    }

    /// @param second 0 where the kind has none
    /// @param expires to the second
    record Named(Kind kind, long first, long second, Instant expires, int key) {}

    /// What a text turned out to be.
    sealed interface Read {
        record Genuine(Named named) implements Read {}

        /// It was signed here, and is too old.
        record Expired(Named named) implements Read {}

        /// It was not made here, or was changed or cut on its way.
        record Forged() implements Read {}
    }

    /// @throws IllegalStateException where there is no such key
    String make(Named named) {
        byte[] key = keys.apply(named.key())
                .orElseThrow(() -> new IllegalStateException("there is no survey key " + named.key()));
        byte[] body = body(named);
        byte[] token = Arrays.copyOf(body, BODY + MAC);
        System.arraycopy(sign(key, body), 0, token, BODY, MAC);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    Read read(String token, Instant now) {
        if (token.length() != LENGTH) {
            return new Read.Forged();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return new Read.Forged();
        }
        ByteBuffer body = ByteBuffer.wrap(bytes);
        int kind = body.get();
        Named named = new Named(
                kind > 0 && kind < Kind.values().length ? Kind.values()[kind] : Kind.UNUSED,
                body.getLong(),
                body.getLong(),
                Instant.ofEpochSecond(Integer.toUnsignedLong(body.getInt())),
                Short.toUnsignedInt(body.getShort()));
        boolean genuine = named.kind() != Kind.UNUSED
                && keys.apply(named.key())
                        .filter(key -> MessageDigest.isEqual(
                                sign(key, Arrays.copyOf(bytes, BODY)), Arrays.copyOfRange(bytes, BODY, bytes.length)))
                        .isPresent()
                // Its last character may hold bits that no byte has.
                && token.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        if (!genuine) {
            return new Read.Forged();
        }
        return now.isBefore(named.expires()) ? new Read.Genuine(named) : new Read.Expired(named);
    }

    /// What is kept of a token.
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static byte[] body(Named named) {
        return ByteBuffer.allocate(BODY)
                .put((byte) named.kind().ordinal())
                .putLong(named.first())
                .putLong(named.second())
                .putInt((int) named.expires().getEpochSecond())
                .putShort((short) named.key())
                .array();
    }

    static byte[] sign(byte[] key, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }
}
