package io.rapport.server.movein;

import io.rapport.server.imports.ImportFile;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.AgentId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Histories from other systems. Thread-safe.
final class MoveIns {
    /// Bytes of a file at the most.
    static final long MAX_BYTES = 200L << 20;

    private static final int SHREDDED_AT_ONCE = 500;
    private static final String PURPOSE = "move-in-mailbox-";

    private final MoveInStore store;
    private final ThingStore things;
    private final ImportFile file;
    private final Vault vault;
    private final Sealer sealer;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MoveIns(
            MoveInStore store,
            ThingStore things,
            Vault vault,
            Sealer sealer,
            JsonMapper json,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.things = things;
        this.file = new ImportFile(vault);
        this.vault = vault;
        this.sealer = sealer;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// An old mailbox.
    ///
    /// @param security TLS, STARTTLS or NONE
    /// @param folders none: all of them
    record Mailbox(String host, int port, String security, String user, List<String> folders) {}

    /// Keeps a file, to be read in the background; empty if it is too long.
    Optional<MoveIn> upload(MoveIn.Source source, String name, InputStream body, long account) throws IOException {
        Optional<ImportFile.Kept> kept = file.keep(body, MAX_BYTES);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Long id = transaction.execute(status -> {
            vault.record(kept.get().pieces());
            long added = store.add(source, name, account, clock.instant());
            store.addPieces(
                    added, kept.get().pieces().stream().map(Vault.Written::id).toList());
            return added;
        });
        return store.find(id);
    }

    MoveIn open(Mailbox mailbox, String password, long account) {
        Long id = transaction.execute(status -> {
            long added = store.add(
                    MoveIn.Source.MAILBOX, mailbox.user() + " at " + mailbox.host(), account, clock.instant());
            store.mailbox(added, json.writeValueAsString(mailbox), sealer.sealText(password, PURPOSE + added));
            return added;
        });
        return store.find(id).orElseThrow();
    }

    /// How a mailbox that is still to be read is reached.
    Optional<Mailbox> mailbox(long id) {
        return store.mailbox(id).map(kept -> json.readValue(kept.json(), Mailbox.class));
    }

    String password(long id) {
        return sealer.openText(store.mailbox(id).orElseThrow().sealed(), PURPOSE + id);
    }

    InputStream file(long id) {
        return file.open(store.pieces(id));
    }

    Optional<MoveIn> find(long id) {
        return store.find(id);
    }

    List<MoveIn> newest() {
        return store.newest();
    }

    Optional<MoveIn> busy() {
        return store.busy();
    }

    /// What was read, with the first conversations.
    record Preview(int people, int threads, int messages, List<Row> first) {}

    /// @param known how many of its messages have been taken before
    record Row(
            String subject,
            String name,
            String email,
            boolean open,
            int messages,
            int known,
            Instant from,
            Instant to) {}

    Preview preview(MoveIn one, int rows) {
        List<Row> first = things.threads(one.id(), rows).stream()
                .flatMap(talk -> row(one, talk).stream())
                .toList();
        return new Preview(things.count(one.id(), "PERSON"), one.threads(), things.count(one.id(), "MESSAGE"), first);
    }

    private Optional<Row> row(MoveIn one, Thing.Conversation talk) {
        List<ThingStore.Kept> messages = things.messages(one.id(), talk.ref());
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        Thing.Person person = things.people(one.id(), List.of(talk.person())).get(talk.person());
        List<String> keys =
                messages.stream().map(m -> Keys.of(one.source(), m.message())).toList();
        return Optional.of(new Row(
                talk.subject(),
                person == null || person.name().isBlank() ? talk.name() : person.name(),
                person == null || person.email().isBlank() ? talk.email() : person.email(),
                talk.open(),
                messages.size(),
                things.known(keys).size(),
                messages.getFirst().message().at(),
                messages.getLast().message().at()));
    }

    /// @return whether it runs now
    boolean start(long id, boolean carryOn, AgentId by) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean going = move(id, List.of(MoveIn.State.READY, MoveIn.State.STOPPED), MoveIn.State.RUNNING);
            if (going) {
                store.choose(id, carryOn, by);
            }
            return going;
        }));
    }

    boolean stop(long id) {
        return move(id, List.of(MoveIn.State.RUNNING), MoveIn.State.STOPPED);
    }

    /// Puts it away; what has been taken stays.
    boolean drop(long id) {
        boolean dropped = move(
                id,
                List.of(MoveIn.State.READING, MoveIn.State.READY, MoveIn.State.STOPPED, MoveIn.State.FAILED),
                MoveIn.State.DROPPED);
        if (dropped) {
            clear(id);
        }
        return dropped;
    }

    private boolean move(long id, List<MoveIn.State> from, MoveIn.State to) {
        return store.move(id, from, to, "", clock.instant());
    }

    /// It was read to its end.
    void read(long id) {
        transaction.executeWithoutResult(status -> {
            things.dropNeedless(id, Thing.Message.stopgap(""));
            things.orphans(id).forEach((thread, messages) -> {
                things.dropThread(id, thread);
                store.refuse(
                        id,
                        Mover.named(thread) + " (" + messages + ")",
                        "What was said in it is in the file, and it itself is not.");
            });
            leave(id, "people", things.idle(id), "No conversation is theirs. A list of people is imported by itself.");
            leave(id, "files", things.files(id), "They stay in the old system. The messages name them.");
            store.read(id, things.count(id, "THREAD"));
            move(id, List.of(MoveIn.State.READING), MoveIn.State.READY);
            forgetSource(id);
        });
    }

    private void leave(long id, String kind, int count, String reason) {
        if (count > 0) {
            store.refuse(id, kind + " (" + count + ")", reason);
        }
    }

    private void forgetSource(long id) {
        List<BlobId> pieces = store.pieces(id);
        store.forgetSource(id);
        vault.shred(pieces);
    }

    void failed(long id, String sentence) {
        String cut = sentence.length() > 400 ? sentence.substring(0, 400) : sentence;
        store.move(id, List.of(MoveIn.State.READING), MoveIn.State.FAILED, cut, clock.instant());
        clear(id);
    }

    void done(long id) {
        if (move(id, List.of(MoveIn.State.RUNNING), MoveIn.State.DONE)) {
            clear(id);
        }
    }

    /// Forgets what stands aside, with its bytes.
    private void clear(long id) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> {
                List<BlobId> blobs = things.blobs(id, SHREDDED_AT_ONCE);
                things.dropBlobs(blobs);
                vault.shred(blobs);
                return blobs.size() == SHREDDED_AT_ONCE;
            }));
        }
        transaction.executeWithoutResult(status -> {
            things.drop(id);
            forgetSource(id);
        });
    }

    /// Puts away what nobody has touched since.
    void forget(Instant before) {
        store.forgotten(before).forEach(this::drop);
    }

    void report(long id, BiConsumer<String, String> consumer) {
        store.report(id, consumer);
    }
}
