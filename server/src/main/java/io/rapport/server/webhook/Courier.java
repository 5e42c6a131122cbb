package io.rapport.server.webhook;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Brings what waits to its webhooks: one at a time to each, all of them side by side, so that a slow one keeps nobody
/// else waiting. At least once; the header `webhook-id` is the same each time.
final class Courier implements SmartLifecycle {
    static final Duration LOOK = Duration.ofMillis(500);
    private static final int AT_ONCE = 50;
    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Webhooks hooks;
    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final PinnedPost post;
    private final List<String> allow;
    private final Clock clock;
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private volatile Optional<Thread> thread = Optional.empty();
    private volatile boolean running;

    Courier(
            Webhooks hooks,
            WebhookStore store,
            DeliveryStore deliveries,
            PinnedPost post,
            List<String> allow,
            Clock clock) {
        this.hooks = hooks;
        this.store = store;
        this.deliveries = deliveries;
        this.post = post;
        this.allow = allow;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Optional.of(Thread.ofPlatform().name("webhooks").daemon().start(this::look));
    }

    @Override
    public void stop() {
        running = false;
        thread.ifPresent(LockSupport::unpark);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void look() {
        while (running) {
            try {
                for (long hook : deliveries.due(clock.instant())) {
                    if (busy.add(hook)) {
                        Thread.ofVirtual().name("webhook-" + hook).start(() -> serve(hook));
                    }
                }
            } catch (RuntimeException failure) {
                log.warn("webhooks wait cause={}", failure.toString());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private void serve(long id) {
        try {
            Optional<Webhook> hook = store.find(id).filter(Webhook::enabled);
            if (hook.isPresent()) {
                for (Delivery delivery : deliveries.due(id, clock.instant(), AT_ONCE)) {
                    if (!running || !bring(hook.get(), delivery)) {
                        break;
                    }
                }
            }
        } catch (RuntimeException failure) {
            log.warn("webhook waits webhook={} cause={}", id, failure.toString());
        } finally {
            busy.remove(id);
        }
    }

    /// @return whether it arrived
    private boolean bring(Webhook hook, Delivery delivery) {
        Instant now = clock.instant();
        String id = "msg_" + delivery.id();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Rapport");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", Signature.of(hooks.secrets(hook.id(), now), id, now, delivery.body()));
        Optional<Integer> status = Optional.empty();
        String answer;
        try {
            Destination to = Destination.of(hook.address(), allow)
                    .orElseThrow(() -> new IOException("this address may not be reached"));
            PinnedPost.Answer heard = post.send(to, headers, delivery.body());
            status = Optional.of(heard.status());
            answer = heard.start();
        } catch (IOException failure) {
            answer = String.valueOf(failure.getMessage());
        }
        boolean arrived = status.filter(s -> s >= 200 && s < 300).isPresent();
        conclude(hook, delivery, arrived, status, answer);
        return arrived;
    }

    private void conclude(Webhook hook, Delivery delivery, boolean arrived, Optional<Integer> status, String answer) {
        Instant now = clock.instant();
        if (arrived) {
            deliveries.tried(delivery.id(), Delivery.State.DELIVERED, Optional.empty(), status, answer, now);
            store.arrived(hook.id());
            return;
        }
        Optional<Instant> next = Pauses.next(delivery.attempts() + 1, delivery.created(), now);
        Delivery.State state = next.isPresent() ? Delivery.State.WAITING : Delivery.State.PARKED;
        deliveries.tried(delivery.id(), state, next, status, answer, now);
        Instant since = store.failed(hook.id(), now);
        log.warn("webhook failed webhook={} delivery={} status={}", hook.id(), delivery.id(), status.orElse(0));
        if (since != null && !since.plus(Pauses.LASTS).isAfter(now)) {
            hooks.giveUp(hook.id(), now);
            log.error("webhook given up webhook={}", hook.id());
        }
    }
}
