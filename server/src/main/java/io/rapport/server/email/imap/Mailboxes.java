package io.rapport.server.email.imap;

import io.rapport.server.channel.ChannelState;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.email.intake.MailIntake;
import io.rapport.server.email.oauth.AccessTokens;
import io.rapport.server.vocabulary.DoorId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// One [Fetcher] for each open door with a mailbox; started, stopped and replaced as doors change. Thread-safe.
public final class Mailboxes implements AutoCloseable {
    private final Doors doors;
    private final AccessTokens tokens;
    private final ChannelState state;
    private final MailIntake intake;
    private final int maxMessage;
    private final Clock clock;
    private final Map<DoorId, Fetcher> fetchers = new HashMap<>();
    private boolean closed;

    /// @param maxMessage bytes of the largest message that is fetched
    public Mailboxes(
            Doors doors, AccessTokens tokens, ChannelState state, MailIntake intake, int maxMessage, Clock clock) {
        this.doors = doors;
        this.tokens = tokens;
        this.state = state;
        this.intake = intake;
        this.maxMessage = maxMessage;
        this.clock = clock;
    }

    /// Makes the fetchers what the doors say now. Called at the start and after every change.
    public synchronized void refresh() {
        if (closed) {
            return;
        }
        Map<DoorId, Door> wanted = new HashMap<>();
        for (Door door : doors.all()) {
            if (door.enabled() && door.imap().isPresent()) {
                wanted.put(door.id(), door);
            }
        }
        fetchers.entrySet().removeIf(entry -> {
            boolean same = entry.getValue().door().equals(wanted.get(entry.getKey()));
            if (!same) {
                entry.getValue().stop();
            }
            return !same;
        });
        wanted.forEach((id, door) -> fetchers.computeIfAbsent(id, _ -> start(door)));
    }

    private Fetcher start(Door door) {
        Fetcher fetcher = new Fetcher(door, tokens, doors, state, intake, maxMessage, clock);
        Thread.ofVirtual().name("mailbox-" + door.id()).start(fetcher);
        return fetcher;
    }

    /// Signs in anew at once, however long the fetcher meant to wait: an administrator has mended something.
    public synchronized void again(DoorId door) {
        Fetcher known = fetchers.remove(door);
        if (known != null) {
            known.stop();
            fetchers.put(door, start(known.door()));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        fetchers.values().forEach(Fetcher::stop);
        fetchers.clear();
    }
}
