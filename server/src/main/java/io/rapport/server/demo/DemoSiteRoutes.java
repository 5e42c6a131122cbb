package io.rapport.server.demo;

import io.rapport.server.web.ForEveryone;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The demo company's own site: one page that embeds the chat as any site does.
@RestController
@ForEveryone
@ConditionalOnProperty(name = "rapport.demo", havingValue = "true")
class DemoSiteRoutes {
    static final String PATH = "/demo-site";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Brightline: internet from next door</title>
            <style>
              :root { color-scheme: light dark; }
              body { margin: 0 auto; max-width: 720px; padding: 48px 24px; font: 17px/1.6 system-ui, sans-serif; }
              h1 { font-size: 34px; line-height: 1.2; }
            </style>
            </head>
            <body>
            <h1>Brightline: internet from next door</h1>
            <p>People in Bristol, Leeds and Glasgow look after your line, and you always talk with the same ones.</p>
            <p>Something on your mind? Write to us, and a person answers.</p>
            <a href="/form/web" data-rapport="web">Write to us</a><script src="/chat/widget.js" async></script>
            </body>
            </html>
            """;

    @GetMapping(PATH)
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self';"
                                + " style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'")
                .body(PAGE);
    }
}
