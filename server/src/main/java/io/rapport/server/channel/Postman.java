package io.rapport.server.channel;

import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Carries what the outbox holds: looks when woken and when the next message's time has come. Several processes
/// may run one each; every message is claimed by one of them at a time. A message whose process died while
/// sending is sent again, with the same Message-ID.
final class Postman implements SmartLifecycle {
    static final int AT_ONCE = 8;
    /// So many places are never taken by what went to many.
    static final int KEPT_FREE = 4;
    private static final int LEFT_BEHIND = 100;
    static final Duration LEASE = Duration.ofMinutes(3);
    static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
    static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(Postman.class);

    private final ChannelParts parts;
    private final Outbox outbox;
    private final Settling settling;
    private final Map<Channel, Carrier> carriers;
    private final Semaphore bell;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final String me = UUID.randomUUID().toString();
    private volatile boolean running;
    private Optional<Thread> thread = Optional.empty();
    private Optional<ExecutorService> carrying = Optional.empty();

    Postman(ChannelParts parts, Outbox outbox, Settling settling, Map<Channel, Carrier> carriers, Semaphore bell) {
        this.parts = parts;
        this.outbox = outbox;
        this.settling = settling;
        this.carriers = Map.copyOf(carriers);
        this.bell = bell;
    }

    @Override
    public void start() {
        running = true;
        carrying = Optional.of(Executors.newVirtualThreadPerTaskExecutor());
        thread = Optional.of(Thread.ofPlatform().name("postman").daemon().start(this::rounds));
    }

    @Override
    public void stop() {
        running = false;
        bell.release();
        thread.ifPresent(t -> {
            try {
                t.join(Duration.ofSeconds(5));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        carrying.ifPresent(ExecutorService::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void rounds() {
        while (running) {
            try {
                if (!round()) {
                    sleep();
                }
            } catch (RuntimeException away) {
                log.warn("postman waits cause={}", away.toString());
                pause(AFTER_FAILURE);
            }
        }
    }

    private boolean round() {
        Instant now = parts.clock().instant();
        List<OutboundStore.Row> ripe = parts.outbounds().ripe(now, 100);
        ripe.forEach(outbox::release);
        int free = room.availablePermits();
        List<OutboundStore.Row> due = free == 0 ? List.of() : claim(now, free);
        for (OutboundStore.Row row : due) {
            room.acquireUninterruptibly();
            carrying.orElseThrow().execute(() -> {
                try {
                    carry(row);
                } catch (RuntimeException away) {
                    log.warn("outbound outcome not written outbound={} cause={}", row.id(), away.toString());
                } finally {
                    room.release();
                    bell.release();
                }
            });
        }
        return !ripe.isEmpty() || !due.isEmpty();
    }

    /// What one of us wrote goes first; what went to many and is tried again gets what room is left, and never all.
    private List<OutboundStore.Row> claim(Instant now, int free) {
        List<OutboundStore.Row> ours =
                parts.transaction().execute(status -> parts.outbounds().claim(me, now, LEASE, free));
        int left = free - ours.size() - KEPT_FREE;
        List<OutboundStore.Row> due = new ArrayList<>(ours);
        if (left > 0) {
            parts.outbounds()
                    .leftBehind(now, LEFT_BEHIND)
                    .forEach(row -> parts.transaction().executeWithoutResult(status -> {
                        parts.customers().lock(row.customer());
                        settling.unsure(row, "The server ended while it was sending.", now);
                    }));
            due.addAll(parts.transaction().execute(status -> parts.outbounds().claimOfMany(me, now, LEASE, left)));
        }
        return due;
    }

    private void sleep() {
        Instant now = parts.clock().instant();
        Duration wait = room.availablePermits() == 0
                ? LONGEST_SLEEP
                : parts.outbounds()
                        .nextTime()
                        .map(next -> Duration.between(now, next))
                        .filter(d -> d.compareTo(LONGEST_SLEEP) < 0)
                        .orElse(LONGEST_SLEEP);
        pause(wait.isNegative() ? Duration.ofMillis(20) : wait.plusMillis(1));
    }

    private void pause(Duration wait) {
        try {
            if (bell.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException stopped) {
            running = false;
        }
    }

    private void carry(OutboundStore.Row row) {
        Carrier carrier = carriers.get(row.channel());
        Delivery delivery = carrier == null
                ? new Delivery.Deferred("no carrier for " + row.channel() + " is running")
                : carrier.carry(parcel(row));
        parts.transaction().executeWithoutResult(status -> {
            parts.customers().lock(row.customer());
            settling.settle(row, delivery, parts.clock().instant());
        });
    }

    private Parcel parcel(OutboundStore.Row row) {
        OutboundStore.Words words = parts.outbounds().words(row.interaction());
        List<Content.Attached> files = new ArrayList<>();
        for (long file : parts.outbounds().files(row.interaction())) {
            parts.interactions()
                    .file(file)
                    .ifPresent(f -> files.add(new Content.Attached(f.name(), f.type(), f.bytes(), Optional.empty())));
        }
        Door door = parts.doors().find(row.door()).orElseThrow();
        return new Parcel(
                row.id(),
                row.door(),
                row.messageId(),
                from(row.fromName(), parts.accounts().setting("company").orElse("")),
                door.address(),
                row.replyAddress(),
                new ContactPoint(kind(row.channel()), row.recipient()),
                row.recipientName(),
                words.subject(),
                whole(words.text(), row),
                row.html(),
                files,
                row.inReplyTo(),
                row.automatic(),
                row.unsubscribe(),
                row.written());
    }

    private static ContactPoint.Kind kind(Channel channel) {
        return channel == Channel.SMS ? ContactPoint.Kind.PHONE : ContactPoint.Kind.EMAIL;
    }

    /// "Nell at Brightline".
    static String from(String name, String company) {
        return company.isEmpty() || name.contains(company) ? name : name + " at " + company;
    }

    /// The words, who signs, and what they answer, as mail programs put them below each other.
    private static String whole(String words, OutboundStore.Row row) {
        String signed = row.signature().isEmpty() ? words : words + "\n\n-- \n" + row.signature();
        return row.quoted().isEmpty() ? signed : signed + "\n\n" + row.quoted();
    }
}
