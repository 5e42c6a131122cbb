package io.rapport.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/// Signing in and out, and everything around it. Thread-safe.
public final class Accounts {
    static final Duration SESSION = Duration.ofHours(12);
    static final Duration EXTEND_AFTER = Duration.ofMinutes(5);
    static final Duration CACHE = Duration.ofSeconds(20);
    static final Duration LINK = Duration.ofDays(7);
    static final int MIN_PASSWORD = 10;
    private static final int MAX_PASSWORD = 200;
    private static final int MAX_CACHED = 20_000;

    private final AccountStore store;
    private final PasswordEncoder passwords;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Lockout lockout = new Lockout();
    private final Map<String, Cached> cache = new ConcurrentHashMap<>();
    private final String decoy;

    private record Cached(SignedIn session, Instant until) {}

    Accounts(AccountStore store, PasswordEncoder passwords, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.transaction = transaction;
        this.clock = clock;
        this.decoy = String.valueOf(passwords.encode(Tokens.fresh()));
    }

    /// What an attempt to sign in came to.
    public sealed interface Attempt {
        /// `token` goes into the cookie.
        record Welcome(String token, SignedIn session) implements Attempt {}

        /// Name or password is wrong; which of them is not said.
        record Wrong() implements Attempt {}

        record Locked(Duration left) implements Attempt {}
    }

    /// Checks name and password and opens a session. Takes as long for unknown names as for known ones.
    public Attempt signIn(String name, String password, String address, String device) {
        Instant now = clock.instant();
        String byName = "name " + name.strip().toLowerCase(java.util.Locale.ROOT);
        Duration locked = lockout.locked(byName, now);
        if (locked.isPositive()) {
            return new Attempt.Locked(locked);
        }
        Optional<AccountStore.Stored> stored =
                password.length() > MAX_PASSWORD ? Optional.empty() : store.byName(name.strip());
        String hash = stored.map(AccountStore.Stored::passwordHash).orElse(decoy);
        boolean right = passwords.matches(password, hash)
                && stored.filter(s -> s.account().enabled()).isPresent();
        if (!right) {
            lockout.failed(byName, now);
            store.audit(null, "sign-in refused", name.length() > 200 ? name.substring(0, 200) : name, now);
            return new Attempt.Wrong();
        }
        lockout.succeeded(byName);
        return open(stored.orElseThrow().account(), address, device, now);
    }

    private Attempt.Welcome open(Account account, String address, String device, Instant now) {
        String token = Tokens.fresh();
        SignedIn session = new SignedIn(account, Tokens.fresh(), now.plus(SESSION));
        store.openSession(
                Tokens.hash(token),
                account.id(),
                session.csrf(),
                now,
                session.expires(),
                address,
                device.length() > 300 ? device.substring(0, 300) : device);
        store.audit(account.id(), "sign-in", account.name(), now);
        return new Attempt.Welcome(token, session);
    }

    /// The session behind a cookie, if it is still valid.
    public Optional<SignedIn> session(String token) {
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
        Optional<SignedIn> found = store.session(hash, now);
        if (found.isEmpty()) {
            cache.remove(key);
            return found;
        }
        SignedIn session = found.get();
        if (Duration.between(now, session.expires()).compareTo(SESSION.minus(EXTEND_AFTER)) < 0) {
            store.extend(hash, now, now.plus(SESSION));
        }
        if (cache.size() > MAX_CACHED) {
            cache.clear();
        }
        cache.put(key, new Cached(session, now.plus(CACHE)));
        return found;
    }

    public void signOut(String token) {
        byte[] hash = Tokens.hash(token);
        cache.remove(HexFormat.of().formatHex(hash));
        store.closeSession(hash);
    }

    /// Makes an account without a password, and the one-time link by which its owner sets one.
    ///
    /// @return the new account's number
    public long create(String name, Role role) {
        return store.create(name, role, null);
    }

    /// Makes an account that can sign in at once.
    public long create(String name, Role role, String password) {
        return store.create(name, role, passwords.encode(password));
    }

    /// The same for many accounts that share one password: hashed once. For the demo company.
    public java.util.List<Long> createAll(java.util.List<String> names, Role role, String password) {
        String hash = passwords.encode(password);
        return names.stream().map(name -> store.create(name, role, hash)).toList();
    }

    public Optional<Account> account(long id) {
        return store.byId(id);
    }

    public boolean nameIsTaken(String name) {
        return store.byName(name).isPresent();
    }

    /// Changes an account; sessions of a disabled one end at once.
    public void change(long id, String name, Role role, boolean enabled) {
        store.change(id, name, role, enabled);
        cache.clear();
        if (!enabled) {
            store.closeSessions(id);
        }
    }

    /// A one-time link's token for an account (or, with null, for the first administrator). Valid for a week.
    public String link(@Nullable Long account) {
        String token = Tokens.fresh();
        if (account == null) {
            store.dropLinksForFirstAdministrator();
        }
        store.link(Tokens.hash(token), account, clock.instant().plus(LINK));
        return token;
    }

    /// Whose link it is, if it is still valid.
    public Optional<LinkOwner> linkOwner(String token) {
        return store.validLink(Tokens.hash(token), clock.instant())
                .map(link -> new LinkOwner(Optional.ofNullable(link.account()).flatMap(store::byId)));
    }

    /// The account a link was made for; empty for the first administrator's, who has none yet.
    public record LinkOwner(Optional<Account> account) {}

    /// Uses up a link, sets the password and signs in. Empty if the link was used meanwhile.
    public Optional<Attempt.Welcome> useLink(
            String token, long account, String password, String address, String device) {
        Instant now = clock.instant();
        return transaction.execute(status -> {
            if (!store.useLink(Tokens.hash(token), now)) {
                return Optional.empty();
            }
            store.setPassword(account, String.valueOf(passwords.encode(password)));
            return Optional.of(open(store.byId(account).orElseThrow(), address, device, now));
        });
    }

    /// Whether nobody can sign in yet.
    public boolean nobodyYet() {
        return store.count() == 0;
    }

    /// Why a password is not good enough; empty if it is.
    public static Optional<String> weakness(String password) {
        if (password.length() < MIN_PASSWORD) {
            return Optional.of("Use at least " + MIN_PASSWORD + " characters; a short sentence is easy to remember.");
        }
        if (password.length() > MAX_PASSWORD) {
            return Optional.of("Use at most " + MAX_PASSWORD + " characters.");
        }
        return password.chars().distinct().count() < 4
                ? Optional.of("Use more than three different characters.")
                : Optional.empty();
    }

    /// Writes into the record that can't be edited.
    public void audit(long account, String action, String subject) {
        store.audit(account, action, subject, clock.instant());
    }

    /// A setting of the installation as a whole, like the company's name.
    public Optional<String> setting(String key) {
        return store.setting(key);
    }

    public void set(String key, String value) {
        store.set(key, value);
    }

    int sweep() {
        return store.sweepSessions(clock.instant());
    }
}
