package io.rapport.server.email;

import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.ChannelState;
import io.rapport.server.channel.Fate;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Taken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// The far side of the port in adapter tests: remembers what was handed in, by key, and can be out of order.
public final class Recorded implements Inbox, ChannelState {

    public final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    public final Map<String, String> state = new LinkedHashMap<>();
    private volatile Predicate<Arrival> unavailable = _ -> false;
    private volatile boolean forgetful;
    private long inbound;

    public void unavailableFor(Predicate<Arrival> which) {
        unavailable = which;
    }

    /// Whether state can't be written now.
    public void forgetful(boolean now) {
        forgetful = now;
    }

    @Override
    public synchronized Taken take(Arrival arrival) {
        if (unavailable.test(arrival)) {
            throw new InboxUnavailableException("the database is down", new IllegalStateException());
        }
        boolean again = arrivals.stream().anyMatch(known -> known.key().equals(arrival.key()));
        if (!again) {
            arrivals.add(arrival);
            inbound++;
            notifyAll();
        }
        return new Taken(inbound, new Fate.NeedsNoAnswer("test"), Optional.empty(), Optional.empty(), again);
    }

    @Override
    public synchronized Taken take(Arrival arrival, Change change) {
        Taken taken = take(arrival);
        write(change);
        return taken;
    }

    @Override
    public synchronized Taken take(Arrival vote, Consequence consequence) {
        return take(vote);
    }

    @Override
    public synchronized Optional<String> read(io.rapport.server.vocabulary.DoorId door, String key) {
        return Optional.ofNullable(state.get(door + " " + key));
    }

    @Override
    public synchronized void write(Change change) {
        if (forgetful) {
            throw new IllegalStateException("the database is down");
        }
        state.put(change.door() + " " + change.key(), change.value());
    }

    /// Waits until so many have come; fails after ten seconds.
    public synchronized List<Arrival> await(int count) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (arrivals.size() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("only " + arrivals.size() + " of " + count + " came");
            }
            wait(left);
        }
        return List.copyOf(arrivals);
    }
}
