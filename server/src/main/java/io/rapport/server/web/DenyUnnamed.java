package io.rapport.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Denies every route that does not name who may call it.
final class DenyUnnamed implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod route && isOurs(route) && !names(route)) {
            throw new AccessDeniedException("no role is named for " + route.getShortLogMessage());
        }
        return true;
    }

    private static boolean isOurs(HandlerMethod route) {
        return route.getBeanType().getName().startsWith("io.rapport.");
    }

    private static boolean names(HandlerMethod route) {
        return AnnotatedElementUtils.hasAnnotation(route.getMethod(), PreAuthorize.class)
                || AnnotatedElementUtils.hasAnnotation(route.getBeanType(), PreAuthorize.class);
    }
}
