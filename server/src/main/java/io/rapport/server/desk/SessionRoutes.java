package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.access.SessionCookie;
import io.rapport.server.access.SignedIn;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.TeamDraft;
import io.rapport.server.workforce.Workforce;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Signing in and out, and the one-time links.
@RestController
@RequestMapping("/api")
@ForEveryone
class SessionRoutes {
    private static final int MAX_TYPED = 1_000;
    private static final int MAX_PASSKEY_ANSWER = 20_000;

    private final Accounts accounts;
    private final Workforce workforce;
    private final Caller caller;
    private final Clock clock;

    SessionRoutes(Accounts accounts, Workforce workforce, Clock clock) {
        this.accounts = accounts;
        this.workforce = workforce;
        this.caller = new Caller(workforce);
        this.clock = clock;
    }

    record SignIn(
            @Nullable String name,
            @Nullable String password,
            @Nullable String code) {}

    record Setup(
            @Nullable String company,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String name,
            String password,
            @Nullable String teamName,
            @Nullable String place,
            @Nullable String zone) {}

    record SetupView(
            String company,
            boolean valid,
            @OneOf(or = {"FIRST", "AGENT"}) String kind,
            String name) {}

    /// Signs in.
    @PostMapping("/session")
    Wire.SessionView signIn(@RequestBody SignIn given, HttpServletRequest request, HttpServletResponse response) {
        Accounts.Attempt attempt = accounts.signIn(
                typed(given.name()),
                typed(given.password()),
                Optional.of(typed(given.code())),
                request.getRemoteAddr(),
                device(request));
        return switch (attempt) {
            case Accounts.Attempt.Welcome welcome -> welcome(welcome, request, response);
            case Accounts.Attempt.Wrong _ -> throw Refusal.signIn("Name or password is not right.");
            case Accounts.Attempt.CodeNeeded _ ->
                throw Refusal.secondFactor("Enter the code that your authenticator shows now.");
            case Accounts.Attempt.CodeWrong _ ->
                throw Refusal.secondFactor("That code is not right, or was used before. Wait for the next one.");
            case Accounts.Attempt.PasskeyNeeded _ ->
                throw Refusal.signIn("Your password alone is not enough here. Sign in with your passkey.");
            case Accounts.Attempt.ProviderNeeded _ ->
                throw Refusal.signIn("Passwords open nothing here any more. Sign in with your company's account.");
            case Accounts.Attempt.Locked(var left) ->
                throw Refusal.tooOften("Too many tries. Please wait " + Math.max(1, left.toSeconds()) + " seconds.");
        };
    }

    /// What came of a field, as far as any name, password or code is long.
    private static String typed(@Nullable String text) {
        String clean = text == null ? "" : text.replace("\u0000", "");
        return clean.length() > MAX_TYPED ? clean.substring(0, MAX_TYPED) : clean;
    }

    record ByPasskey(@Nullable JsonNode credential) {}

    /// Signs in by a passkey.
    @PostMapping("/session/passkey")
    Wire.SessionView signIn(@RequestBody ByPasskey given, HttpServletRequest request, HttpServletResponse response) {
        String answer = given.credential() == null ? "{}" : given.credential().toString();
        if (answer.length() > MAX_PASSKEY_ANSWER) {
            throw Refusal.tooLarge("That is larger than any passkey's answer.");
        }
        Accounts.Attempt.Welcome welcome = accounts.signInByPasskey(answer, request.getRemoteAddr(), device(request))
                .orElseThrow(() -> Refusal.signIn("This passkey opens nothing here. Sign in with your password."));
        return welcome(welcome, request, response);
    }

    /// Who is signed in, and what they may do.
    @GetMapping("/session")
    Wire.SessionView session() {
        return view(caller.session());
    }

    /// Signs out.
    @DeleteMapping("/session")
    ResponseEntity<Void> signOut(@CookieValue(name = SessionCookie.NAME, required = false) @Nullable String token) {
        if (token != null) {
            accounts.signOut(token);
        }
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.none())
                .build();
    }

    /// Whose one-time link it is.
    @GetMapping("/setup/{token}")
    SetupView setup(@PathVariable String token) {
        Optional<Accounts.LinkOwner> owner = accounts.linkOwner(token);
        String company = accounts.setting("company").orElse("");
        return owner.map(o -> new SetupView(
                        company,
                        true,
                        o.account().isPresent() ? "AGENT" : "FIRST",
                        o.account().map(a -> a.name()).orElse("")))
                .orElse(new SetupView(company, false, "AGENT", ""));
    }

    /// Uses the one-time link: the first administrator, or a password.
    @PostMapping("/setup/{token}")
    Wire.SessionView setup(
            @PathVariable String token,
            @RequestBody Setup given,
            HttpServletRequest request,
            HttpServletResponse response) {
        Accounts.LinkOwner owner = accounts.linkOwner(token)
                .orElseThrow(() -> Refusal.notFound("This link was used or is too old. Ask for a new one."));
        if (owner.account().filter(accounts::passwordsClosedTo).isPresent()) {
            throw Refusal.conflict(
                    "passwords-closed", "Passwords are not used here. Sign in with your company's account.");
        }
        Accounts.weakness(given.password()).ifPresent(why -> {
            throw Refusal.field("password", why);
        });
        long account = owner.account().isPresent() ? owner.account().get().id() : first(given);
        Accounts.Attempt.Welcome welcome = accounts.useLink(
                        token, account, given.password(), request.getRemoteAddr(), device(request))
                .orElseThrow(() -> Refusal.notFound("This link was used a moment ago."));
        return welcome(welcome, request, response);
    }

    /// The first administrator, with the first team.
    private long first(Setup given) {
        String name = required("name", given.name());
        String firstName = required("firstName", given.firstName());
        String teamName = required("teamName", given.teamName());
        ZoneId zone = zone(given.zone());
        if (accounts.nameIsTaken(name)) {
            throw Refusal.field("name", "Somebody signs in with this name already.");
        }
        accounts.set("company", required("company", given.company()));
        var team = workforce.teams().stream()
                .findFirst()
                .map(t -> t.id())
                .orElseGet(() -> workforce.addTeam(new TeamDraft(
                        teamName,
                        Optional.ofNullable(given.place()).orElse(""),
                        "",
                        "",
                        true,
                        Duration.ofHours(4),
                        Calendar.officeHours(zone))));
        long account = accounts.create(name, Role.ADMINISTRATOR);
        String lastName = Optional.ofNullable(given.lastName()).orElse("");
        workforce.addAgent(account, firstName, lastName, Optional.empty(), team, true);
        return account;
    }

    private static ZoneId zone(@Nullable String text) {
        try {
            return ZoneId.of(required("zone", text));
        } catch (DateTimeException unknown) {
            throw Refusal.field("zone", "There is no time zone \"" + text + "\". An example: Europe/London.");
        }
    }

    static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > 200) {
            throw Refusal.field(field, "Please fill this in, with at most 200 characters.");
        }
        return text.strip();
    }

    private Wire.SessionView welcome(
            Accounts.Attempt.Welcome welcome, HttpServletRequest request, HttpServletResponse response) {
        Wire.SessionView view = view(welcome.session());
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.of(welcome, request.isSecure()));
        return view;
    }

    private static String device(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    }

    private Wire.SessionView view(SignedIn session) {
        Agent agent = caller.agent(session);
        String zone = workforce.team(agent.team()).calendar().zone().getId();
        return new Wire.SessionView(
                Views.agent(agent),
                session.account().role().name(),
                session.permissions().stream().map(Enum::name).sorted().toList(),
                session.mustEnrol(),
                session.csrf(),
                accounts.setting("company").orElse(""),
                accounts.language(session.account().id()).orElse(null),
                clock.instant(),
                zone);
    }
}
