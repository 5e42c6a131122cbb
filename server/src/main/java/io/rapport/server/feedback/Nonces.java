package io.rapport.server.feedback;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// What a page is given so that what is sent from it counts once: a random number, signed for one token. Each page has
/// another, so that a button pressed twice is one vote and two pages are two. Thread-safe.
final class Nonces {
    private static final int NUMBER = 10;
    private static final int SIGNATURE = 16;

    private final byte[] key;
    private final SecureRandom random = new SecureRandom();

    Nonces(byte[] key) {
        this.key = key.clone();
    }

    String fresh(String token) {
        byte[] number = new byte[NUMBER];
        random.nextBytes(number);
        byte[] nonce = Arrays.copyOf(number, NUMBER + SIGNATURE);
        System.arraycopy(sign(token, number), 0, nonce, NUMBER, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    /// The number in it, as text; empty where it was not made for this token.
    Optional<String> read(String token, String nonce) {
        byte[] bytes;
        try {
            bytes = nonce.length() > 64 ? new byte[0] : Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != NUMBER + SIGNATURE) {
            return Optional.empty();
        }
        byte[] number = Arrays.copyOf(bytes, NUMBER);
        boolean genuine = MessageDigest.isEqual(sign(token, number), Arrays.copyOfRange(bytes, NUMBER, bytes.length));
        return genuine ? Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(number)) : Optional.empty();
    }

    private byte[] sign(String token, byte[] number) {
        byte[] hash = AskTokens.hash(token);
        byte[] body = ByteBuffer.allocate(hash.length + number.length)
                .put(hash)
                .put(number)
                .array();
        return Arrays.copyOf(AskTokens.sign(key, body), SIGNATURE);
    }
}
