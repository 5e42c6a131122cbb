package io.rapport.server.interaction;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What customers need. What changes something runs in the caller's transaction, with the customer locked.
public final class Matters {
    /// A matter closes when its customer is silent for this long after our last word.
    public static final Duration SILENCE = Duration.ofDays(7);

    private static final int MAX_ABOUT = 300;

    private final MatterStore store;
    private final Journal journal;

    Matters(MatterStore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    public MatterId open(CustomerId customer, String about, boolean sales, Instant at) {
        String line = about.isBlank() ? "(no subject)" : about.strip();
        String cut = line.length() > MAX_ABOUT ? line.substring(0, MAX_ABOUT) : line;
        MatterId id = store.insert(customer, cut, Subjects.key(about), sales, at);
        journal.append(customer, new InteractionEvent.MatterOpened(id, sales), at);
        return id;
    }

    /// Opens one in which we tell them something and owe nothing: it waits, and closes if they stay silent.
    public MatterId tell(CustomerId customer, String about, Instant at) {
        String line = about.isBlank() ? "(no subject)" : about.strip();
        String cut = line.length() > MAX_ABOUT ? line.substring(0, MAX_ABOUT) : line;
        MatterId id = store.insertWaiting(customer, cut, Subjects.key(about), at.plus(SILENCE), at);
        journal.append(customer, new InteractionEvent.MatterOpened(id, false), at);
        return id;
    }

    public Optional<Matter> find(MatterId id) {
        return store.find(id);
    }

    /// The customer's matters, the one last spoken of first.
    public List<Matter> of(CustomerId customer, int limit) {
        return store.of(customer, limit);
    }

    /// The matter with this subject, if it was spoken of since.
    public Optional<Matter> withSubject(CustomerId customer, String subject, Instant since) {
        String key = Subjects.key(subject);
        return key.isEmpty() ? Optional.empty() : store.withKey(customer, key, since);
    }

    /// The customer said something more: it is open (again).
    public void heard(Matter matter, Instant at) {
        if (matter.state() == Matter.State.CLOSED) {
            store.state(matter.id(), Matter.State.OPEN, Optional.empty(), at);
            journal.append(matter.customer(), new InteractionEvent.MatterReopened(matter.id(), Optional.empty()), at);
        } else {
            store.state(matter.id(), Matter.State.OPEN, Optional.empty(), at);
        }
    }

    /// Somebody wrote, but nothing follows from it.
    public void mentioned(MatterId matter, Instant at) {
        store.touch(matter, at);
    }

    /// We owe nothing more: it closes if the customer agrees or stays silent. Sales enquiries don't close by
    /// silence.
    public void waiting(MatterId id, Instant at) {
        Matter matter = require(id);
        if (matter.state() == Matter.State.CLOSED) {
            return;
        }
        Optional<Instant> closes = matter.sales() ? Optional.empty() : Optional.of(at.plus(SILENCE));
        store.state(id, Matter.State.WAITING, closes, at);
        journal.append(matter.customer(), new InteractionEvent.MatterWaiting(id), at);
    }

    /// We owe something again.
    public void owing(MatterId id, Instant at) {
        store.state(id, Matter.State.OPEN, Optional.empty(), at);
    }

    /// @return whether it was open until now
    public boolean close(MatterId id, InteractionEvent.MatterClosed.Why why, Optional<AgentId> by, Instant at) {
        Matter matter = require(id);
        if (matter.state() == Matter.State.CLOSED) {
            return false;
        }
        store.close(id, why.name(), at);
        journal.append(matter.customer(), new InteractionEvent.MatterClosed(id, why, by), at);
        return true;
    }

    public void reopen(MatterId id, AgentId by, Instant at) {
        Matter matter = require(id);
        if (matter.state() == Matter.State.CLOSED) {
            store.state(id, Matter.State.OPEN, Optional.empty(), at);
            journal.append(matter.customer(), new InteractionEvent.MatterReopened(id, Optional.of(by)), at);
        }
    }

    public void kind(MatterId id, boolean sales, Optional<AgentId> by, Instant at) {
        Matter matter = require(id);
        if (matter.sales() != sales) {
            store.kind(id, sales);
            journal.append(matter.customer(), new InteractionEvent.MatterKindChanged(id, sales, by), at);
        }
    }

    /// Matters whose customer has been silent for long enough, oldest first.
    public List<Matter> silentSince(Instant now, int limit) {
        return store.dueToClose(now, limit);
    }

    private Matter require(MatterId id) {
        return store.find(id).orElseThrow(() -> new IllegalStateException("there is no matter " + id));
    }
}
