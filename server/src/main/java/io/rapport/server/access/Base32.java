package io.rapport.server.access;

import java.security.SecureRandom;

/// Base32 without padding (RFC 4648 section 6), as authenticators take secrets and people read codes aloud.
final class Base32 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Base32() {}

    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte one : bytes) {
            held = (held << 8) | (one & 0xff);
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(LETTERS.charAt((held >> (bits - 5)) & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(LETTERS.charAt((held << (5 - bits)) & 31));
        }
        return text.toString();
    }

    static String random(int letters) {
        StringBuilder text = new StringBuilder(letters);
        RANDOM.ints(letters, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
        return text.toString();
    }
}
