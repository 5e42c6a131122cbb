package io.rapport.server.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Reads what is asked under an `Idempotency-Key` before it is done, and keeps what was answered. Whether it is done is
/// decided by [KeyInterceptor], once the caller's permission is known: nobody hears an answer that they may not hear.
final class KeyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";
    /// Of the request: an [Asked].
    static final String ASKED = KeyFilter.class.getName() + ".asked";
    /// Of the request: a [Claim], when it is to be done.
    static final String CLAIM = KeyFilter.class.getName() + ".claim";
    /// Bytes of what may be asked under a key.
    static final int MAX_BODY = 1 << 20;
    private static final Set<String> CHANGES = Set.of("POST", "PUT", "DELETE");

    private final Keys keys;

    KeyFilter(Keys keys) {
        this.keys = keys;
    }

    record Claim(long account) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !CHANGES.contains(request.getMethod())
                || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (!Asked.isKey(key)) {
            refuse(response, 400, "key", "An Idempotency-Key has 1 to 100 characters of printable ASCII.");
            return;
        }
        String type = request.getContentType();
        if (type != null && type.startsWith("multipart/")) {
            refuse(response, 400, "key", "A form with files takes no Idempotency-Key.");
            return;
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            refuse(response, 413, "too-large", "With an Idempotency-Key a body may have at most 1 MB.");
            return;
        }
        Asked asked = Asked.of(key, request.getMethod(), request.getRequestURI(), request.getQueryString(), body);
        request.setAttribute(ASKED, asked);
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            chain.doFilter(new Read(request, body), kept);
            if (request.getAttribute(CLAIM) instanceof Claim claim) {
                keys.answered(
                        claim.account(),
                        asked,
                        new Keys.Answer(kept.getStatus(), kept.getContentType(), kept.getContentAsByteArray()));
            }
            answered = true;
        } finally {
            if (!answered && request.getAttribute(CLAIM) instanceof Claim claim) {
                keys.failed(claim.account(), asked);
            }
            kept.copyBodyToResponse();
        }
    }

    private static void refuse(HttpServletResponse response, int status, String code, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"title\":\"Refused\",\"status\":" + status + ",\"code\":\"" + code
                        + "\",\"detail\":\"" + detail + "\",\"fields\":{}}");
    }

    /// The request with its body in memory.
    private static final class Read extends HttpServletRequestWrapper {
        private final byte[] body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is in memory already");
                }

                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
