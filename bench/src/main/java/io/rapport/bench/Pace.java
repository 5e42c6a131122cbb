package io.rapport.bench;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Mails at a fixed rate, whatever becomes of those before, over a few connections.
public final class Pace implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final Map<Integer, Double> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final List<Thread> senders = new ArrayList<>();
    private final long begun = System.nanoTime();
    private volatile boolean stopped;

    /// One mail of the load.
    record Mail(String from, String to, byte[] bytes) {}

    /// @param mails the mail of each number from 0
    /// @param most after so many it ends by itself
    Pace(int port, double perSecond, int most, IntFunction<Mail> mails) {
        for (int i = 0; i < CONNECTIONS; i++) {
            senders.add(Thread.ofPlatform().daemon().start(() -> send(port, perSecond, most, mails)));
        }
    }

    private void send(int port, double perSecond, int most, IntFunction<Mail> mails) {
        try (SmtpClient client = new SmtpClient(port)) {
            for (int n = next.getAndIncrement(); n < most && !stopped; n = next.getAndIncrement()) {
                Mail mail = mails.apply(n);
                long due = begun + (long) (n / perSecond * 1e9);
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                if (client.send(mail.from(), mail.to(), mail.bytes()).startsWith("250")) {
                    acknowledged.put(n, millis());
                } else {
                    failed.incrementAndGet();
                }
            }
        } catch (IOException gone) {
            failed.incrementAndGet();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Milliseconds since 1970 on the machine's clock, with fractions.
    static double millis() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1000.0;
    }

    /// When each number's `250` was read, in milliseconds since 1970.
    Map<Integer, Double> acknowledged() {
        return acknowledged;
    }

    int failed() {
        return failed.get();
    }

    void join() throws InterruptedException {
        for (Thread sender : senders) {
            sender.join();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        join();
    }

    /// The value below which this share of all lies (nearest rank).
    public static double percentile(List<Double> values, double share) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
