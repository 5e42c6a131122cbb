package io.rapport.server.chat;

import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.journal.Follower;
import io.rapport.server.journal.Recorded;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/// Wakes the streams of visitors when something was said in their talk. Carries no words: each stream reads what it has
/// not sent yet, so nothing is lost when it is woken too often or too late. Thread-safe.
final class ChatStreams implements Follower, SmartLifecycle {
    private final int most;
    private final int mostPerAddress;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byAddress = new HashMap<>();
    private volatile boolean running;

    ChatStreams(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /// One open stream.
    final class Open implements AutoCloseable {
        private final String address;
        private final Semaphore bell = new Semaphore(0);
        private volatile Optional<CustomerId> customer = Optional.empty();

        private Open(String address) {
            this.address = address;
        }

        /// Whose talk it shows, once that is known.
        void shows(Optional<CustomerId> whose) {
            customer = whose;
        }

        /// Waits until something was said, or the time is over.
        ///
        /// @return whether to go on at all
        boolean await(Duration longest) {
            try {
                if (bell.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
                return running;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            open.remove(this);
            synchronized (byAddress) {
                byAddress.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
            }
        }
    }

    /// Opens a stream; empty when there are too many.
    Optional<Open> open(String address) {
        synchronized (byAddress) {
            int here = byAddress.getOrDefault(address, 0);
            if (!running || open.size() >= most || here >= mostPerAddress) {
                return Optional.empty();
            }
            byAddress.put(address, here + 1);
        }
        Open stream = new Open(address);
        open.add(stream);
        return Optional.of(stream);
    }

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public void follow(List<Recorded> events) {
        for (Recorded recorded : events) {
            if (isSaid(recorded)) {
                recorded.customer().ifPresent(this::wake);
            }
        }
    }

    private static boolean isSaid(Recorded recorded) {
        return switch (recorded.event()) {
            case InteractionEvent.InteractionArrived e -> e.channel() == Channel.CHAT;
            case InteractionEvent.InteractionSent e -> e.channel() == Channel.CHAT;
            default -> false;
        };
    }

    /// A visitor's first words make a customer of them only now: those whose customer is not known look as well.
    void wake(CustomerId customer) {
        for (Open stream : open) {
            if (stream.customer.isEmpty() || stream.customer.get().equals(customer)) {
                stream.bell.release();
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /// Before the web server waits for its last requests: these would never end.
    @Override
    public void stop() {
        running = false;
        open.forEach(stream -> stream.bell.release());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
