package io.rapport.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Knows the caller by the session cookie, and refuses changes without the session's CSRF token.
final class SessionFilter extends OncePerRequestFilter {
    static final String COOKIE = "rapport_session";
    static final String CSRF_HEADER = "X-Rapport-Csrf";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Accounts accounts;

    SessionFilter(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SignedIn> session = cookie(request).flatMap(accounts::session);
        if (session.isPresent()) {
            boolean changes = !READS.contains(request.getMethod());
            if (changes && request.getRequestURI().startsWith("/api/") && !sameToken(request, session.get())) {
                response.setStatus(403);
                response.setContentType("application/problem+json");
                response.getWriter()
                        .write("{\"type\":\"about:blank\",\"title\":\"Not allowed\",\"status\":403,\"code\":\"csrf\","
                                + "\"detail\":\"This request did not come from the desktop. Reload the page.\"}");
                return;
            }
            var role = new SimpleGrantedAuthority(
                    "ROLE_" + session.get().account().role().name());
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(session.get(), null, List.of(role)));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
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
