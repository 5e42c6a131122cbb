package io.rapport.server.imports;

import io.rapport.server.customer.Roster;
import io.rapport.server.facts.About;
import io.rapport.server.facts.Facts;
import io.rapport.server.facts.Field;
import io.rapport.server.facts.Fields;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/// Files of customers. Thread-safe.
final class Imports {
    /// Lines of a file at the most.
    static final int MAX_ROWS = 250_000;

    static final int BATCH = 250;
    private static final List<Import.State> STARTABLE = List.of(Import.State.DRAFT, Import.State.STOPPED);

    private final ImportStore store;
    private final ImportFile file;
    private final Vault vault;
    private final Roster roster;
    private final Facts facts;
    private final Fields fields;
    private final Taker taker;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Imports(
            ImportStore store,
            Vault vault,
            Roster roster,
            Facts facts,
            Fields fields,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.file = new ImportFile(vault);
        this.vault = vault;
        this.roster = roster;
        this.facts = facts;
        this.fields = fields;
        this.taker = new Taker(roster, facts, fields);
        this.transaction = transaction;
        this.clock = clock;
    }

    List<Field> fields() {
        return fields.of(About.PERSON);
    }

    /// Keeps a file as a draft; empty if it is too long, or has no line of headers.
    Optional<Import> upload(String name, InputStream body, long account) throws IOException {
        Optional<ImportFile.Kept> kept = file.keep(body);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        char separator = Csv.separator(kept.get().start());
        List<String> headers;
        try (Csv csv = new Csv(new StringReader(kept.get().start()), separator)) {
            headers = csv.next().map(Csv.Row::cells).orElse(List.of()).stream()
                    .map(header -> header.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
                    .map(header -> header.length() > 100 ? header.substring(0, 100) : header)
                    .toList();
        }
        if (headers.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Long id = transaction.execute(status -> {
            vault.record(kept.get().pieces());
            long added = store.add(name, account, kept.get().charset().name(), separator, headers, now);
            store.addPieces(
                    added, kept.get().pieces().stream().map(Vault.Written::id).toList());
            return added;
        });
        return store.find(id);
    }

    Optional<Import> find(long id) {
        return store.find(id);
    }

    List<Import> newest() {
        return store.newest();
    }

    /// Where each column goes; empty if one of them goes nowhere that there is.
    Optional<List<Target>> targets(Import one, List<String> mapping) {
        if (mapping.size() != one.headers().size()) {
            return Optional.empty();
        }
        List<Field> known = fields();
        List<Target> targets = new ArrayList<>();
        for (String text : mapping) {
            Optional<Target> target = Target.read(text, known);
            if (target.isEmpty()) {
                return Optional.empty();
            }
            targets.add(target.get());
        }
        return Optional.of(targets);
    }

    boolean hasFile(long id) {
        return !store.pieces(id).isEmpty();
    }

    /// Looks through the whole file and writes nothing; empty if it has too many lines.
    Optional<Preview> preview(Import one, List<Target> targets, Filling filling) {
        Preview preview = new Preview(roster, facts, filling);
        int rows = 0;
        try (Batches batches = open(one, targets)) {
            for (List<Line> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                rows += batch.size();
                if (rows > MAX_ROWS) {
                    return Optional.empty();
                }
                preview.add(batch);
            }
        }
        store.counted(one.id(), rows);
        return Optional.of(preview);
    }

    Batches open(Import one, List<Target> targets) {
        List<BlobId> pieces = store.pieces(one.id());
        Csv csv = file.open(pieces, Charset.forName(one.charset()), one.separator());
        try {
            csv.next();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Batches(csv, new LineReader(one.headers(), targets), BATCH);
    }

    /// @return whether it runs now; not if it was started, or has been done, before
    boolean start(long id, List<String> mapping, Filling filling, AgentId by) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean going = store.move(id, STARTABLE, Import.State.RUNNING, clock.instant());
            if (going) {
                store.choose(id, mapping, filling, by.value());
            }
            return going;
        }));
    }

    boolean stop(long id) {
        return store.move(id, List.of(Import.State.RUNNING), Import.State.STOPPED, clock.instant());
    }

    /// How many people of it somebody has worked with.
    int workedOn(long id) {
        return roster.workedOn(id);
    }

    boolean undo(long id) {
        return store.move(id, List.of(Import.State.DONE, Import.State.STOPPED), Import.State.UNDOING, clock.instant());
    }

    /// Takes one person that a program names by a number of its own.
    Outcome put(Line line, Filling filling, AgentId by) {
        return transaction
                .execute(status -> taker.take(List.of(line), 0, filling, Optional.of(by), clock.instant()))
                .getFirst();
    }

    /// The import that runs, or is being taken back, if there is one.
    Optional<Import> busy() {
        return store.busy();
    }

    /// Takes one batch.
    ///
    /// @return whether it still runs
    boolean take(Import one, List<Line> batch) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<AgentId> by = store.agent(one.id()).map(AgentId::new);
            List<Outcome> outcomes = taker.take(batch, one.id(), one.filling(), by, clock.instant());
            boolean going = store.taken(one.id(), batch.size(), outcomes);
            if (!going) {
                status.setRollbackOnly();
            }
            return going;
        }));
    }

    /// Ends a running import; its file is shredded.
    void done(long id) {
        transaction.executeWithoutResult(status -> {
            if (store.move(id, List.of(Import.State.RUNNING), Import.State.DONE, clock.instant())) {
                shred(id);
            }
        });
    }

    private void shred(long id) {
        List<BlobId> pieces = store.pieces(id);
        store.dropPieces(id);
        vault.shred(pieces);
    }

    /// Shreds files that were put aside before that time.
    void forget(Instant before) {
        store.forgotten(before).forEach(id -> transaction.executeWithoutResult(status -> shred(id)));
    }

    /// Takes back some of what an import did, the last first.
    ///
    /// @return whether there is more
    boolean undoSome(Import one) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<ImportStore.Done> done = store.standing(one.id(), BATCH);
            if (done.isEmpty()) {
                store.move(one.id(), List.of(Import.State.UNDOING), Import.State.UNDONE, clock.instant());
                shred(one.id());
                return false;
            }
            undo(one, done, clock.instant());
            return true;
        }));
    }

    private void undo(Import one, List<ImportStore.Done> done, Instant now) {
        Set<CustomerId> joined = new HashSet<>();
        List<CustomerId> made = new ArrayList<>();
        for (ImportStore.Done row : done) {
            if (row.change().isPresent()) {
                joined.add(row.customer());
            } else {
                made.add(row.customer());
            }
        }
        joined.removeAll(made);
        Map<CustomerId, Roster.Told> told = new HashMap<>(roster.lock(joined));
        Set<CustomerId> gone = new HashSet<>(roster.untouched(one.id(), made));
        Map<CustomerId, Map<Long, String>> values = facts.values(joined);
        Undoing undoing = new Undoing(roster, facts, store.agent(one.id()).map(AgentId::new), now);
        List<Integer> undone = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (ImportStore.Done row : done) {
            if (row.change().isEmpty()) {
                (gone.contains(row.customer()) ? undone : kept).add(row.line());
            } else {
                if (told.containsKey(row.customer())) {
                    Map<Long, String> known = values.getOrDefault(row.customer(), Map.of());
                    told.put(
                            row.customer(),
                            undoing.undo(
                                    row.customer(),
                                    told.get(row.customer()),
                                    known,
                                    row.change().get()));
                }
                undone.add(row.line());
            }
        }
        List<CustomerId> people = List.copyOf(gone);
        facts.forget(people);
        roster.remove(people);
        store.undone(one.id(), undone, kept);
    }

    void report(long id, Consumer<ImportStore.Reported> consumer) {
        transaction.executeWithoutResult(status -> store.report(id, consumer));
    }
}
