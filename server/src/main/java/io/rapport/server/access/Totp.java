package io.rapport.server.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time passwords (RFC 6238) as authenticators speak them: HMAC-SHA-1, six digits, 30 seconds. Pure but
/// for fresh secrets.
final class Totp {
    static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    /// How far a clock may be off, in steps (RFC 6238 section 5.2).
    private static final int DRIFT = 1;
    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /// 160 bits, as RFC 4226 section 4 recommends.
    static byte[] freshSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0x0f;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA-1", impossible);
        }
    }

    /// The step a code belongs to, if it is one of now and later than the last that was taken.
    static OptionalLong match(byte[] secret, String code, Instant now, long lastStep) {
        byte[] given = code.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = step(now) - DRIFT; step <= step(now) + DRIFT; step++) {
            byte[] right = code(secret, step).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(right, given) && step > lastStep) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }
}
