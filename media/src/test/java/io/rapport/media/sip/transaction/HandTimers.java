package io.rapport.media.sip.transaction;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Time that passes when it is told to. For one thread.
public final class HandTimers implements Timers {
    private record Due(long at, long order, Runnable then, boolean[] gone) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long now;
    private long order;

    @Override
    public Alarm after(Duration delay, Runnable then) {
        Due one = new Due(now + delay.toMillis(), order++, then, new boolean[1]);
        due.add(one);
        return () -> one.gone()[0] = true;
    }

    /// Does all that comes due.
    public void pass(Duration time) {
        pass(time, () -> {});
    }

    /// @param between after each thing that was done
    public void pass(Duration time, Runnable between) {
        long until = now + time.toMillis();
        between.run();
        while (!due.isEmpty() && due.peek().at() <= until) {
            Due next = due.poll();
            now = next.at();
            if (!next.gone()[0]) {
                next.then().run();
                between.run();
            }
        }
        now = until;
    }
}
