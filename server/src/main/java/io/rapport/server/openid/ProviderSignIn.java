package io.rapport.server.openid;

import io.rapport.server.access.Account;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Tokens;
import io.rapport.server.vault.Sealer;
import io.rapport.server.web.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Signing in by the provider. What a sign-in has to remember while the browser is away travels sealed in a cookie of
/// that browser: nothing is held here that somebody could fill up, and whoever comes back without it did not begin.
/// Thread-safe.
final class ProviderSignIn {
    /// Where the provider sends browsers back to, below our public address; registered there, so it must stay.
    static final String CALLBACK = "/api/session/provider/callback";

    static final Duration TIME = Duration.ofMinutes(10);
    static final Duration TIME_FOR_CODE = Duration.ofMinutes(5);
    private static final int LONGEST = 4096;
    private static final String BEGUN = "sign-in by the provider";
    private static final String HALF = "second step after the provider";
    private static final Logger log = LoggerFactory.getLogger(ProviderSignIn.class);

    private final ProviderStore store;
    private final Published published;
    private final ProviderClient client;
    private final Linking linking;
    private final Accounts accounts;
    private final Sealer sealer;
    private final String redirectUrl;
    private final Clock clock;

    ProviderSignIn(
            ProviderStore store,
            Published published,
            ProviderClient client,
            Linking linking,
            Accounts accounts,
            Sealer sealer,
            String redirectUrl,
            Clock clock) {
        this.store = store;
        this.published = published;
        this.client = client;
        this.linking = linking;
        this.accounts = accounts;
        this.sealer = sealer;
        this.redirectUrl = redirectUrl;
        this.clock = clock;
    }

    String redirectUrl() {
        return redirectUrl;
    }

    Optional<Provider> open() {
        return store.find().filter(Provider::enabled);
    }

    /// @param cookie sealed, for [#finish]
    record Begun(String address, String cookie) {}

    /// The address to send the browser to; empty when there is no provider.
    ///
    /// @throws IOException with a sentence, when the provider does not answer
    Optional<Begun> begin() throws IOException {
        Optional<Provider> open = open();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Provider provider = open.get();
        Discovery at = published.of(provider.issuer()).discovery();
        String state = Tokens.fresh();
        String nonce = Tokens.fresh();
        String verifier = Tokens.fresh();
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", provider.clientId());
        asked.put("redirect_uri", redirectUrl);
        asked.put("scope", "openid email profile");
        asked.put("state", state);
        asked.put("nonce", nonce);
        // RFC 7636: only this browser's sign-in can use the code.
        asked.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(verifier)));
        asked.put("code_challenge_method", "S256");
        String to = at.authorizationEndpoint().toString();
        long until = clock.instant().plus(TIME).getEpochSecond();
        return Optional.of(new Begun(
                to + (to.contains("?") ? "&" : "?") + BoundedHttp.query(asked),
                sealer.sealText(String.join(" ", state, nonce, verifier, Long.toString(until)), BEGUN)));
    }

    /// What the browser brought back. Empty parts did not come.
    record Brought(String state, String code, String error, String issuer, String cookie) {
        Brought {
            state = bounded(state);
            code = bounded(code);
            error = bounded(error);
            issuer = bounded(issuer);
            cookie = bounded(cookie);
        }

        private static String bounded(String text) {
            return text.length() > LONGEST ? "" : text;
        }
    }

    /// @param session set where the outcome is [Outcome#WELCOME]
    /// @param half sealed, where a code is needed still
    record Finished(Outcome outcome, Optional<Accounts.Attempt.Welcome> session, String half) {
        static Finished not(Outcome outcome) {
            return new Finished(outcome, Optional.empty(), "");
        }
    }

    Finished finish(Brought brought, String address, String device) {
        Optional<Provider> provider = open();
        if (provider.isEmpty()) {
            return Finished.not(Outcome.CLOSED);
        }
        Finished finished = finish(provider.get(), brought, address, device);
        log.info("event=sign-in-by-provider outcome={}", finished.outcome());
        return finished;
    }

    private Finished finish(Provider provider, Brought brought, String address, String device) {
        String[] begun = opened(brought.cookie(), BEGUN, 4);
        if (begun.length == 0 || !same(begun[0], brought.state())) {
            return Finished.not(Outcome.STALE);
        }
        if (!brought.error().isEmpty()) {
            boolean declined = brought.error().equals("access_denied");
            return declined ? Finished.not(Outcome.DECLINED) : refused(provider, Outcome.REFUSED, brought.error());
        }
        try {
            Published.Known known = published.of(provider.issuer());
            boolean another = brought.issuer().isEmpty()
                    ? known.discovery().namesIssuer()
                    : !brought.issuer().equals(provider.issuer());
            if (another) {
                return refused(provider, Outcome.NOT_BELIEVED, "the answer is another issuer's");
            }
            JsonNode tokens = client.exchange(known.discovery(), provider, brought.code(), begun[2], redirectUrl);
            if (tokens.has("error")) {
                return refused(provider, Outcome.REFUSED, tokens.path("error").asString(""));
            }
            IdToken token = believed(tokens.path("id_token").asString(""), known, provider, begun[1]);
            return enter(provider, known.discovery(), token, tokens, address, device);
        } catch (IOException away) {
            return refused(provider, Outcome.AWAY, String.valueOf(away.getMessage()));
        } catch (IdToken.NotBelieved forged) {
            return refused(provider, Outcome.NOT_BELIEVED, String.valueOf(forged.getMessage()));
        }
    }

    private Finished refused(Provider provider, Outcome outcome, String why) {
        String words = why.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        log.warn("event=provider-not-usable outcome={} cause=\"{}\"", outcome, words);
        accounts.auditRefusal(
                Optional.empty(),
                "sign-in by provider refused",
                provider.title() + ": " + (words.length() > 200 ? words.substring(0, 200) : words));
        return Finished.not(outcome);
    }

    private IdToken believed(String token, Published.Known known, Provider provider, String nonce)
            throws IOException, IdToken.NotBelieved {
        Instant now = clock.instant();
        try {
            return IdToken.check(token, known.keys(), provider.issuer(), provider.clientId(), nonce, now);
        } catch (IdToken.NotBelieved forged) {
            Optional<Published.Known> newer = forged.otherKeyMayHelp() ? published.newer(known) : Optional.empty();
            if (newer.isEmpty()) {
                throw forged;
            }
            return IdToken.check(token, newer.get().keys(), provider.issuer(), provider.clientId(), nonce, now);
        }
    }

    private Finished enter(
            Provider provider, Discovery at, IdToken token, JsonNode tokens, String address, String device)
            throws IOException, IdToken.NotBelieved {
        Instant now = clock.instant();
        Optional<Account> known = linking.known(provider, token.subject(), now);
        if (known.isEmpty()) {
            JsonNode claims = claims(provider, at, token, tokens);
            switch (linking.first(provider, token.subject(), claims, now)) {
                case Linking.Found.Known(var account) -> known = Optional.of(account);
                case Linking.Found.Nobody(var why) -> {
                    String name = claims.path(provider.claim()).asString("");
                    accounts.auditRefusal(
                            Optional.empty(),
                            "sign-in by provider refused",
                            name.length() > 200 ? name.substring(0, 200) : name);
                    return Finished.not(why);
                }
            }
        }
        Account account = known.orElseThrow();
        return provider.trustsSecondStep() && token.saysSecondStep()
                ? finished(account, accounts.vouchedForTwice(account, address, device))
                : finished(account, accounts.vouchedFor(account, Optional.empty(), address, device));
    }

    /// What the ID token leaves out, the userinfo endpoint may say; only of the same subject (section 5.3.2).
    private JsonNode claims(Provider provider, Discovery at, IdToken token, JsonNode tokens)
            throws IOException, IdToken.NotBelieved {
        String access = tokens.path("access_token").asString("");
        boolean said = token.claims().has(provider.claim());
        // RFC 6749 appendix A.12: visible ASCII.
        if (said || at.userinfo().isEmpty() || !access.matches("[\\x21-\\x7e]{1,16384}")) {
            return token.claims();
        }
        JsonNode more = client.userinfo(at.userinfo().get(), access);
        if (!more.path("sub").asString("").equals(token.subject())) {
            throw new IdToken.NotBelieved("its userinfo is about somebody else");
        }
        return more;
    }

    private Finished finished(Account account, Accounts.Attempt attempt) {
        return switch (attempt) {
            case Accounts.Attempt.Welcome welcome -> new Finished(Outcome.WELCOME, Optional.of(welcome), "");
            case Accounts.Attempt.CodeNeeded _ -> new Finished(Outcome.CODE, Optional.empty(), half(account));
            case Accounts.Attempt.PasskeyNeeded _ -> Finished.not(Outcome.PASSKEY);
            case Accounts.Attempt.Wrong _ -> {
                accounts.auditRefusal(Optional.of(account), "sign-in by provider refused", account.name());
                yield Finished.not(Outcome.DISABLED);
            }
            case Accounts.Attempt.CodeWrong _, Accounts.Attempt.Locked _, Accounts.Attempt.ProviderNeeded _ ->
                throw new IllegalStateException("no code came, and none was looked at");
        };
    }

    private String half(Account account) {
        long until = clock.instant().plus(TIME_FOR_CODE).getEpochSecond();
        return sealer.sealText(account.id() + " " + until, HALF);
    }

    /// The second step of somebody for whom the provider vouched a moment ago; empty: too long ago, or never.
    Optional<Accounts.Attempt> code(String half, String code, String address, String device) {
        String[] opened = opened(half.length() > LONGEST ? "" : half, HALF, 2);
        return opened.length == 0
                ? Optional.empty()
                : accounts.account(Long.parseLong(opened[0]))
                        .map(account -> accounts.vouchedFor(account, Optional.of(code), address, device));
    }

    /// The parts of what we sealed, the last of which is until when it holds; none, where it is not ours or too old.
    private String[] opened(String sealed, String purpose, int parts) {
        try {
            String[] opened = sealed.isEmpty()
                    ? new String[0]
                    : sealer.openText(sealed, purpose).split(" ");
            boolean valid = opened.length == parts
                    && Long.parseLong(opened[parts - 1]) > clock.instant().getEpochSecond();
            return valid ? opened : new String[0];
        } catch (RuntimeException notOurs) {
            return new String[0];
        }
    }

    private static boolean same(String ours, String theirs) {
        return MessageDigest.isEqual(Tokens.hash(ours), Tokens.hash(theirs));
    }

    /// What the page says of it.
    static URI page(Outcome outcome) {
        String name = outcome.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return URI.create(outcome == Outcome.WELCOME ? "/" : "/?provider=" + name);
    }
}
