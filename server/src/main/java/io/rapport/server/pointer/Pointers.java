package io.rapport.server.pointer;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What each of us should look at. What changes something runs in the caller's transaction.
public final class Pointers {
    /// Open ones that are shown to somebody; older ones come up when these are seen.
    public static final int SHOWN = 50;

    private final PointerStore store;
    private final Journal journal;

    Pointers(PointerStore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    /// A colleague named them in a note; once for each note.
    public void mention(AgentId agent, CustomerId customer, long note, AgentId by, Instant now) {
        store.mention(agent, customer, note, by, now).ifPresent(id -> made(id, agent, now));
    }

    /// Their reply was held.
    public void held(AgentId agent, CustomerId customer, InteractionId interaction, Instant now) {
        made(store.held(agent, customer, interaction, now), agent, now);
    }

    /// They voted that all is well.
    public void vote(AgentId agent, CustomerId customer, InteractionId interaction, Instant now) {
        made(store.vote(agent, customer, interaction, now), agent, now);
    }

    private void made(long pointer, AgentId agent, Instant now) {
        journal.append(new PointerEvent.PointerMade(pointer, agent), now);
    }

    /// They opened the page of a person with these records.
    public void seen(AgentId agent, List<CustomerId> records, Instant now) {
        if (store.seen(agent, records, now)) {
            journal.append(new PointerEvent.PointersSeen(agent), now);
        }
    }

    /// What somebody has not seen yet, newest first.
    public List<Pointer> of(AgentId agent) {
        return store.of(agent, SHOWN);
    }

    /// Empty if it was seen.
    public Optional<Pointer> find(long pointer) {
        return store.find(pointer);
    }
}
