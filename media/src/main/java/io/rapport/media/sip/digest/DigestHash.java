package io.rapport.media.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// How a password is hashed; the better one first.
public enum DigestHash {
    SHA_256("SHA-256"),
    MD5("MD5");

    private final String algorithm;

    DigestHash(String algorithm) {
        this.algorithm = algorithm;
    }

    /// As headers name it.
    public String algorithm() {
        return algorithm;
    }

    static Optional<DigestHash> named(String name) {
        return Arrays.stream(values())
                .filter(hash -> hash.algorithm.equalsIgnoreCase(name))
                .findFirst();
    }

    /// In small hexadecimal digits.
    String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }

    String of(String... parts) {
        return of(String.join(":", parts).getBytes(StandardCharsets.UTF_8));
    }
}
