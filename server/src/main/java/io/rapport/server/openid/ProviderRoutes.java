package io.rapport.server.openid;

import io.rapport.server.access.Accounts;
import io.rapport.server.access.SessionCookie;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Where a browser goes to sign in by the provider, and where it comes back to: always a page of ours, whatever comes.
@RestController
@RequestMapping("/api/session")
@ForEveryone
class ProviderRoutes {
    private static final String BEGUN = "rapport_provider";
    private static final String HALF = "rapport_provider_code";
    private static final int LONGEST_CODE = 40;
    private static final Logger log = LoggerFactory.getLogger(ProviderRoutes.class);

    private final ProviderSignIn signIn;
    private final Accounts accounts;

    ProviderRoutes(ProviderSignIn signIn, Accounts accounts) {
        this.signIn = signIn;
        this.accounts = accounts;
    }

    /// @param provider what its button is called; null: there is none
    /// @param passwords whether everybody signs in by password
    record Ways(@Nullable String provider, boolean passwords) {}

    /// How people sign in here.
    @GetMapping("/ways")
    Ways ways() {
        String title = signIn.open().map(Provider::title).orElse(null);
        return new Ways(title, title == null || !accounts.passwordsClosed());
    }

    /// Sends the browser to the company's own provider.
    @GetMapping("/provider")
    ResponseEntity<Void> begin(HttpServletRequest request) {
        try {
            return signIn.begin()
                    .map(begun -> away(
                            URI.create(begun.address()), cookie(BEGUN, begun.cookie(), ProviderSignIn.TIME, request)))
                    .orElseGet(() -> away(ProviderSignIn.page(Outcome.CLOSED)));
        } catch (IOException silent) {
            log.warn("event=provider-away cause=\"{}\"", silent.getMessage());
            return away(ProviderSignIn.page(Outcome.AWAY));
        }
    }

    /// Where the provider sends the browser back.
    @GetMapping("/provider/callback")
    ResponseEntity<Void> comeBack(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            @RequestParam(defaultValue = "") String iss,
            @CookieValue(name = BEGUN, defaultValue = "") String begun,
            HttpServletRequest request) {
        ProviderSignIn.Finished finished = signIn.finish(
                new ProviderSignIn.Brought(state, code, error, iss, begun), request.getRemoteAddr(), device(request));
        String spent = cookie(BEGUN, "", Duration.ZERO, request);
        URI page = ProviderSignIn.page(finished.outcome());
        if (finished.session().isPresent()) {
            return away(page, spent, SessionCookie.of(finished.session().get(), request.isSecure()));
        }
        return finished.half().isEmpty()
                ? away(page, spent)
                : away(page, spent, cookie(HALF, finished.half(), ProviderSignIn.TIME_FOR_CODE, request));
    }

    record Code(@Nullable String code) {}

    /// The code of the second step, after the provider has vouched. Answers 204 with the session's cookie.
    @PostMapping("/provider/code")
    ResponseEntity<Void> code(
            @RequestBody Code given,
            @CookieValue(name = HALF, defaultValue = "") String half,
            HttpServletRequest request) {
        String code = Optional.ofNullable(given.code()).orElse("");
        Accounts.Attempt attempt = signIn.code(
                        half, code.length() > LONGEST_CODE ? "" : code, request.getRemoteAddr(), device(request))
                .orElseThrow(() -> Refusal.signIn("That took too long. Please sign in once more."));
        return switch (attempt) {
            case Accounts.Attempt.Welcome welcome ->
                ResponseEntity.noContent()
                        .header(
                                HttpHeaders.SET_COOKIE,
                                SessionCookie.of(welcome, request.isSecure()),
                                cookie(HALF, "", Duration.ZERO, request))
                        .build();
            case Accounts.Attempt.Locked(var left) ->
                throw Refusal.tooOften("Too many tries. Please wait " + Math.max(1, left.toSeconds()) + " seconds.");
            case Accounts.Attempt.CodeNeeded _, Accounts.Attempt.CodeWrong _ ->
                throw Refusal.secondFactor("That code is not right, or was used before. Wait for the next one.");
            case Accounts.Attempt.Wrong _, Accounts.Attempt.PasskeyNeeded _, Accounts.Attempt.ProviderNeeded _ ->
                throw Refusal.signIn("This account opens nothing here. Ask your administrator.");
        };
    }

    private static ResponseEntity<Void> away(URI to, String... cookies) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(to)
                .header("Cache-Control", "no-store")
                .header(HttpHeaders.SET_COOKIE, cookies)
                .build();
    }

    /// Lax, since the browser brings it when it comes back from the provider's pages.
    private static String cookie(String name, String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/api/session/provider")
                .maxAge(age)
                .build()
                .toString();
    }

    private static String device(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    }
}
