package io.rapport.server.recording;

import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Vault;
import io.rapport.server.vault.VaultException;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.TeamId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// The one intake of recordings, whoever delivers the sound, and where they are had from again. Thread-safe.
public final class Recordings {
    private static final int FORGOTTEN_AT_ONCE = 100;
    private static final Logger log = LoggerFactory.getLogger(Recordings.class);

    private final RecordingStore store;
    private final PartWriter writer;
    private final Vault vault;
    private final TransactionTemplate transaction;

    Recordings(RecordingStore store, PartWriter writer, Vault vault, TransactionTemplate transaction) {
        this.store = store;
        this.writer = writer;
        this.vault = vault;
        this.transaction = transaction;
    }

    /// What is recorded.
    ///
    /// @param team whose rule holds, and whose leads may hear it
    public record Subject(CustomerId customer, InteractionId interaction, TeamId team) {}

    public RecordingRule rule(TeamId team) {
        return store.rule(team);
    }

    void change(RecordingRule rule) {
        store.rule(rule);
    }

    /// Begins a recording; its evidence is kept before this returns. Whoever delivers its parts ends it.
    public Take begin(Subject subject, Basis basis, Instant now) {
        Instant forget = now.plus(store.rule(subject.team()).keep());
        long id = Objects.requireNonNull(transaction.execute(
                status -> store.insert(subject.customer(), subject.interaction(), subject.team(), basis, now, forget)));
        log.info("recording begun recording={} interaction={}", id, subject.interaction());
        return new Take(id, writer);
    }

    Optional<Recording> find(long id) {
        return store.find(id);
    }

    List<RecordingStore.Kept> parts(long id) {
        return store.parts(id);
    }

    /// The sound of some parts; those in which nothing was to be heard are left out.
    ///
    /// @param until the first that is not wanted any more
    List<Part> sound(long id, int from, int until) {
        return store.parts(id, from, until).stream().map(this::open).toList();
    }

    private Part open(RecordingStore.Kept kept) {
        byte[] bytes = vault.read(kept.blob());
        if (!Arrays.equals(sha256(bytes), kept.sha256())) {
            throw new VaultException("part " + kept.number() + " of a recording was exchanged", new Exception());
        }
        return Part.of(kept.number(), bytes)
                .orElseThrow(() -> new IllegalStateException("part " + kept.number() + " can't be read"));
    }

    /// Whether all parts are there that ever were, in their order.
    boolean isWhole(long id) {
        byte[] chain = new byte[0];
        for (RecordingStore.Kept part : store.parts(id)) {
            byte[] number = ByteBuffer.allocate(4).putInt(part.number()).array();
            chain = sha256(chain, part.sha256(), number);
        }
        return Arrays.equals(chain, store.chain(id));
    }

    static byte[] sha256(byte[]... some) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] bytes : some) {
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// Forgets what is due: the keys of its parts, then that it was there.
    void forget(Instant now) {
        for (long id : store.due(now, FORGOTTEN_AT_ONCE)) {
            transaction.executeWithoutResult(status -> {
                List<BlobId> blobs = store.blobs(id);
                store.delete(id);
                vault.shred(blobs);
            });
            log.info("recording forgotten recording={}", id);
        }
    }

    /// Ends those that a process which is no more has left.
    void endLeft() {
        int left = store.endLeft();
        if (left > 0) {
            log.warn("recordings found without an end count={}", left);
        }
    }
}
