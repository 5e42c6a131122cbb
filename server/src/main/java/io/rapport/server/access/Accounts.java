package io.rapport.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/// Signing in and out, and everything around it. Thread-safe.
public final class Accounts {
    /// What the desktop speaks.
    static final Set<String> LANGUAGES = Set.of("en", "es");
    static final Duration LINK = Duration.ofDays(7);
    static final int MIN_PASSWORD = 12;
    private static final int MAX_PASSWORD = 200;

    private final AccountStore store;
    private final PasswordEncoder passwords;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Lockouts lockouts = new Lockouts();
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final Passkeys passkeys;
    private final String decoy;

    Accounts(
            AccountStore store,
            Sessions sessions,
            SecondFactors secondFactors,
            Passkeys passkeys,
            PasswordEncoder passwords,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.passkeys = passkeys;
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

        /// Name and password are right; the account also has a second step, and no code came.
        record CodeNeeded() implements Attempt {}

        /// The code is wrong, too old, or was used before.
        record CodeWrong() implements Attempt {}

        /// Name and password are right, but alone they are not enough here, and the account has a passkey.
        record PasskeyNeeded() implements Attempt {}

        /// Name and password are right, but only administrators sign in by them here.
        record ProviderNeeded() implements Attempt {}

        record Locked(Duration left) implements Attempt {}
    }

    /// The same without a code, for accounts that have no second step.
    public Attempt signIn(String name, String password, String address, String device) {
        return signIn(name, password, Optional.empty(), address, device);
    }

    /// Checks name and password, and where the account has a second step its code, and opens a session. Takes as
    /// long, and locks as soon, for unknown names as for known ones.
    ///
    /// @param code of the authenticator, or one of the recovery codes
    public Attempt signIn(String name, String password, Optional<String> code, String address, String device) {
        Instant now = clock.instant();
        Duration locked = lockouts.tried(name, address, now);
        if (locked.isPositive()) {
            return new Attempt.Locked(locked);
        }
        Optional<AccountStore.Stored> stored =
                password.length() > MAX_PASSWORD ? Optional.empty() : store.byName(name.strip());
        String hash = stored.map(AccountStore.Stored::passwordHash).orElse(decoy);
        boolean right = passwords.matches(password, hash)
                && stored.filter(s -> s.account().enabled()).isPresent();
        if (!right) {
            store.audit(null, "sign-in refused", name.length() > 200 ? name.substring(0, 200) : name, now);
            return new Attempt.Wrong();
        }
        Account account = stored.orElseThrow().account();
        if (passwordsClosedTo(account)) {
            lockouts.succeeded(name, address);
            return new Attempt.ProviderNeeded();
        }
        return secondStep(account, name, code, address, device, now);
    }

    private Attempt secondStep(
            Account account, String name, Optional<String> code, String address, String device, Instant now) {
        if (secondFactors.has(account.id())) {
            if (code.filter(text -> !text.isBlank()).isEmpty()) {
                lockouts.forgive(name, address);
                return new Attempt.CodeNeeded();
            }
            if (!secondFactors.check(account.id(), code.get())) {
                store.audit(account.id(), "second step refused", account.name(), now);
                return new Attempt.CodeWrong();
            }
        }
        lockouts.succeeded(name, address);
        if (secondStepRequired()
                && !hasCodes(account.id())
                && !passkeys.of(account.id()).isEmpty()) {
            return new Attempt.PasskeyNeeded();
        }
        return open(account, address, device, false);
    }

    /// Who a provider that was checked says that they are, in place of a password. Disabled ones are refused as wrong.
    ///
    /// @param code of the authenticator; empty at first
    public Attempt vouchedFor(Account account, Optional<String> code, String address, String device) {
        Instant now = clock.instant();
        if (!account.enabled()) {
            return new Attempt.Wrong();
        }
        if (code.isEmpty()) {
            // Nothing can be guessed at yet, so nothing is counted.
            return secondFactors.has(account.id())
                    ? new Attempt.CodeNeeded()
                    : secondStep(account, account.name(), code, address, device, now);
        }
        Duration locked = lockouts.tried(account.name(), address, now);
        return locked.isPositive()
                ? new Attempt.Locked(locked)
                : secondStep(account, account.name(), code, address, device, now);
    }

    /// The same, where the provider asked for a second step itself and is trusted with it.
    public Attempt vouchedForTwice(Account account, String address, String device) {
        return account.enabled() ? open(account, address, device, true) : new Attempt.Wrong();
    }

    /// Whether only administrators sign in by password.
    public boolean passwordsClosed() {
        return store.setting("passwords").filter("administrators"::equals).isPresent();
    }

    /// Whether this account may not sign in by a password.
    public boolean passwordsClosedTo(Account account) {
        return account.role() != Role.ADMINISTRATOR && passwordsClosed();
    }

    /// Leaves passwords to administrators, or opens them to everybody again.
    public void closePasswords(boolean closed) {
        store.set("passwords", closed ? "administrators" : "everybody");
    }

    /// Whether an administrator other than this account (0: any) could come in by a password, whatever becomes of the
    /// provider.
    public boolean administratorHasPassword(long besides) {
        return store.administratorsWithPassword(besides) > 0;
    }

    /// Opens a session for whoever's passkey answered our challenge; it stands for both steps.
    ///
    /// @param response what the browser's authenticator said, as JSON
    public Optional<Attempt.Welcome> signInByPasskey(String response, String address, String device) {
        OptionalLong account = passkeys.check(response);
        return account.isEmpty()
                ? Optional.empty()
                : store.byId(account.getAsLong())
                        .filter(Account::enabled)
                        .map(known -> open(known, address, device, false));
    }

    boolean hasCodes(long account) {
        return secondFactors.has(account);
    }

    private Attempt.Welcome open(Account account, String address, String device, boolean elsewhere) {
        Sessions.Opened opened = sessions.open(account, address, device, elsewhere);
        store.audit(account.id(), "sign-in", account.name(), clock.instant());
        return new Attempt.Welcome(opened.token(), opened.session());
    }

    /// Whether this is the account's password, asked again before something weighty. Counts as a try.
    boolean confirms(Account account, String password, String address) {
        if (lockouts.tried(account.name(), address, clock.instant()).isPositive() || password.length() > MAX_PASSWORD) {
            return false;
        }
        boolean right = store.byName(account.name())
                .map(AccountStore.Stored::passwordHash)
                .filter(hash -> passwords.matches(password, hash))
                .isPresent();
        if (right) {
            lockouts.succeeded(account.name(), address);
        }
        return right;
    }

    /// The session behind a cookie, if it is still valid.
    public Optional<SignedIn> session(String token) {
        return sessions.find(token);
    }

    public void signOut(String token) {
        sessions.signOut(token);
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

    /// The account that signs in with this name.
    public Optional<Account> named(String name) {
        return store.byName(name.strip()).map(AccountStore.Stored::account);
    }

    public boolean nameIsTaken(String name) {
        return store.byName(name).isPresent();
    }

    /// Changes an account; sessions of a disabled one end at once.
    public void change(long id, String name, Role role, boolean enabled) {
        store.change(id, name, role, enabled);
        sessions.forget();
        if (!enabled) {
            sessions.endOthers(id, 0);
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
            return Optional.of(open(store.byId(account).orElseThrow(), address, device, false));
        });
    }

    /// Whether everybody needs a second step.
    boolean secondStepRequired() {
        return store.setting("second-step").filter("required"::equals).isPresent();
    }

    /// Requires a second step of everybody, or no longer; requiring it ends the sessions of those who have none, but
    /// for one.
    void requireSecondStep(boolean required, long kept) {
        store.set("second-step", required ? "required" : "as everybody likes");
        sessions.forget();
        if (required) {
            sessions.endWithoutSecondStep(kept);
        }
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

    /// The same where nobody is signed in, as far as it is known whom it is about.
    public void auditRefusal(Optional<Account> about, String action, String subject) {
        store.audit(about.map(Account::id).orElse(null), action, subject, clock.instant());
    }

    /// In which language somebody reads their desk, as its code; empty until they chose one.
    public Optional<String> language(long account) {
        return store.language(account);
    }

    /// @param language one of [#LANGUAGES]
    void speak(long account, String language) {
        store.speak(account, language);
    }

    /// A setting of the installation as a whole, like the company's name.
    public Optional<String> setting(String key) {
        return store.setting(key);
    }

    public void set(String key, String value) {
        store.set(key, value);
    }
}
