package io.rapport.outside.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A mail provider's OAuth2 server on a free port of the loopback address: a page on which a person consents, codes
/// that count once and only with their PKCE verifier (RFC 7636), access tokens that end, refresh tokens that can be
/// rotated and revoked (RFC 6749), and introspection for the mail server behind it (RFC 7662). Strict where the
/// standards are. Thread-safe.
public final class AuthorizationServer implements AutoCloseable {
    public static final String CLIENT = "rapport-test";
    public static final String SECRET = "a-secret-with-&-and-=";
    /// What this provider wants to be asked for.
    public static final String SCOPE = "mail offline_access";

    /// How the token endpoint behaves.
    public enum Mood {
        WELL,
        /// Answers `503`.
        DOWN,
        /// Sends whoever asks to another address.
        ELSEWHERE,
        /// Begins an answer that does not end.
        ENDLESS,
        /// Refuses the client.
        STRANGER
    }

    /// One question to the token endpoint.
    ///
    /// @param account whose refresh token came; empty for another grant, or a token that is worth nothing
    public record Asked(String grantType, String refreshToken, String account) {}

    /// What a browser brings back from a consent.
    public record Brought(String code, String state) {}

    private record Code(String account, String redirect, String challenge) {}

    private record Access(String account, Instant until) {}

    private final SecureRandom random = new SecureRandom();
    private final HttpServer server;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Access> access = new HashMap<>();
    private final Map<String, String> refresh = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.WELL;
    private volatile boolean rotating;
    private volatile Duration lifetime = Duration.ofHours(1);

    public AuthorizationServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/authorize", exchange -> answer(exchange, this::authorize));
        server.createContext("/token", exchange -> answer(exchange, this::token));
        server.createContext("/introspect", exchange -> answer(exchange, this::introspect));
        server.createContext("/elsewhere", exchange -> answer(exchange, this::elsewhere));
        server.start();
    }

    public String authorizeUrl() {
        return url("/authorize");
    }

    public String tokenUrl() {
        return url("/token");
    }

    public String introspectionUrl() {
        return url("/introspect");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public void mood(Mood now) {
        mood = now;
    }

    /// Whether each refresh gives a new refresh token and ends the old one.
    public void rotating(boolean now) {
        rotating = now;
    }

    /// Of access tokens that are given from now on.
    public void lifetime(Duration now) {
        lifetime = now;
    }

    /// Ends all access tokens before their time, as a changed policy does; consents stay.
    public synchronized void endAccess() {
        access.clear();
    }

    /// The account takes its consent back.
    public synchronized void revoke(String account) {
        refresh.values().removeIf(account::equals);
        access.values().removeIf(one -> one.account().equals(account));
    }

    /// Every question to the token endpoint so far.
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// What reached the address that [Mood#ELSEWHERE] points to.
    public List<String> reachedElsewhere() {
        return List.copyOf(elsewhere);
    }

    // The page of consent.

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> given = exchange.getRequestMethod().equals("POST")
                ? form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                : form(String.valueOf(exchange.getRequestURI().getRawQuery()));
        boolean valid = CLIENT.equals(given.get("client_id"))
                && "code".equals(given.get("response_type"))
                && "S256".equals(given.get("code_challenge_method"))
                && given.getOrDefault("code_challenge", "").length() == 43
                && SCOPE.equals(given.get("scope"))
                && given.getOrDefault("state", "").length() >= 43
                && given.getOrDefault("redirect_uri", "").startsWith("http://127.0.0.1:");
        if (!valid) {
            // RFC 6749 section 4.1.2.1: never back to an address that may be forged.
            reply(exchange, 400, "text/plain", "This request for consent is not valid.");
        } else if (exchange.getRequestMethod().equals("GET")) {
            reply(exchange, 200, "text/html; charset=utf-8", page(given));
        } else {
            decided(exchange, given);
        }
    }

    private static String page(Map<String, String> given) {
        StringBuilder page = new StringBuilder("<!doctype html><title>Consent</title><h1>Example Mail</h1>"
                + "<p>Rapport wants to read and send your mail.</p><form method=post action=/authorize>");
        given.forEach((name, value) -> page.append("<input type=hidden name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">"));
        return page.append("<label>Account <input name=account value=\"")
                .append(escaped(given.getOrDefault("login_hint", "")))
                .append("\"></label> <button name=decision value=allow>Allow</button>"
                        + " <button name=decision value=deny>Deny</button></form>")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }

    private void decided(HttpExchange exchange, Map<String, String> given) throws IOException {
        Map<String, String> back = new LinkedHashMap<>();
        if ("allow".equals(given.get("decision"))) {
            back.put("code", code(given.getOrDefault("account", ""), given));
        } else {
            back.put("error", "access_denied");
        }
        back.put("state", given.getOrDefault("state", ""));
        StringBuilder to = new StringBuilder(given.getOrDefault("redirect_uri", "")).append('?');
        back.forEach((name, value) -> to.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        exchange.getResponseHeaders().set("Location", to.toString());
        reply(exchange, 302, "text/plain", "");
    }

    private synchronized String code(String account, Map<String, String> given) {
        String code = fresh();
        codes.put(
                code,
                new Code(account, given.getOrDefault("redirect_uri", ""), given.getOrDefault("code_challenge", "")));
        return code;
    }

    /// A person with a browser at the consent page, as far as the redirection back: the query that the browser brings.
    public Brought consent(String consentUrl, String account) {
        Map<String, String> given = new HashMap<>(form(consentUrl.substring(consentUrl.indexOf('?') + 1)));
        return new Brought(code(account, given), given.getOrDefault("state", ""));
    }

    // Tokens.

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> given = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String token = given.getOrDefault("refresh_token", "");
        asked.add(new Asked(given.getOrDefault("grant_type", ""), token, accountOf(token)));
        switch (mood) {
            case DOWN -> reply(exchange, 503, "text/html", "<h1>We are being mended</h1>");
            case ELSEWHERE -> {
                exchange.getResponseHeaders().set("Location", url("/elsewhere"));
                reply(exchange, 307, "text/plain", "");
            }
            case ENDLESS -> endless(exchange);
            case STRANGER -> refuse(exchange, 401, "invalid_client");
            case WELL -> grant(exchange, given);
        }
    }

    private synchronized String accountOf(String refreshToken) {
        return refresh.getOrDefault(refreshToken, "");
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        byte[] more = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(more);
        }
    }

    private void grant(HttpExchange exchange, Map<String, String> given) throws IOException {
        if (!CLIENT.equals(given.get("client_id")) || !SECRET.equals(given.get("client_secret"))) {
            refuse(exchange, 401, "invalid_client");
            return;
        }
        Optional<String> answer = switch (given.getOrDefault("grant_type", "")) {
            case "authorization_code" -> byCode(given);
            case "refresh_token" -> byRefreshToken(given.getOrDefault("refresh_token", ""));
            default -> Optional.empty();
        };
        if (answer.isEmpty()) {
            refuse(exchange, 400, "invalid_grant");
        } else {
            reply(exchange, 200, "application/json", answer.get());
        }
    }

    private synchronized Optional<String> byCode(Map<String, String> given) {
        Code code = codes.remove(given.getOrDefault("code", ""));
        if (code == null
                || !code.redirect().equals(given.get("redirect_uri"))
                || !code.challenge().equals(challenge(given.getOrDefault("code_verifier", "")))) {
            return Optional.empty();
        }
        String token = fresh();
        refresh.put(token, code.account());
        return Optional.of(tokens(code.account(), Optional.of(token)));
    }

    private synchronized Optional<String> byRefreshToken(String token) {
        String account = refresh.get(token);
        if (account == null) {
            return Optional.empty();
        }
        if (!rotating) {
            return Optional.of(tokens(account, Optional.empty()));
        }
        refresh.remove(token);
        String next = fresh();
        refresh.put(next, account);
        return Optional.of(tokens(account, Optional.of(next)));
    }

    private String tokens(String account, Optional<String> refreshToken) {
        String token = fresh();
        access.put(token, new Access(account, Instant.now().plus(lifetime)));
        return "{\"token_type\":\"Bearer\",\"access_token\":\"" + token + "\",\"expires_in\":" + lifetime.toSeconds()
                + refreshToken.map(t -> ",\"refresh_token\":\"" + t + "\"").orElse("") + "}";
    }

    private static void refuse(HttpExchange exchange, int status, String error) throws IOException {
        reply(exchange, status, "application/json", "{\"error\":\"" + error + "\",\"error_description\":\"no\"}");
    }

    private void introspect(HttpExchange exchange) throws IOException {
        Map<String, String> given = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Optional<Access> found = access(given.getOrDefault("token", ""));
        reply(
                exchange,
                200,
                "application/json",
                found.map(a -> "{\"active\":true,\"username\":\"" + a.account() + "\"}")
                        .orElse("{\"active\":false}"));
    }

    private synchronized Optional<Access> access(String token) {
        return Optional.ofNullable(access.get(token)).filter(a -> Instant.now().isBefore(a.until()));
    }

    private void elsewhere(HttpExchange exchange) throws IOException {
        elsewhere.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        reply(exchange, 200, "application/json", "{}");
    }

    // HTTP.

    private interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    private static void answer(HttpExchange exchange, Page page) throws IOException {
        try (exchange) {
            page.answer(exchange);
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private String fresh() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
