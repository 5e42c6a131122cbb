package io.rapport.media.line;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets each of many do something once in a period, in groups a millisecond apart, so that nothing waits for all of
/// them at once. For one thread.
final class Beats {
    private static final long GROUP_NANOS = 1_000_000;

    /// When the thread was held up for longer, what it missed is dropped: played in a burst it would only be late for
    /// good.
    private static final int MOST_LATE_PERIODS = 5;

    private static final Logger log = LoggerFactory.getLogger(Beats.class);

    private final List<Group> groups;
    private final long beganNanos;
    private final long mostLateNanos;

    /// The next group to run, counted from the beginning.
    private long next;

    /// Those of one time.
    private static final class Group {
        private final Set<MediaLoop.Beating> members = new LinkedHashSet<>();
        private MediaLoop.Beating @Nullable [] all;

        /// As they are now: who joins or leaves during a beat does so for the next.
        MediaLoop.Beating[] all() {
            MediaLoop.Beating[] now = all;
            if (now == null) {
                now = members.toArray(MediaLoop.Beating[]::new);
                all = now;
            }
            return now;
        }
    }

    /// @param periodMillis as many groups there are
    /// @param beganNanos when beat 0 was
    /// @param nowNanos what is before is not made up for
    Beats(int periodMillis, long beganNanos, long nowNanos) {
        groups = Stream.generate(Group::new).limit(periodMillis).toList();
        mostLateNanos = MOST_LATE_PERIODS * periodMillis * GROUP_NANOS;
        this.beganNanos = beganNanos;
        next = (nowNanos - beganNanos) / GROUP_NANOS + 1;
    }

    /// Into the smallest group, unless it is in one.
    void join(MediaLoop.Beating one) {
        Group smallest = groups.getFirst();
        for (Group group : groups) {
            if (group.members.contains(one)) {
                return;
            }
            if (group.members.size() < smallest.members.size()) {
                smallest = group;
            }
        }
        smallest.members.add(one);
        smallest.all = null;
    }

    void leave(MediaLoop.Beating one) {
        for (Group group : groups) {
            if (group.members.remove(one)) {
                group.all = null;
            }
        }
    }

    /// How long until somebody beats; a period where there is nobody.
    long nanosUntilDue(long now) {
        int nobody = 0;
        while (nobody < groups.size() && group(next + nobody).members.isEmpty()) {
            nobody++;
        }
        return dueNanos(next + nobody) - now;
    }

    /// Lets all beat who should have by now.
    void run(long now) {
        for (long due = dueNanos(next); due - now <= 0; due += GROUP_NANOS) {
            if (now - due <= mostLateNanos) {
                beat(group(next).all(), next / groups.size(), now);
            }
            next++;
        }
    }

    private long dueNanos(long number) {
        return beganNanos + number * GROUP_NANOS;
    }

    private Group group(long number) {
        return groups.get((int) (number % groups.size()));
    }

    private static void beat(MediaLoop.Beating[] all, long beat, long now) {
        for (MediaLoop.Beating one : all) {
            try {
                one.beat(beat, now);
            } catch (RuntimeException ours) {
                log.error("media beat failed", ours);
            }
        }
    }
}
