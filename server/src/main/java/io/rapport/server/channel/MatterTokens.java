package io.rapport.server.channel;

import io.rapport.server.vocabulary.MatterId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed names of matters, for reply addresses and Message-IDs: the matter's number and 80 bits of
/// HMAC-SHA256, 24 characters of URL-safe Base64. Who presents one has received mail of ours about that matter.
final class MatterTokens {
    private static final int NUMBER = Long.BYTES;
    private static final int SIGNATURE = 10;

    private final SecretKeySpec key;

    MatterTokens(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    String of(MatterId matter) {
        byte[] number = ByteBuffer.allocate(NUMBER).putLong(matter.value()).array();
        byte[] token = Arrays.copyOf(number, NUMBER + SIGNATURE);
        System.arraycopy(sign(number), 0, token, NUMBER, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// The matter a token names; empty if it was not made here.
    Optional<MatterId> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != NUMBER + SIGNATURE) {
            return Optional.empty();
        }
        byte[] number = Arrays.copyOf(bytes, NUMBER);
        byte[] expected = Arrays.copyOf(sign(number), SIGNATURE);
        long value = ByteBuffer.wrap(number).getLong();
        boolean genuine = MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, NUMBER, bytes.length));
        return genuine && value > 0 ? Optional.of(new MatterId(value)) : Optional.empty();
    }

    private byte[] sign(byte[] number) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(number);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }
}
