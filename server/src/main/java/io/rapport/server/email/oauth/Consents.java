package io.rapport.server.email.oauth;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.MailConnection;
import io.rapport.server.channel.MailServer;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.web.BoundedHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Consents that were begun and have not come back. Each is known by a `state` that can't be guessed, counts once,
/// for [#TIME], and only for the account that began it (RFC 6749 section 10.12). Held in memory: after a restart an
/// administrator presses Connect again. Thread-safe.
public final class Consents {
    /// Where providers send browsers back to, below our public address; registered there, so it must stay.
    public static final String CALLBACK = "/api/oauth/callback";

    static final Duration TIME = Duration.ofMinutes(10);
    static final int MAX_OPEN = 100;
    private static final Logger log = LoggerFactory.getLogger(Consents.class);

    private final Doors doors;
    private final AccessTokens tokens;
    private final TokenEndpoint endpoint;
    private final String redirectUrl;
    private final Consumer<DoorId> onConnect;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Open> open = new LinkedHashMap<>();

    private record Open(DoorId door, MailConnection connection, long account, String verifier, Instant until) {}

    /// @param redirectUrl where the provider sends the browser back to; must be registered there letter by letter
    /// @param onConnect told which door can be read from now on
    public Consents(
            Doors doors,
            AccessTokens tokens,
            TokenEndpoint endpoint,
            String redirectUrl,
            Consumer<DoorId> onConnect,
            Clock clock) {
        this.doors = doors;
        this.tokens = tokens;
        this.endpoint = endpoint;
        this.redirectUrl = redirectUrl;
        this.onConnect = onConnect;
        this.clock = clock;
    }

    String redirectUrl() {
        return redirectUrl;
    }

    /// The address to send the administrator's browser to.
    String begin(Door door, MailConnection connection, long account) {
        String state = random();
        String verifier = random();
        keep(
                state,
                new Open(
                        door.id(),
                        connection,
                        account,
                        verifier,
                        clock.instant().plus(TIME)));
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", connection.clientId());
        asked.put("redirect_uri", redirectUrl);
        asked.put("scope", connection.scope());
        asked.put("state", state);
        asked.put("code_challenge", challenge(verifier));
        asked.put("code_challenge_method", "S256");
        door.imap()
                .or(door::relay)
                .map(MailServer::user)
                .filter(user -> !user.isEmpty())
                .ifPresent(user -> asked.put("login_hint", user));
        String more = connection.provider().consentParameters();
        String address = connection.authorizeUrl();
        return address
                + (address.contains("?") ? "&" : "?")
                + BoundedHttp.query(asked)
                + (more.isEmpty() ? "" : "&" + more);
    }

    private synchronized void keep(String state, Open consent) {
        Instant now = clock.instant();
        open.values().removeIf(each -> !now.isBefore(each.until()));
        Iterator<String> oldest = open.keySet().iterator();
        if (open.size() >= MAX_OPEN) {
            oldest.next();
            oldest.remove();
        }
        open.put(state, consent);
    }

    private synchronized Optional<Open> take(String state) {
        Instant now = clock.instant();
        return Optional.ofNullable(open.remove(state)).filter(each -> now.isBefore(each.until()));
    }

    /// What the browser brought back.
    ///
    /// @param code empty where the provider or the person refused
    /// @param account who brought it
    ConsentOutcome finish(String state, Optional<String> code, long account) {
        Optional<Open> begun = take(state);
        if (begun.isEmpty()) {
            return ConsentOutcome.STALE;
        }
        ConsentOutcome outcome =
                begun.get().account() == account ? finish(begun.get(), code) : ConsentOutcome.NOT_YOURS;
        log.info("event=door-consent door={} account={} outcome={}", begun.get().door(), account, outcome);
        return outcome;
    }

    private ConsentOutcome finish(Open begun, Optional<String> code) {
        boolean same = doors.find(begun.door())
                .flatMap(door -> door.mail().connection())
                .filter(begun.connection()::equals)
                .isPresent();
        if (!same) {
            return ConsentOutcome.CHANGED;
        }
        if (code.isEmpty()) {
            return ConsentOutcome.DECLINED;
        }
        String title = begun.connection().provider().title();
        try {
            TokenAnswer answer = endpoint.exchange(begun.connection(), code.get(), begun.verifier(), redirectUrl);
            return switch (answer) {
                case TokenAnswer.Refused refused -> {
                    doors.health(
                            begun.door(),
                            false,
                            "The consent was given, but " + title + " refused the tokens: check client id and secret. ("
                                    + refused + ")");
                    yield ConsentOutcome.FAILED;
                }
                case TokenAnswer.Granted granted -> take(begun, granted);
            };
        } catch (IOException away) {
            doors.health(
                    begun.door(),
                    false,
                    "The consent was given, but the tokens could not be fetched: " + away.getMessage()
                            + ". Connect it again in Administration.");
            return ConsentOutcome.FAILED;
        }
    }

    private ConsentOutcome take(Open begun, TokenAnswer.Granted granted) {
        if (granted.refreshToken().isEmpty()) {
            return ConsentOutcome.NOT_LASTING;
        }
        tokens.connected(
                begun.door(),
                begun.connection(),
                granted,
                granted.refreshToken().get());
        doors.connected(begun.door(), begun.account());
        onConnect.accept(begun.door());
        return ConsentOutcome.CONNECTED;
    }

    /// 256 bits; as a verifier 43 characters, the least that RFC 7636 section 4.1 allows and the most bits that S256
    /// keeps.
    private String random() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
