package io.rapport.server.openid;

import io.rapport.server.access.Account;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.SignedIn;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Setting the identity provider up.
@RestController
@RequestMapping("/api/admin/identity-provider")
@May(Permission.CHANGE_SIGN_IN)
class ProviderAdminRoutes {
    private static final int LONGEST = 200;
    private static final int LONGEST_SECRET = 1_000;
    private static final String CLAIM = "[A-Za-z0-9_.:/-]{1,100}";

    private final ProviderStore store;
    private final Published published;
    private final Accounts accounts;
    private final Workforce workforce;
    private final String redirectUrl;

    ProviderAdminRoutes(
            ProviderStore store, Published published, Accounts accounts, Workforce workforce, ProviderSignIn signIn) {
        this.store = store;
        this.published = published;
        this.accounts = accounts;
        this.workforce = workforce;
        this.redirectUrl = signIn.redirectUrl();
    }

    /// @param secretKept whether a secret is stored, which is never read back
    /// @param passwords whether everybody may sign in by password; otherwise only administrators
    /// @param redirectUrl what to register at the provider
    record Setup(
            boolean enabled,
            String title,
            String issuer,
            String clientId,
            boolean secretKept,
            String claim,
            boolean links,
            boolean creates,
            @Nullable String team,
            String teamClaim,
            boolean trustsSecondStep,
            boolean passwords,
            String redirectUrl) {}

    /// @param secret null keeps the stored one, empty removes it
    record Given(
            boolean enabled,
            @Nullable String title,
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String secret,
            @Nullable String claim,
            boolean links,
            boolean creates,
            @Nullable String team,
            @Nullable String teamClaim,
            boolean trustsSecondStep,
            boolean passwords) {}

    /// How people sign in by the company's own provider.
    @GetMapping
    Setup setup() {
        boolean passwords = !accounts.passwordsClosed();
        return store.find()
                .map(known -> new Setup(
                        known.enabled(),
                        known.title(),
                        known.issuer(),
                        known.clientId(),
                        known.secret().isPresent(),
                        known.claim(),
                        known.links(),
                        known.creates(),
                        known.team().map(TeamId::toString).orElse(null),
                        known.teamClaim(),
                        known.trustsSecondStep(),
                        passwords,
                        redirectUrl))
                .orElseGet(() -> new Setup(
                        false,
                        "",
                        "",
                        "",
                        false,
                        Provider.EMAIL,
                        false,
                        false,
                        null,
                        "",
                        false,
                        passwords,
                        redirectUrl));
    }

    /// Changes how people sign in by the company's own provider.
    @PutMapping
    Setup change(@RequestBody Given given, @AuthenticationPrincipal SignedIn me) {
        Provider provider = new Provider(
                given.enabled(),
                needed("title", given.title(), 60),
                issuer(given.issuer()),
                needed("clientId", given.clientId(), LONGEST),
                secret(given),
                claim("claim", given.claim()),
                given.links(),
                given.creates(),
                team(given.team()),
                text(given.teamClaim()).isEmpty() ? "" : claim("teamClaim", given.teamClaim()),
                given.trustsSecondStep());
        if (!given.passwords()) {
            if (!given.enabled()) {
                throw Refusal.field("passwords", "Switch the provider on first, and sign in by it once.");
            }
            if (!accounts.administratorHasPassword(0)) {
                throw Refusal.field(
                        "passwords", "One administrator needs a password, for the day on which the provider is away.");
            }
        }
        store.save(provider);
        accounts.closePasswords(!given.passwords());
        accounts.audit(me.account().id(), "changed identity provider", provider.issuer());
        return setup();
    }

    private Optional<String> secret(Given given) {
        Optional<Provider> before = store.find();
        String typed = given.secret();
        if (typed != null) {
            if (typed.length() > LONGEST_SECRET) {
                throw Refusal.field("secret", "At most " + LONGEST_SECRET + " characters.");
            }
            return Optional.of(typed).filter(text -> !text.isEmpty());
        }
        // A secret never goes to another address than the one that it was entered for.
        boolean moved = before.filter(b -> b.secret().isPresent() && !b.issuer().equals(text(given.issuer())))
                .isPresent();
        if (moved) {
            throw Refusal.field("secret", "Another issuer has another secret: enter it, please.");
        }
        return before.flatMap(Provider::secret);
    }

    private static String issuer(@Nullable String text) {
        String typed = text(text);
        return Address.of(typed)
                .filter(uri -> uri.getQuery() == null)
                .map(uri -> typed)
                .orElseThrow(() -> Refusal.field("issuer", "The issuer is an address that begins with https://."));
    }

    private Optional<TeamId> team(@Nullable String text) {
        String typed = text(text);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(workforce.teams().stream()
                .map(Team::id)
                .filter(id -> id.toString().equals(typed))
                .findFirst()
                .orElseThrow(() -> Refusal.field("team", "There is no such team.")));
    }

    private static String claim(String field, @Nullable String text) {
        String typed = text(text);
        if (!typed.matches(CLAIM)) {
            throw Refusal.field(field, "A claim is one word, like email.");
        }
        return typed;
    }

    private static String needed(String field, @Nullable String text, int longest) {
        String typed = text(text);
        if (typed.isEmpty() || typed.length() > longest) {
            throw Refusal.field(field, "Please fill this in, with at most " + longest + " characters.");
        }
        return typed;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.replace("\u0000", "").strip();
    }

    record Look(@Nullable String issuer) {}

    /// What the provider says about itself.
    ///
    /// @param keys how many it publishes
    record Seen(String authorizationEndpoint, String tokenEndpoint, List<String> algorithms, int keys) {}

    /// What a provider says about itself.
    @PostMapping("/look")
    Seen look(@RequestBody Look at) {
        try {
            Published.Known known = published.look(issuer(at.issuer()));
            return new Seen(
                    known.discovery().authorizationEndpoint().toString(),
                    known.discovery().tokenEndpoint().toString(),
                    known.discovery().algorithms(),
                    known.keys().size());
        } catch (IOException silent) {
            throw Refusal.field("issuer", silent.getMessage() + ".");
        }
    }

    /// For somebody who is another person at the provider now. Their next sign-in by it links anew.
    @DeleteMapping("/links/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable long account, @AuthenticationPrincipal SignedIn me) {
        Account person = accounts.account(account).orElseThrow(() -> Refusal.notFound("There is no such account."));
        if (store.unlink(person.id())) {
            accounts.audit(me.account().id(), "unlinked from the identity provider", person.name());
        }
    }
}
