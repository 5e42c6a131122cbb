package io.rapport.server.channel;

import io.rapport.server.vocabulary.ContactPoint;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Who gets nothing that is sent to many. Asked before anything goes to more than one person; what one of us
/// writes to
/// somebody, and what answers them, goes regardless. Thread-safe.
///
/// Statements that choose many ask the database's own `is_suppressed(kind, value)`.
public final class Suppressions {
    private final SuppressionStore store;

    Suppressions(SuppressionStore store) {
        this.store = store;
    }

    public boolean has(ContactPoint point) {
        return store.has(point);
    }

    /// In the caller's transaction, or on its own.
    ///
    /// @param account who entered it, where one of us did
    /// @return whether it was not among them before
    public boolean add(ContactPoint point, Suppression.Why why, OptionalLong account, Instant now) {
        return store.add(point, why, account, now);
    }

    /// @return whether it was among them
    public boolean remove(ContactPoint point) {
        return store.remove(point);
    }

    /// The newest whose address has these letters in it; for none all.
    public List<Suppression> latest(String letters, int limit) {
        return store.latest(letters, limit);
    }

    /// How many there are, those of erased people among them.
    public long count() {
        return store.count();
    }
}
