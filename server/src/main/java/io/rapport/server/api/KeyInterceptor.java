package io.rapport.server.api;

import io.rapport.server.access.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/// Decides whether what is asked under a key is done, or answered as the first time. After who may call it.
final class KeyInterceptor implements HandlerInterceptor {
    static final String REPLAY = "Idempotent-Replay";

    private final Keys keys;

    KeyInterceptor(Keys keys) {
        this.keys = keys;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (!(request.getAttribute(KeyFilter.ASKED) instanceof Asked asked)
                || request.getAttribute(KeyFilter.CLAIM) != null
                || caller == null
                || !(caller.getPrincipal() instanceof SignedIn known)) {
            return true;
        }
        long account = known.account().id();
        Optional<Keys.Answer> first = keys.begin(account, asked);
        if (first.isEmpty()) {
            request.setAttribute(KeyFilter.CLAIM, new KeyFilter.Claim(account));
            return true;
        }
        response.setStatus(first.get().status());
        response.setHeader(REPLAY, "true");
        if (first.get().contentType() != null) {
            response.setContentType(first.get().contentType());
        }
        response.getOutputStream().write(first.get().body());
        return false;
    }
}
