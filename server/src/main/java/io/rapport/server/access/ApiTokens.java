package io.rapport.server.access;

import io.rapport.server.web.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/// Tokens by which programs act as an account, within scopes and for a time. Only hashes are kept. Thread-safe.
public final class ApiTokens {
    /// In front of each, so that a token that leaked is recognised for what it is.
    static final String PREFIX = "rapport_";

    static final int MOST = 20;
    static final int MAX_DAYS = 365;
    /// Last use is written at most this often.
    static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /// What no program does for a person: how people sign in, and who may.
    private static final Set<Permission> NEVER =
            EnumSet.of(Permission.OWN_SIGN_IN, Permission.CHANGE_SIGN_IN, Permission.CHANGE_AGENTS);

    private final ApiTokenStore store;
    private final Clock clock;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();

    ApiTokens(ApiTokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// @param used when it was last used, to within a minute; empty: never
    public record Known(
            long id, String name, Set<Permission> scopes, Instant created, Instant expires, Optional<Instant> used) {}

    /// The scopes that a token of this role may have.
    static Set<Permission> scopesOf(Role role) {
        EnumSet<Permission> scopes = EnumSet.copyOf(role.permissions());
        scopes.removeAll(NEVER);
        return Collections.unmodifiableSet(scopes);
    }

    List<Known> of(long account) {
        return store.of(account);
    }

    /// @return the token itself, which is shown once and kept nowhere
    String make(Account account, String name, Set<Permission> scopes, int days) {
        if (days < 1
                || days > MAX_DAYS
                || scopes.isEmpty()
                || !scopesOf(account.role()).containsAll(scopes)) {
            throw new IllegalArgumentException("a token of " + days + " days with " + scopes);
        }
        String token = PREFIX + Tokens.fresh();
        Instant now = clock.instant();
        store.insert(account.id(), name, Tokens.hash(token), scopes, now, now.plus(Duration.ofDays(days)));
        return token;
    }

    boolean remove(long account, long token) {
        boolean removed = store.remove(account, token);
        if (removed) {
            listeners.forEach(listener -> listener.accept(token));
        }
        return removed;
    }

    /// Who calls with this token: what both its scopes and, now, its account's role allow.
    Optional<SignedIn> find(String token) {
        if (!token.startsWith(PREFIX) || token.length() > 100) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ApiTokenStore.Found> found = store.find(Tokens.hash(token), now);
        found.filter(f -> f.used().filter(now.minus(NOTED_EVERY)::isBefore).isEmpty())
                .ifPresent(f -> store.used(f.id(), now));
        return found.map(f -> {
            return new SignedIn(f.account(), 0, f.id(), "", f.expires(), allowed(f));
        });
    }

    private static Set<Permission> allowed(ApiTokenStore.Found found) {
        EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
        permissions.addAll(found.scopes());
        permissions.retainAll(scopesOf(found.account().role()));
        return permissions;
    }

    /// What a token allows now; nothing when it was removed or has ended. Whoever keeps something open for a token asks
    /// again and again, and once it can be told of the removal ([#onRemoved]).
    public Set<Permission> permissions(long token) {
        return store.find(token, clock.instant()).map(ApiTokens::allowed).orElse(Set.of());
    }

    /// Calls back with the number of a token that was removed, on the thread that removed it.
    public void onRemoved(LongConsumer listener) {
        listeners.add(listener);
    }
}
