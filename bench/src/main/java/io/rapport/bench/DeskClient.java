package io.rapport.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody signed in at the desk over HTTP, as the desktop speaks: one session cookie, one CSRF token.
final class DeskClient {
    static final String PASSWORD = "brightline-demo";
    private static final Pattern CSRF = Pattern.compile("\"csrf\":\"([^\"]+)\"");

    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final String csrf;

    /// Signs in with the demo company's password.
    DeskClient(String url, String name) throws IOException, InterruptedException {
        this.url = url;
        HttpResponse<String> session = http.send(
                json("/api/session", "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher token = CSRF.matcher(session.body());
        if (session.statusCode() != 200 || !token.find()) {
            throw new IOException(name + " could not sign in: " + session.statusCode());
        }
        csrf = token.group(1);
    }

    private HttpRequest.Builder json(String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /// Changes something.
    void post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                json(path, body).header("X-Rapport-Csrf", csrf).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " was refused: " + answer.statusCode() + " " + answer.body());
        }
    }

    /// Reads something to its last byte, compressed as for a browser.
    byte[] get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was refused: " + answer.statusCode());
        }
        return answer.body();
    }
}
