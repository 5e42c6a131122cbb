package io.rapport.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Knows the caller by the session cookie or an API token, and refuses changes without the session's CSRF token.
final class SessionFilter extends OncePerRequestFilter {
    static final String COOKIE = SessionCookie.NAME;
    static final String CSRF_HEADER = "X-Rapport-Csrf";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final ApiTokens tokens;

    SessionFilter(Sessions sessions, ApiTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            Optional<SignedIn> program =
                    tokens.find(authorization.substring(BEARER.length()).strip());
            if (program.isEmpty()) {
                refuse(
                        response,
                        "\"title\":\"Not signed in\",\"status\":401,\"code\":\"token\","
                                + "\"detail\":\"This token is not known, was removed, or is too old.\"",
                        401);
                return;
            }
            // Nothing sends this header by itself, so no CSRF token is needed beside it.
            signIn(program.get());
            chain.doFilter(request, response);
            return;
        }
        Optional<SignedIn> session = cookie(request).flatMap(sessions::find);
        if (session.isPresent()) {
            boolean changes = !READS.contains(request.getMethod());
            if (changes && request.getRequestURI().startsWith("/api/") && !sameToken(request, session.get())) {
                refuse(
                        response,
                        "\"title\":\"Not allowed\",\"status\":403,\"code\":\"csrf\","
                                + "\"detail\":\"This request did not come from the desktop. Reload the page.\"",
                        403);
                return;
            }
            signIn(session.get());
        }
        chain.doFilter(request, response);
    }

    private static void refuse(HttpServletResponse response, String problem, int status) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getWriter().write("{\"type\":\"about:blank\"," + problem + "}");
    }

    /// What may be done is named by permissions; which role gave them is nobody's business from here on.
    private static void signIn(SignedIn caller) {
        var permissions = caller.permissions().stream()
                .map(permission -> new SimpleGrantedAuthority(permission.name()))
                .toList();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, permissions));
        SecurityContextHolder.setContext(context);
    }

    private static boolean sameToken(HttpServletRequest request, SignedIn session) {
        String given = request.getHeader(CSRF_HEADER);
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), session.csrf().getBytes(StandardCharsets.UTF_8));
    }

    static Optional<String> cookie(HttpServletRequest request) {
        if (request.getCookies() == null) {
            return Optional.empty();
        }
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(COOKIE)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }
}
