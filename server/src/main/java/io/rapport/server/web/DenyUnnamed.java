package io.rapport.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Denies every route whose permission the caller lacks, and every route that does not name who may call it: before
/// anything of the request is read.
final class DenyUnnamed implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod route && isOurs(route)) {
            check(route);
        }
        return true;
    }

    private static void check(HandlerMethod route) {
        boolean open = AnnotatedElementUtils.hasAnnotation(route.getMethod(), PreAuthorize.class);
        Optional<Permission> needed = open ? Optional.empty() : permission(route);
        if (needed.isPresent()) {
            if (!needed.get().heldBy(SecurityContextHolder.getContext().getAuthentication())) {
                throw new AccessDeniedException(needed.get() + " is needed for " + route.getShortLogMessage());
            }
        } else if (!open && !AnnotatedElementUtils.hasAnnotation(route.getBeanType(), PreAuthorize.class)) {
            throw new AccessDeniedException("no permission is named for " + route.getShortLogMessage());
        }
    }

    /// The permission that a route names: the method's before the class's.
    private static Optional<Permission> permission(HandlerMethod route) {
        May own = AnnotatedElementUtils.findMergedAnnotation(route.getMethod(), May.class);
        May shared = AnnotatedElementUtils.findMergedAnnotation(route.getBeanType(), May.class);
        return Optional.ofNullable(own != null ? own : shared).map(May::value);
    }

    private static boolean isOurs(HandlerMethod route) {
        return route.getBeanType().getName().startsWith("io.rapport.");
    }
}
