package io.rapport.server.openid;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the provider publishes, read anew after [#KEPT]; its keys also when a signature fits none of them, but not
/// more often than every [#KEYS_AGAIN]. Thread-safe.
final class Published {
    static final Duration KEPT = Duration.ofHours(1);
    static final Duration KEYS_AGAIN = Duration.ofSeconds(30);
    private static final int MOST_KEYS = 100;

    private final ProviderClient client;
    private final Clock clock;
    private volatile Optional<Known> known = Optional.empty();

    Published(ProviderClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /// @param keysRead when the keys were read
    record Known(Discovery discovery, JWKSet keys, Instant read, Instant keysRead) {}

    /// @throws IOException with a sentence, when the provider does not answer, or answers nonsense
    Known of(String issuer) throws IOException {
        Instant now = clock.instant();
        Optional<Known> kept = known.filter(k ->
                k.discovery().issuer().equals(issuer) && k.read().plus(KEPT).isAfter(now));
        return kept.isPresent() ? kept.get() : look(issuer);
    }

    /// The same, read now.
    Known look(String issuer) throws IOException {
        Instant now = clock.instant();
        URI at = Address.of(issuer)
                .map(address -> Discovery.at(issuer))
                .orElseThrow(() -> new IOException("The issuer is an address that begins with https://"));
        Discovery discovery = Discovery.of(client.read(at), issuer);
        Known fresh = new Known(discovery, keys(discovery), now, now);
        known = Optional.of(fresh);
        return fresh;
    }

    /// Keys that may be newer than these.
    Optional<Known> newer(Known than) throws IOException {
        Instant now = clock.instant();
        if (than.keysRead().plus(KEYS_AGAIN).isAfter(now)) {
            return Optional.empty();
        }
        Known fresh = new Known(than.discovery(), keys(than.discovery()), than.read(), now);
        known = Optional.of(fresh);
        return known;
    }

    private JWKSet keys(Discovery discovery) throws IOException {
        JsonNode said = client.read(discovery.keys());
        try {
            JWKSet keys = JWKSet.parse(said.toString());
            if (keys.isEmpty() || keys.size() > MOST_KEYS) {
                throw new IOException("The provider publishes " + keys.size() + " keys");
            }
            return keys;
        } catch (ParseException unreadable) {
            throw new IOException("The provider's keys can't be read", unreadable);
        }
    }
}
