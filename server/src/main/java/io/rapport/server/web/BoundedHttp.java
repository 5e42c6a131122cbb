package io.rapport.server.web;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Asks servers that an administrator named. Each question has its patience in all, each answer so many bytes at the
/// most, and a redirection is an answer like any other: what is sent goes to that address and to no other. Thread-safe.
public final class BoundedHttp implements AutoCloseable {
    private final Duration patience;
    private final int maxAnswer;
    private final HttpClient http;

    /// @param patience from the question's first byte to the answer's last; half of it for the connection
    /// @param maxAnswer bytes
    public BoundedHttp(Duration patience, int maxAnswer) {
        this.patience = patience;
        this.maxAnswer = maxAnswer;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.dividedBy(2))
                .build();
    }

    /// Asks for JSON.
    ///
    /// @throws IOException with a sentence that names the host, when there is no whole answer in time
    public HttpResponse<byte[]> send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request =
                builder.header("Accept", "application/json").timeout(patience).build();
        String host = request.uri().getHost();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), maxAnswer));
        try {
            // The request's own limit ends with the headers; this one holds for a body that drips, too.
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw new IOException(host + " did not answer within " + patience.toSeconds() + " s", slow);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new IOException(host + " can't be asked: " + cause.getClass().getSimpleName(), cause);
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("stopped while asking " + host, stopping);
        }
    }

    /// As in a form and behind a `?`.
    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    /// One part of a form.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
