package io.rapport.server.access;

import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

/// How I sign in: my second step, where I am signed in, my programs' tokens.
@RestController
@RequestMapping("/api/me")
@May(Permission.OWN_SIGN_IN)
class OwnSignInRoutes {
    private final Accounts accounts;
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final ApiTokens tokens;
    private final Passkeys passkeys;

    OwnSignInRoutes(
            Accounts accounts, Sessions sessions, SecondFactors secondFactors, ApiTokens tokens, Passkeys passkeys) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.tokens = tokens;
        this.passkeys = passkeys;
    }

    record SecondStep(Instant since, int recoveryLeft) {}

    record PasskeyView(
            String id,
            String name,
            Instant created,
            @Nullable Instant used) {}

    record TokenView(
            String id,
            String name,
            List<Permission> scopes,
            Instant created,
            Instant expires,
            @Nullable Instant used) {}

    record SignInView(
            boolean required,
            @Nullable SecondStep secondStep,
            List<PasskeyView> passkeys,
            List<SessionView> sessions,
            List<TokenView> tokens,
            List<Permission> scopes) {}

    /// @param current whether the request itself came by it
    record SessionView(String id, Instant created, Instant used, String address, String device, boolean current) {
        static SessionView of(Sessions.Open open, long current) {
            return new SessionView(
                    Long.toString(open.id()),
                    open.created(),
                    open.used(),
                    open.address(),
                    open.device(),
                    open.id() == current);
        }
    }

    record Spoken(@Nullable String language) {}

    /// Changes the language in which I read.
    @PutMapping("/language")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void language(@AuthenticationPrincipal SignedIn me, @RequestBody Spoken given) {
        String language = given.language() == null ? "" : given.language();
        if (!Accounts.LANGUAGES.contains(language)) {
            throw Refusal.field("language", "The desk is spoken in en and es.");
        }
        accounts.speak(me.account().id(), language);
    }

    /// How I sign in: second step, passkeys, sessions, tokens.
    @GetMapping("/sign-in")
    SignInView signIn(@AuthenticationPrincipal SignedIn me) {
        long account = me.account().id();
        return new SignInView(
                accounts.secondStepRequired(),
                secondFactors
                        .of(account)
                        .map(s -> new SecondStep(s.since(), s.recoveryLeft()))
                        .orElse(null),
                passkeys.of(account).stream()
                        .map(p -> new PasskeyView(
                                Long.toString(p.id()),
                                p.name(),
                                p.created(),
                                p.used().orElse(null)))
                        .toList(),
                sessions.of(account).stream()
                        .map(s -> SessionView.of(s, me.session()))
                        .toList(),
                tokens.of(account).stream().map(OwnSignInRoutes::view).toList(),
                ApiTokens.scopesOf(me.account().role()).stream().sorted().toList());
    }

    private static TokenView view(ApiTokens.Known token) {
        return new TokenView(
                Long.toString(token.id()),
                token.name(),
                token.scopes().stream().sorted().toList(),
                token.created(),
                token.expires(),
                token.used().orElse(null));
    }

    // The second step.

    record Password(@Nullable String password) {}

    /// Begins a second step: what an authenticator is given, shown once.
    @PostMapping("/second-step")
    SecondFactors.Enrolment begin(@AuthenticationPrincipal SignedIn me) {
        if (secondFactors.has(me.account().id())) {
            throw Refusal.conflict("enrolled", "You have a second step. Turn it off before you set up another.");
        }
        return secondFactors.begin(me.account(), accounts.setting("company").orElse(""));
    }

    record Code(@Nullable String code) {}

    record RecoveryCodes(List<String> recoveryCodes) {}

    /// Confirms it with the first code; the recovery codes are shown once.
    @PutMapping("/second-step")
    RecoveryCodes confirm(@RequestBody Code given, @AuthenticationPrincipal SignedIn me) {
        List<String> codes = secondFactors
                .confirm(me.account().id(), given.code() == null ? "" : given.code())
                .orElseThrow(() -> Refusal.field(
                        "code", "That is not the code of this moment. Check the clock of your phone, and try again."));
        audit(me, "set up a second step");
        return new RecoveryCodes(codes);
    }

    /// With the password once more: an unguarded desktop is not enough to take this away.
    @PostMapping("/second-step/off")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void turnOff(@RequestBody Password given, @AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        if (accounts.secondStepRequired() && passkeys.of(me.account().id()).isEmpty()) {
            throw Refusal.conflict("required", "A second step is required here, so it can't be turned off.");
        }
        confirmed(me, given.password(), request);
        secondFactors.remove(me.account().id());
        audit(me, "turned off the second step");
    }

    private void confirmed(SignedIn me, @Nullable String password, HttpServletRequest request) {
        if (!accounts.confirms(me.account(), password == null ? "" : password, request.getRemoteAddr())) {
            throw Refusal.field("password", "That is not your password.");
        }
    }

    // Sessions.

    /// Ends one of my sessions.
    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, @AuthenticationPrincipal SignedIn me) {
        if (!sessions.end(me.account().id(), number(id))) {
            throw Refusal.notFound("This session has ended already.");
        }
        audit(me, "ended a session of one's own");
    }

    record Ended(int ended) {}

    /// Ends all my sessions but this one.
    @DeleteMapping("/sessions")
    Ended endOthers(@AuthenticationPrincipal SignedIn me) {
        int ended = sessions.endOthers(me.account().id(), me.session());
        audit(me, "ended all other sessions of one's own");
        return new Ended(ended);
    }

    // Tokens.

    record TokenWanted(@Nullable String name, @Nullable List<String> scopes, int days) {}

    record TokenMade(String token) {}

    /// Makes a token for a program; it is shown once.
    @PostMapping("/tokens")
    TokenMade make(@RequestBody TokenWanted wanted, @AuthenticationPrincipal SignedIn me) {
        if (me.mustEnrol()) {
            throw Refusal.forbidden("Set up your second step first.");
        }
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > 80) {
            throw Refusal.field("name", "Say what it is for, in at most 80 characters.");
        }
        Set<Permission> scopes = scopes(wanted, me);
        if (wanted.days() < 1 || wanted.days() > ApiTokens.MAX_DAYS) {
            throw Refusal.field("days", "From 1 to 365 days.");
        }
        if (tokens.of(me.account().id()).size() >= ApiTokens.MOST) {
            throw Refusal.conflict("too-many", "You have 20 tokens. Remove one that is no longer used.");
        }
        String token = tokens.make(me.account(), name, scopes, wanted.days());
        audit(me, "made an API token \"" + name + "\" for " + scopes);
        return new TokenMade(token);
    }

    private static Set<Permission> scopes(TokenWanted wanted, SignedIn me) {
        List<String> named = wanted.scopes() == null ? List.of() : wanted.scopes();
        Set<Permission> allowed = ApiTokens.scopesOf(me.account().role());
        Set<Permission> scopes = Arrays.stream(Permission.values())
                .filter(permission -> named.contains(permission.name()))
                .collect(Collectors.toSet());
        if (scopes.isEmpty() || scopes.size() != Set.copyOf(named).size() || !allowed.containsAll(scopes)) {
            throw Refusal.field("scopes", "Choose at least one of what you may do yourself.");
        }
        return scopes;
    }

    /// Removes a token; programs that use it are refused from then on.
    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @AuthenticationPrincipal SignedIn me) {
        if (!tokens.remove(me.account().id(), number(id))) {
            throw Refusal.notFound("This token is gone already.");
        }
        audit(me, "removed an API token");
    }

    static long number(String text) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw Refusal.notFound("There is no such thing.");
        }
        return Long.parseLong(text);
    }

    private void audit(SignedIn me, String action) {
        accounts.audit(me.account().id(), action, me.account().name());
    }
}
