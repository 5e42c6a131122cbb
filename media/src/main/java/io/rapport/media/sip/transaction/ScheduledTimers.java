package io.rapport.media.sip.transaction;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Timers by the clock of the machine. What comes due is done on one thread, so it must be quick.
public final class ScheduledTimers implements Timers, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ScheduledTimers.class);

    private final ScheduledThreadPoolExecutor executor;

    public ScheduledTimers() {
        executor = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().name("sip-timers").daemon().unstarted(task));
        // Most alarms are cancelled long before they are due.
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Alarm after(Duration delay, Runnable then) {
        try {
            ScheduledFuture<?> due = executor.schedule(() -> guarded(then), delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> due.cancel(false);
        } catch (RejectedExecutionException closed) {
            // Nothing comes due after the end.
            return () -> {};
        }
    }

    private static void guarded(Runnable then) {
        try {
            then.run();
        } catch (RuntimeException ours) {
            log.error("sip timer failed", ours);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
