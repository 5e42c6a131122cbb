package io.rapport.server.openid;

import io.rapport.server.web.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the provider. Each question has [#PATIENCE] in all, each answer at most [#MAX_ANSWER] bytes, and a redirection
/// is a failure: secrets go to the address that the provider published and to no other. Thread-safe.
final class ProviderClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final int MAX_ANSWER = 256 * 1024;

    private final JsonMapper json = JsonMapper.builder().build();
    private final BoundedHttp http = new BoundedHttp(PATIENCE, MAX_ANSWER);

    /// @throws IOException with a sentence, when it does not answer with JSON
    JsonNode read(URI from) throws IOException {
        return object(http.send(HttpRequest.newBuilder(from).GET()));
    }

    /// OpenID Connect Core section 5.3.1.
    JsonNode userinfo(URI from, String accessToken) throws IOException {
        return object(http.send(HttpRequest.newBuilder(from)
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
            String pair = BoundedHttp.encoded(provider.clientId()) + ":"
                    + BoundedHttp.encoded(provider.secret().get());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else {
            form.put("client_id", provider.clientId());
            provider.secret().ifPresent(secret -> form.put("client_secret", secret));
        }
        HttpResponse<byte[]> answer =
                http.send(request.POST(HttpRequest.BodyPublishers.ofString(BoundedHttp.query(form))));
        if (answer.statusCode() >= 500) {
            throw new IOException(at.tokenEndpoint().getHost() + " answered HTTP " + answer.statusCode());
        }
        return json(answer);
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

    @Override
    public void close() {
        http.close();
    }
}
