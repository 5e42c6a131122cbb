package io.rapport.outside.feedback;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A machine that looks into mails for something dangerous: it opens links shortly after a mail came, as such products
/// do, and follows what it gets. It runs no script. Thread-safe.
public final class Scanner {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// How one of them looks.
    public enum Habit {
        /// Every link, one after the other.
        ALL,
        /// Every link at once.
        ALL_AT_ONCE,
        /// The first answer alone.
        FIRST,
        /// Asks for heads.
        HEADS,
        /// Says that nobody looks yet.
        PREFETCH
    }

    private final HttpClient client;

    public Scanner() {
        this(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build());
    }

    public Scanner(HttpClient client) {
        this.client = client;
    }

    /// Looks at the links of one mail.
    ///
    /// @return how many it opened
    public int scan(MailLinks links, Habit habit) throws IOException, InterruptedException {
        return switch (habit) {
            case ALL -> open(links.all(), "GET", false);
            case FIRST -> open(links.answers().subList(0, 1), "GET", false);
            case HEADS -> open(links.all(), "HEAD", false);
            case PREFETCH -> open(links.answers(), "GET", true);
            case ALL_AT_ONCE -> {
                List<CompletableFuture<HttpResponse<Void>>> running = links.all().stream()
                        .map(link ->
                                client.sendAsync(request(link, "GET", false), HttpResponse.BodyHandlers.discarding()))
                        .toList();
                running.forEach(CompletableFuture::join);
                yield running.size();
            }
        };
    }

    private int open(List<String> links, String method, boolean prefetch) throws IOException, InterruptedException {
        for (String link : links) {
            client.send(request(link, method, prefetch), HttpResponse.BodyHandlers.discarding());
        }
        return links.size();
    }

    private static HttpRequest request(String link, String method, boolean prefetch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link))
                .timeout(PATIENCE)
                .header("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/79.0.3945.88")
                .method(method, HttpRequest.BodyPublishers.noBody());
        return prefetch ? request.header("Sec-Purpose", "prefetch").build() : request.build();
    }
}
