package io.rapport.server.web;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How much one network address may send. An IPv6 address counts with its /64, which is what one household has.
/// Bounded memory: of [#MAX_KEYS] addresses, the ones not seen for longest are forgotten. Thread-safe.
public final class PostLimit {
    static final int MAX_KEYS = 10_000;

    private record Window(Instant since, int posts) {}

    private final int most;
    private final Duration per;
    private final Map<String, Window> windows = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MAX_KEYS;
        }
    };

    public PostLimit(int most, Duration per) {
        this.most = most;
        this.per = per;
    }

    /// Counts one.
    ///
    /// @return how long to wait, where it is one too many
    public synchronized Optional<Duration> count(String address, Instant now) {
        String key = network(address);
        Window known = windows.get(key);
        if (known == null || !known.since().plus(per).isAfter(now)) {
            windows.put(key, new Window(now, 1));
            return Optional.empty();
        }
        if (known.posts() >= most) {
            return Optional.of(Duration.between(now, known.since().plus(per)));
        }
        windows.put(key, new Window(known.since(), known.posts() + 1));
        return Optional.empty();
    }

    synchronized int size() {
        return windows.size();
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            StringBuilder prefix = new StringBuilder();
            for (int i = 0; i < Math.min(8, bytes.length); i++) {
                prefix.append(Integer.toHexString(bytes[i] & 0xff)).append(':');
            }
            return prefix.toString();
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }
}
