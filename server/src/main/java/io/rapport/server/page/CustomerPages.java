package io.rapport.server.page;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// How customers' pages are answered: no script at all; only the form may stand in another site's frame.
public final class CustomerPages {
    private CustomerPages() {}

    public static ResponseEntity<String> answer(HttpStatus status, boolean embedded, String html) {
        String policy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors " + (embedded ? "*" : "'none'");
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8));
        if (!embedded) {
            answer.header("X-Frame-Options", "DENY");
        }
        return answer.body(html);
    }

    /// A page that says the same to everybody, and may be kept for a minute on its way.
    public static ResponseEntity<String> open(String html) {
        return ResponseEntity.ok()
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header(HttpHeaders.VARY, "Accept-Language")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .body(html);
    }
}
