package io.rapport.bench;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Somebody signed in at the desk over HTTP, as the desktop speaks: one session cookie, one CSRF token.
public final class DeskClient {
    static final String PASSWORD = "brightline-demo";
    private static final Pattern CSRF = Pattern.compile("\"csrf\":\"([^\"]+)\"");
    private static final Pattern POSITION = Pattern.compile("\"boot\":\"([^\"]+)\",\"seq\":(\\d+)");

    private final String url;
    private final HttpClient http;
    private final String cookie;
    private final String csrf;

    private DeskClient(String url, HttpClient http, String path, String body) throws IOException, InterruptedException {
        this.url = url;
        this.http = http;
        HttpResponse<String> session = http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher token = CSRF.matcher(session.body());
        if (session.statusCode() != 200 || !token.find()) {
            throw new IOException("nobody is signed in after " + path + ": " + session.statusCode());
        }
        csrf = token.group(1);
        cookie = session.headers().allValues("Set-Cookie").stream()
                .flatMap(line -> HttpCookie.parse(line).stream())
                .map(one -> one.getName() + "=" + one.getValue())
                .collect(Collectors.joining("; "));
    }

    /// Signs in with the demo company's password.
    public DeskClient(String url, String name) throws IOException, InterruptedException {
        this(url, http(), "/api/session", "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
    }

    /// A new agent's first sign-in by the one-time link.
    public static DeskClient byLink(String url, HttpClient http, String token)
            throws IOException, InterruptedException {
        return new DeskClient(url, http, "/api/setup/" + token, "{\"password\":\"" + PASSWORD + "\"}");
    }

    /// For one client, or shared by many.
    public static HttpClient http() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Cookie", cookie);
    }

    /// Changes something.
    public String post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    /// Changes something.
    ///
    /// @throws IOException when it was refused
    public String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("X-Rapport-Csrf", csrf)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " was refused: " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /// Reads something to its last byte, compressed as for a browser.
    public byte[] get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                request(path).header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was refused: " + answer.statusCode());
        }
        return answer.body();
    }

    /// Reads something as text.
    public String text(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was refused: " + answer.statusCode());
        }
        return answer.body();
    }

    /// Opens Today and follows the live stream from there, as the desktop does.
    ///
    /// @param heard each whole message, on one thread at a time
    public WebSocket follow(Consumer<String> heard) throws IOException, InterruptedException {
        Matcher position = POSITION.matcher(text("/api/desk/today"));
        if (!position.find()) {
            throw new IOException("Today has no position in the stream");
        }
        URI stream = URI.create(url.replaceFirst("^http", "ws") + "/api/stream?boot=" + position.group(1) + "&seq="
                + position.group(2));
        try {
            return http.newWebSocketBuilder()
                    .header("Cookie", cookie)
                    .header("Origin", url)
                    .buildAsync(stream, new Messages(heard))
                    .join();
        } catch (CompletionException refused) {
            throw new IOException("the stream was refused", refused);
        }
    }

    /// Puts messages together that come in parts.
    private static final class Messages implements WebSocket.Listener {
        private final Consumer<String> heard;
        private final StringBuilder parts = new StringBuilder();

        Messages(Consumer<String> heard) {
            this.heard = heard;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            parts.append(text);
            if (last) {
                heard.accept(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
