package io.rapport.server.email.oauth;

import io.rapport.server.channel.MailConnection;
import io.rapport.server.email.mime.CleanText;
import io.rapport.server.web.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a provider for tokens. Each question has [#PATIENCE] in all, each answer at most [#MAX_ANSWER] bytes, and a
/// redirection is a failure: our secrets go to the address that was typed and to no other. Thread-safe.
public final class TokenEndpoint implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final int MAX_ANSWER = 64 * 1024;
    private static final int MAX_TOKEN = 16 * 1024;
    private static final int MAX_WORDS = 200;
    /// Where the provider does not say how long (RFC 6749 section 5.1 only recommends that it does).
    private static final long USUAL_SECONDS = 3600;
    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    private final JsonMapper json = JsonMapper.builder().build();
    private final BoundedHttp http = new BoundedHttp(PATIENCE, MAX_ANSWER);

    /// RFC 6749 section 4.1.3, RFC 7636 section 4.5.
    TokenAnswer exchange(MailConnection connection, String code, String verifier, String redirectUrl)
            throws IOException {
        return ask(
                connection,
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", redirectUrl,
                        "code_verifier", verifier));
    }

    /// RFC 6749 section 6.
    TokenAnswer refresh(MailConnection connection, String refreshToken) throws IOException {
        return ask(connection, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private TokenAnswer ask(MailConnection connection, Map<String, String> what) throws IOException {
        Map<String, String> form = new LinkedHashMap<>(what);
        form.put("client_id", connection.clientId());
        connection.clientSecret().ifPresent(secret -> form.put("client_secret", secret));
        URI to = URI.create(connection.tokenUrl());
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(BoundedHttp.query(form)));
        HttpResponse<byte[]> answer = http.send(request);
        return read(to.getHost(), answer, form);
    }

    private TokenAnswer read(String host, HttpResponse<byte[]> answer, Map<String, String> asked) throws IOException {
        int status = answer.statusCode();
        JsonNode said;
        try {
            said = json.readTree(answer.body());
        } catch (JacksonException | StackOverflowError notJson) {
            throw new IOException(host + " answered HTTP " + status + " and nothing that we understand");
        }
        String error = text(said, "error");
        if (!error.isEmpty() && status >= 400 && status < 500 && status != 429) {
            return new TokenAnswer.Refused(
                    CleanText.line(error, 60), withoutSecrets(text(said, "error_description"), asked));
        }
        String access = text(said, "access_token");
        if (status != 200 || !isToken(access)) {
            throw new IOException(host + " answered HTTP " + status + " without a token");
        }
        JsonNode seconds = said.path("expires_in");
        long lifetime = seconds.isNumber() ? seconds.asLong() : USUAL_SECONDS;
        return new TokenAnswer.Granted(
                access,
                Duration.ofSeconds(Math.clamp(lifetime, 1, LONGEST_SECONDS)),
                Optional.of(text(said, "refresh_token")).filter(TokenEndpoint::isToken));
    }

    private static String text(JsonNode said, String name) {
        JsonNode value = said.path(name);
        return value.isString() ? value.asString() : "";
    }

    /// RFC 6749 appendix A.12: visible ASCII. Anything else would let a provider write into our sign-in line.
    private static boolean isToken(String text) {
        return !text.isEmpty() && text.length() <= MAX_TOKEN && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private static String withoutSecrets(String words, Map<String, String> asked) {
        String clean = words;
        for (String name : new String[] {"client_secret", "refresh_token", "code", "code_verifier"}) {
            String secret = asked.getOrDefault(name, "");
            clean = secret.isEmpty() ? clean : clean.replace(secret, "…");
        }
        return CleanText.line(clean, MAX_WORDS);
    }

    @Override
    public void close() {
        http.close();
    }
}
