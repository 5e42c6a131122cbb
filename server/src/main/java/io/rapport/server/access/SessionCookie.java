package io.rapport.server.access;

import java.time.Duration;
import org.springframework.http.ResponseCookie;

/// The cookie that carries a session: scripts can't read it, and other sites' forms don't send it.
public final class SessionCookie {
    public static final String NAME = "rapport_session";
    /// The session itself ends sooner, unless it is used.
    private static final Duration KEPT = Duration.ofHours(24);

    private SessionCookie() {}

    /// As a header's value.
    ///
    /// @param secure whether the browser came by HTTPS
    public static String of(Accounts.Attempt.Welcome welcome, boolean secure) {
        return cookie(welcome.token(), KEPT, secure);
    }

    /// Takes it back.
    public static String none() {
        return cookie("", Duration.ZERO, false);
    }

    private static String cookie(String value, Duration age, boolean secure) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }
}
