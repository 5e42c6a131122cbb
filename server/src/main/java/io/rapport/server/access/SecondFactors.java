package io.rapport.server.access;

import io.rapport.server.vault.Sealer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/// The second step of signing in: a code from an authenticator (RFC 6238), or one of ten recovery codes. Secrets are
/// kept sealed, recovery codes as hashes; each code opens once. Thread-safe.
public final class SecondFactors {
    static final int RECOVERY_CODES = 10;
    /// 80 random bits: nothing to guess, so a plain hash is enough.
    private static final int RECOVERY_LETTERS = 16;
    private static final int MAX_CODE = 40;

    private final SecondFactorStore store;
    private final Sealer sealer;
    private final Sessions sessions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SecondFactors(
            SecondFactorStore store, Sealer sealer, Sessions sessions, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.sessions = sessions;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What an authenticator is given, once.
    ///
    /// @param secret in Base32, to be typed where no camera is
    /// @param uri what the QR code says (the `otpauth` key URI format)
    public record Enrolment(String secret, String uri, QrCode qr) {}

    /// @param recoveryLeft how many recovery codes were not used yet
    public record Standing(Instant since, int recoveryLeft) {}

    /// Since when an account has a second step; empty if it has none.
    public Optional<Standing> of(long account) {
        return store.find(account)
                .flatMap(SecondFactorStore.Stored::since)
                .map(since -> new Standing(since, store.recoveryLeft(account)));
    }

    boolean has(long account) {
        return store.find(account).flatMap(SecondFactorStore.Stored::since).isPresent();
    }

    /// Begins: the secret counts once a code proves that the authenticator has it.
    Enrolment begin(Account account, String company) {
        byte[] secret = Totp.freshSecret();
        store.begin(account.id(), sealer.sealText(Base64.getEncoder().encodeToString(secret), purpose(account.id())));
        String issuer = company.isBlank() ? "Rapport" : company;
        String uri = "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
                .formatted(encoded(issuer), encoded(account.name()), Base32.of(secret), encoded(issuer));
        return new Enrolment(Base32.of(secret), uri, QrCode.of(uri));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String purpose(long account) {
        return "totp of account " + account;
    }

    /// Takes the first code: from now on the account has a second step.
    ///
    /// @return the recovery codes, which are shown once; empty if the code is not right
    Optional<List<String>> confirm(long account, String code) {
        Optional<SecondFactorStore.Stored> stored = store.find(account);
        if (stored.isEmpty() || stored.get().since().isPresent() || !takesCode(account, stored.get(), clean(code))) {
            return Optional.empty();
        }
        List<String> codes = Stream.generate(() -> Base32.random(RECOVERY_LETTERS))
                .limit(RECOVERY_CODES)
                .toList();
        transaction.executeWithoutResult(status -> {
            store.confirm(account, clock.instant());
            store.recovery(account, codes.stream().map(Tokens::hash).toList());
        });
        sessions.forget();
        return Optional.of(codes.stream().map(SecondFactors::inGroups).toList());
    }

    private static String inGroups(String code) {
        return code.replaceAll("(.{4})(?!$)", "$1-");
    }

    /// Whether a code opens now. A right one is used up by asking.
    boolean check(long account, String code) {
        Optional<SecondFactorStore.Stored> stored =
                store.find(account).filter(s -> s.since().isPresent());
        String clean = clean(code);
        return stored.isPresent()
                && (takesCode(account, stored.get(), clean)
                        || store.useRecovery(account, Tokens.hash(clean), clock.instant()));
    }

    private boolean takesCode(long account, SecondFactorStore.Stored stored, String code) {
        byte[] secret = Base64.getDecoder().decode(sealer.openText(stored.sealedSecret(), purpose(account)));
        OptionalLong step = Totp.match(secret, code, clock.instant(), stored.lastStep());
        return step.isPresent() && store.advance(account, step.getAsLong());
    }

    private static String clean(String code) {
        String typed = code.length() > MAX_CODE ? "" : code;
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /// Takes the second step away.
    ///
    /// @return whether there was one
    boolean remove(long account) {
        boolean had = Boolean.TRUE.equals(transaction.execute(status -> store.remove(account)));
        sessions.forget();
        return had;
    }
}
