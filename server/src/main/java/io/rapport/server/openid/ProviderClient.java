package io.rapport.server.openid;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the provider. Each question has [#PATIENCE] in all, each answer at most [#MAX_ANSWER] bytes, and a redirection
/// is a failure: secrets go to the address that the provider published and to no other. Thread-safe.
final class ProviderClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final int MAX_ANSWER = 256 * 1024;

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /// @throws IOException with a sentence, when it does not answer with JSON
    JsonNode read(URI from) throws IOException {
        return object(send(HttpRequest.newBuilder(from).GET()));
    }

    /// OpenID Connect Core section 5.3.1.
    JsonNode userinfo(URI from, String accessToken) throws IOException {
        return object(send(HttpRequest.newBuilder(from)
                .header("Authorization", "Bearer " + accessToken)
                .GET()));
    }

    /// RFC 6749 section 4.1.3, RFC 7636 section 4.5. A refusal is an answer, too.
    JsonNode exchange(Discovery at, Provider provider, String code, String verifier, String redirectUrl)
            throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUrl);
        form.put("code_verifier", verifier);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at.tokenEndpoint()).header("Content-Type", "application/x-www-form-urlencoded");
        if (provider.secret().isPresent() && at.takesBasic()) {
            // RFC 6749 section 2.3.1: each part is encoded as in a form first.
            String pair = encoded(provider.clientId()) + ":"
                    + encoded(provider.secret().get());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else {
            form.put("client_id", provider.clientId());
            provider.secret().ifPresent(secret -> form.put("client_secret", secret));
        }
        HttpResponse<byte[]> answer = send(request.POST(HttpRequest.BodyPublishers.ofString(query(form))));
        if (answer.statusCode() >= 500) {
            throw new IOException(at.tokenEndpoint().getHost() + " answered HTTP " + answer.statusCode());
        }
        return json(answer);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request =
                builder.header("Accept", "application/json").timeout(PATIENCE).build();
        String host = request.uri().getHost();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            // The request's own limit ends with the headers; this one holds for a body that drips, too.
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw new IOException(host + " did not answer within " + PATIENCE.toSeconds() + " s", slow);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new IOException(host + " can't be asked: " + cause.getClass().getSimpleName(), cause);
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("stopped while asking " + host, stopping);
        }
    }

    private JsonNode object(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri().getHost() + " answered HTTP " + answer.statusCode() + " to "
                    + answer.uri().getPath());
        }
        return json(answer);
    }

    private JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        try {
            JsonNode said = json.readTree(answer.body());
            if (said != null && said.isObject()) {
                return said;
            }
        } catch (JacksonException | StackOverflowError notJson) {
            throw new IOException(answer.uri().getHost() + " answered nothing that we understand", notJson);
        }
        throw new IOException(answer.uri().getHost() + " answered nothing that we understand");
    }

    /// As in a form and behind a `?`.
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
