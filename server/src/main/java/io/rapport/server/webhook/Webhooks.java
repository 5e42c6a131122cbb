package io.rapport.server.webhook;

import io.rapport.server.vault.Sealer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Who hears what happened. Thread-safe.
public final class Webhooks {
    static final int MOST = 20;
    /// By which time both secrets are signed with after a new one was made.
    static final Duration OLD_SECRET = Duration.ofDays(1);
    /// That may wait for one webhook.
    static final int MOST_WAITING = 100_000;
    /// How long what arrived, and what did not, is shown.
    static final Duration LOG = Duration.ofDays(14);
    private static final String PURPOSE = "webhook secret";
    private static final int KEY_BYTES = 32;

    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final Sealer sealer;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(WebhookStore store, DeliveryStore deliveries, Sealer sealer, Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// One that was switched off because nothing arrived.
    public record GivenUp(long id, String address, Instant at) {}

    /// Those that an administrator should look at.
    public List<GivenUp> givenUp() {
        return store.all().stream()
                .flatMap(hook -> hook.givenUp().stream().map(at -> new GivenUp(hook.id(), hook.address(), at)))
                .toList();
    }

    List<Webhook> all() {
        return store.all();
    }

    Optional<Webhook> find(long id) {
        return store.find(id);
    }

    record Added(long id, String secret) {}

    Added add(String address, List<String> types) {
        String secret = secret();
        return new Added(store.add(address, types, sealer.sealText(secret, PURPOSE), clock.instant()), secret);
    }

    boolean change(long id, String address, List<String> types, boolean enabled) {
        boolean changed = store.change(id, address, types, enabled);
        if (changed && !enabled) {
            deliveries.park(id);
        }
        return changed;
    }

    boolean remove(long id) {
        return store.remove(id);
    }

    /// A new secret, shown once; the old one is signed with as well for [#OLD_SECRET].
    Optional<String> renew(long id) {
        String secret = secret();
        boolean known = store.renew(
                id, sealer.sealText(secret, PURPOSE), clock.instant().plus(OLD_SECRET));
        return known ? Optional.of(secret) : Optional.empty();
    }

    List<String> secrets(long id, Instant now) {
        return store.secrets(id, now).stream()
                .map(secret -> sealer.openText(secret, PURPOSE))
                .toList();
    }

    List<Delivery> latest(long id, OptionalLong before, int limit) {
        return deliveries.latest(id, before, limit);
    }

    boolean again(long id, long delivery) {
        return deliveries.again(id, delivery, clock.instant());
    }

    void sweep() {
        Instant now = clock.instant();
        for (long id : deliveries.overfull(MOST_WAITING)) {
            giveUp(id, now);
        }
        deliveries.sweep(now.minus(LOG));
    }

    void giveUp(long id, Instant now) {
        if (store.giveUp(id, now)) {
            deliveries.park(id);
        }
    }

    private String secret() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Signature.secret(key);
    }
}
