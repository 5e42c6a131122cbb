package io.rapport.server.interaction;

import io.rapport.server.journal.Journal;
import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Each episode with a customer, what was said in it, and our notes. What changes something runs in the caller's
/// transaction.
public final class Interactions {
    private final InteractionStore store;
    private final Vault vault;
    private final Journal journal;

    Interactions(InteractionStore store, Vault vault, Journal journal) {
        this.store = store;
        this.vault = vault;
        this.journal = journal;
    }

    /// Keeps what was said and journals it.
    public InteractionId keep(Said said) {
        InteractionId id = store.insert(said);
        JournalEvent event = said.direction() == Said.Direction.INBOUND
                ? new InteractionEvent.InteractionArrived(id, said.matter(), said.channel())
                : new InteractionEvent.InteractionSent(id, said.matter(), said.channel(), said.agent());
        journal.append(said.customer(), event, said.at());
        return id;
    }

    /// Writes a note, once for each key.
    ///
    /// @return its number; empty if it was written before
    public Optional<Long> note(
            String key, CustomerId customer, Optional<MatterId> matter, AgentId agent, String text, Instant at) {
        Optional<Long> id = store.insertNote(key, customer, matter, agent, text, at);
        id.ifPresent(n -> journal.append(customer, new InteractionEvent.NoteWritten(n, matter, agent), at));
        return id;
    }

    /// One thing said in a talk.
    ///
    /// @param agent who of us said it; empty: they did, or a machine of ours
    public record Spoken(
            InteractionId id,
            Said.Direction direction,
            Optional<AgentId> agent,
            String text,
            Instant at,
            List<Enclosed> files) {}

    /// A file that was said with it, without its bytes.
    public record Enclosed(long id, String name, long bytes) {}

    /// The latest that was said with a customer at one of their addresses over one channel, oldest first.
    public List<Spoken> talk(CustomerId customer, Channel channel, String address, int limit) {
        return store.talk(customer, channel, address, limit);
    }

    /// One file of that talk with its bytes; empty when it was not said there.
    public Optional<File> fileOfTalk(CustomerId customer, Channel channel, String address, long id) {
        return store.isInTalk(customer, channel, address, id) ? file(id) : Optional.empty();
    }

    /// Whose interaction it is; empty if there is none of that number.
    public Optional<CustomerId> customerOf(InteractionId id) {
        return store.customerOf(id);
    }

    public Optional<MatterId> matterOf(InteractionId id) {
        return store.matterOf(id);
    }

    /// What came in by one of these records in a matter of one of those, oldest first.
    public List<Crossing> crossings(List<CustomerId> records, List<CustomerId> owners) {
        return store.crossings(records, owners);
    }

    /// From now on they stand in this matter. In the caller's transaction.
    public void move(List<InteractionId> interactions, MatterId matter) {
        store.move(interactions, matter);
    }

    /// Whether the customer said anything in a matter since then.
    public boolean arrivedSince(MatterId matter, Instant since) {
        return store.arrivedSince(matter, since);
    }

    /// By which channel somebody, they or we, spoke last in a matter; what a machine said by itself does not count, nor
    /// does how they say it was.
    public Optional<Channel> lastChannel(MatterId matter) {
        return store.lastChannel(matter);
    }

    /// The sanitised HTML of an arrival.
    public Optional<String> html(InteractionId id) {
        return store.html(id);
    }

    /// A file by its number, with its bytes.
    public Optional<File> file(long id) {
        return store.file(id)
                .map(stored -> new File(
                        stored.name(),
                        stored.type(),
                        stored.customer(),
                        stored.agent(),
                        stored.blob().map(blob -> vault.read(new BlobId(blob))).orElse(stored.inline())));
    }

    /// An inline picture of an interaction, by the Content-ID its HTML names.
    public Optional<File> picture(InteractionId interaction, String contentId) {
        return store.fileByContentId(interaction, contentId).flatMap(this::file);
    }

    /// Keeps a file for a reply that is still being written.
    public long upload(AgentId agent, StoredFile file, Instant at) {
        return store.insertUpload(agent, file, at);
    }

    /// Names an upload anew while it was not sent.
    ///
    /// @return whether there is one of this agent
    public boolean rename(AgentId agent, long upload, String name) {
        return store.rename(agent, upload, name);
    }

    /// Uploads of this agent, for sending.
    public List<Upload> uploads(AgentId agent, List<Long> ids) {
        return store.uploads(agent, ids);
    }

    /// Hangs uploads on the interaction with which they were sent.
    public void attach(InteractionId interaction, List<Long> uploads) {
        store.attach(interaction, uploads);
    }

    /// Frees the files of a reply that was taken back.
    public void detach(InteractionId interaction) {
        store.detach(interaction);
    }

    /// Takes an interaction that was never sent out of the story.
    public void withdraw(InteractionId interaction) {
        store.withdraw(interaction);
    }

    /// An attachment with its bytes.
    ///
    /// @param customer whose timeline it stands on; empty for an upload that was not sent yet
    public record File(
            String name, String type, Optional<CustomerId> customer, Optional<AgentId> agent, byte[] bytes) {}

    /// A file that an agent put on a reply.
    public record Upload(long id, String name, String type, long bytes) {}
}
