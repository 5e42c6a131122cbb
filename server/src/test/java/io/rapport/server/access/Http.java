package io.rapport.server.access;

import io.rapport.server.RunningRapport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One caller of the server over HTTP: nobody, somebody with a session, or a program with a token.
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String url;
    private final Map<String, String> headers;

    private Http(String url, Map<String, String> headers) {
        this.url = url;
        this.headers = headers;
    }

    public record Answer(int status, JsonNode json, Optional<String> cookie, HttpHeaders headers) {
        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        public String code() {
            return json.path("code").asString("");
        }
    }

    public static Http nobody(RunningRapport rapport) {
        return new Http(rapport.url(), Map.of());
    }

    public static Http program(RunningRapport rapport, String token) {
        return new Http(rapport.url(), Map.of("Authorization", "Bearer " + token));
    }

    /// Signed in, through the door that browsers use.
    public static Http signedIn(RunningRapport rapport, String name, String password, String code) {
        Answer answer = nobody(rapport).signIn(name, password, code);
        if (answer.status() != 200) {
            throw new AssertionError("not signed in as " + name + ": " + answer.json());
        }
        return signedIn(rapport, answer);
    }

    public static Http signedIn(RunningRapport rapport, Answer welcome) {
        String cookie = welcome.cookie().orElseThrow();
        return new Http(
                rapport.url(),
                Map.of(
                        "Cookie",
                        cookie.substring(0, cookie.indexOf(';')),
                        "X-Rapport-Csrf",
                        welcome.json().path("csrf").asString("")));
    }

    public Answer signIn(String name, String password, String code) {
        return ask(
                "POST",
                "/api/session",
                JSON.writeValueAsString(Map.of("name", name, "password", password, "code", code)));
    }

    /// An open desktop; what it hears goes into the queue.
    public WebSocket stream(BlockingQueue<String> heard) {
        var builder = CLIENT.newWebSocketBuilder();
        headers.forEach(builder::header);
        return builder.buildAsync(URI.create(url.replace("http", "ws") + "/api/stream"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        heard.add(text.toString());
                        socket.request(1);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .join();
    }

    public Answer get(String path) {
        return ask("GET", path, "");
    }

    /// A body as it is, and the words that come back.
    public String send(String method, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/octet-stream")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /// The bytes of an answer, such as a file's.
    ///
    /// @param more headers for this one question
    public byte[] bytes(String path, Map<String, String> more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).GET();
        headers.forEach(request::header);
        more.forEach(request::header);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    public Answer ask(String method, String path, String body) {
        return ask(method, path, body, Map.of());
    }

    /// A file, as browsers send forms.
    public Answer upload(String path, String name, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(file);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return ask(
                "POST",
                path,
                HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()),
                Map.of("Content-Type", "multipart/form-data; boundary=b"));
    }

    /// @param more headers for this one question
    public Answer ask(String method, String path, String body, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/json"));
        all.putAll(more);
        return ask(
                method,
                path,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body),
                all);
    }

    private Answer ask(String method, String path, HttpRequest.BodyPublisher body, Map<String, String> more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).method(method, body);
        headers.forEach(request::header);
        more.forEach(request::header);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(t -> t.contains("json"))
                    .isPresent();
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(json ? response.body() : "{}"),
                    response.headers().firstValue("Set-Cookie"),
                    response.headers());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
