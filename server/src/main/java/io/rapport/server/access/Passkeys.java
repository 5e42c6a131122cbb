package io.rapport.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keys that a person's device or security key holds, in place of a password (WebAuthn Level 2). Thread-safe.
public final class Passkeys {
    private final PasskeyStore store;
    private final Sessions sessions;

    Passkeys(PasskeyStore store, Sessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    /// @param used when it last opened a session; empty: never
    public record Known(long id, String name, Instant created, Optional<Instant> used) {}

    List<Known> of(long account) {
        return store.of(account);
    }

    boolean remove(long account, long id) {
        boolean gone = store.remove(account, id);
        sessions.forget();
        return gone;
    }

    void removeAll(long account) {
        store.removeAll(account);
        sessions.forget();
    }
}
