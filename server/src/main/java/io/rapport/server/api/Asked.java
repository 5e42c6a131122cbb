package io.rapport.server.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a program asked under a key of its own.
///
/// @param key 1 to 100 characters of printable ASCII
/// @param digest of what was asked, beside method and path
record Asked(String key, String method, String path, byte[] digest) {
    static final int MOST = 100;

    static boolean isKey(String key) {
        return !key.isEmpty() && key.length() <= MOST && key.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    static Asked of(String key, String method, String path, @Nullable String query, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((query == null ? "\n" : query + "\n").getBytes(StandardCharsets.UTF_8));
            return new Asked(key, method, path, digest.digest(body));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Asked asked
                && key.equals(asked.key)
                && method.equals(asked.method)
                && path.equals(asked.path)
                && Arrays.equals(digest, asked.digest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, method, path);
    }
}
