package io.rapport.server.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Challenges that authenticators sign: each is answered once, within five minutes. Bounded memory; thread-safe.
final class Challenges {
    static final Duration LASTS = Duration.ofMinutes(5);
    private static final int MOST = 50_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Asked(OptionalLong account, Instant until) {}

    private final Map<String, Asked> asked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > MOST;
        }
    };

    /// @param account who is asked; empty: whoever signs in
    synchronized byte[] make(OptionalLong account, Instant now) {
        byte[] challenge = new byte[32];
        RANDOM.nextBytes(challenge);
        asked.put(HexFormat.of().formatHex(challenge), new Asked(account, now.plus(LASTS)));
        return challenge;
    }

    synchronized boolean take(byte[] challenge, OptionalLong account, Instant now) {
        Asked known = asked.remove(HexFormat.of().formatHex(challenge));
        return known != null && known.account().equals(account) && known.until().isAfter(now);
    }
}
