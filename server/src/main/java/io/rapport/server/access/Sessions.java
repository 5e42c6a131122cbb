package io.rapport.server.access;

import io.rapport.server.web.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Who is signed in, where, and ending it. Thread-safe.
public final class Sessions {
    static final Duration LASTS = Duration.ofHours(12);
    static final Duration EXTEND_AFTER = Duration.ofMinutes(5);
    static final Duration CACHE = Duration.ofSeconds(20);
    static final int LISTED = 100;
    /// What a session may do while its account has no second step and the installation requires one.
    static final Set<Permission> BEFORE_ENROLMENT = Set.of(Permission.OWN_SIGN_IN);
    private static final int MAX_CACHED = 20_000;
    private static final int MAX_DEVICE = 300;

    private final SessionStore store;
    private final Clock clock;
    private final Map<String, Cached> cache = new ConcurrentHashMap<>();
    /// Grows whenever what is cached may be wrong.
    private final AtomicLong ends = new AtomicLong();
    private final List<Consumer<Set<Long>>> listeners = new CopyOnWriteArrayList<>();

    private record Cached(SignedIn session, Instant until) {}

    Sessions(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// One place where somebody is signed in.
    ///
    /// @param used when it was last used, to within five minutes
    /// @param device what the browser calls itself
    public record Open(long id, Instant created, Instant used, String address, String device) {}

    /// Calls back with the numbers of sessions that were ended, on the thread that ended them.
    public void onEnded(Consumer<Set<Long>> listener) {
        listeners.add(listener);
    }

    record Opened(String token, SignedIn session) {}

    /// @param elsewhere whether a provider that is trusted with it asked for the second step
    Opened open(Account account, String address, String device, boolean elsewhere) {
        Instant now = clock.instant();
        String token = Tokens.fresh();
        byte[] hash = Tokens.hash(token);
        String cut = device.length() > MAX_DEVICE ? device.substring(0, MAX_DEVICE) : device;
        store.open(
                new SessionStore.Fresh(hash, account.id(), Tokens.fresh(), address, cut, elsewhere),
                now,
                now.plus(LASTS));
        return new Opened(token, store.find(hash, now).orElseThrow());
    }

    /// The session behind a cookie, if it is still valid.
    public Optional<SignedIn> find(String token) {
        if (token.length() > 100) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        byte[] hash = Tokens.hash(token);
        String key = HexFormat.of().formatHex(hash);
        Cached cached = cache.get(key);
        if (cached != null && cached.until().isAfter(now)) {
            return Optional.of(cached.session());
        }
        long before = ends.get();
        Optional<SignedIn> found = store.find(hash, now);
        if (found.isEmpty()) {
            cache.remove(key);
            return found;
        }
        SignedIn session = found.get();
        if (Duration.between(now, session.expires()).compareTo(LASTS.minus(EXTEND_AFTER)) < 0) {
            store.extend(hash, now, now.plus(LASTS));
        }
        if (cache.size() > MAX_CACHED) {
            cache.clear();
        }
        cache.put(key, new Cached(session, now.plus(CACHE)));
        if (ends.get() != before) {
            // It may have been ended since it was read.
            cache.remove(key);
        }
        return found;
    }

    /// Whether it has not been ended. Whoever keeps something open for a session asks once it can be told of the end
    /// ([#onEnded]): the session may have been ended in between.
    public boolean isOpen(long session) {
        return store.isOpen(session, clock.instant());
    }

    void signOut(String token) {
        ended(store.close(Tokens.hash(token)));
    }

    /// Where an account is signed in, the last used first.
    public List<Open> of(long account) {
        return store.of(account, clock.instant(), LISTED);
    }

    /// Ends one session of an account.
    ///
    /// @return whether there was one
    public boolean end(long account, long session) {
        return !ended(store.close(account, session)).isEmpty();
    }

    /// Ends all sessions of an account but one (0: all of them).
    ///
    /// @return how many
    public int endOthers(long account, long kept) {
        return ended(store.closeOthers(account, kept)).size();
    }

    /// Ends the sessions of everybody who has no second step, but one.
    int endWithoutSecondStep(long kept) {
        return ended(store.closeWithoutSecondStep(kept)).size();
    }

    /// What is known of sessions is read anew: an account, or what it may do, has changed.
    void forget() {
        ends.incrementAndGet();
        cache.clear();
    }

    private Set<Long> ended(Set<Long> sessions) {
        forget();
        if (!sessions.isEmpty()) {
            listeners.forEach(listener -> listener.accept(sessions));
        }
        return sessions;
    }

    int sweep() {
        return store.sweep(clock.instant());
    }
}
