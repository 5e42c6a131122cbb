package io.rapport.outside.openid;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An OpenID provider that knows everybody as whoever it is told, asks nothing, and lies in one way at a time.
/// Thread-safe.
public final class LyingProvider implements AutoCloseable {
    public static final String CLIENT = "rapport-test";

    /// What is wrong with it.
    public enum Lie {
        NONE,
        OTHER_AUDIENCE,
        SEVERAL_AUDIENCES,
        OTHER_PARTY,
        OTHER_ISSUER,
        OTHER_NONCE,
        NO_NONCE,
        EXPIRED,
        LONG_AGO,
        OTHER_KEY,
        /// `alg` is `none`.
        UNSIGNED,
        /// HS256 with its public key as the secret.
        HMAC_BY_PUBLIC_KEY,
        CHANGED_AFTER_SIGNING,
        NO_TOKEN,
        /// The browser's answer names another issuer.
        MIXED_UP,
        /// Answers 503.
        DOWN,
        /// Its answer does not end.
        ENDLESS
    }

    private final HttpServer server;
    private final KeyPair keys = pair();
    private final KeyPair others = pair();
    private volatile Lie lie = Lie.NONE;
    private volatile Map<String, Object> who = Map.of();
    private volatile String nonce = "";

    public LyingProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", this::discovery);
        server.createContext("/keys", exchange -> json(exchange, "{\"keys\":[" + key() + "]}"));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void lie(Lie now) {
        lie = now;
    }

    /// Who everybody is from now on.
    ///
    /// @param claims beside the subject: texts and booleans
    public void says(String subject, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("sub", subject);
        who = all;
    }

    private void discovery(HttpExchange exchange) throws IOException {
        json(
                exchange,
                "{\"issuer\":\"%1$s\",\"authorization_endpoint\":\"%1$s/authorize\",\"token_endpoint\":\"%1$s/token\","
                                .formatted(issuer())
                        + "\"jwks_uri\":\"%s/keys\",\"id_token_signing_alg_values_supported\":[\"RS256\"]}"
                                .formatted(issuer()));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] both = pair.split("=", 2);
            asked.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        nonce = asked.getOrDefault("nonce", "");
        String named = lie == Lie.MIXED_UP ? "&iss=https%3A%2F%2Fevil.example" : "";
        exchange.getResponseHeaders()
                .set("Location", asked.get("redirect_uri") + "?code=a-code&state=" + asked.get("state") + named);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        switch (lie) {
            case DOWN -> {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            }
            case ENDLESS -> {
                exchange.sendResponseHeaders(200, 0);
                byte[] more = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 10_000; i++) {
                    exchange.getResponseBody().write(more);
                }
                exchange.close();
            }
            case NO_TOKEN -> json(exchange, "{\"access_token\":\"a-token\",\"token_type\":\"Bearer\"}");
            default ->
                json(
                        exchange,
                        "{\"access_token\":\"a-token\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken() + "\"}");
        }
    }

    private String idToken() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>(who);
        claims.put("iss", lie == Lie.OTHER_ISSUER ? "https://evil.example" : issuer());
        claims.put("aud", lie == Lie.OTHER_AUDIENCE ? "somebody-else" : CLIENT);
        claims.put("iat", lie == Lie.LONG_AGO ? now - 86_400 : now);
        claims.put("exp", lie == Lie.EXPIRED ? now - 3_600 : now + 300);
        claims.put("nonce", lie == Lie.OTHER_NONCE ? "another" : nonce);
        switch (lie) {
            case NO_NONCE -> claims.remove("nonce");
            case OTHER_PARTY -> claims.put("azp", "somebody-else");
            case SEVERAL_AUDIENCES -> claims.put("aud", Arrays.asList(CLIENT, "somebody-else"));
            default -> {}
        }
        String algorithm = switch (lie) {
            case UNSIGNED -> "none";
            case HMAC_BY_PUBLIC_KEY -> "HS256";
            default -> "RS256";
        };
        String text = encoded("{\"alg\":\"" + algorithm + "\",\"kid\":\"one\"}") + "." + encoded(object(claims));
        String signature = encoded(sign(text));
        if (lie == Lie.CHANGED_AFTER_SIGNING) {
            claims.put("sub", "somebody-else");
            text = text.substring(0, text.indexOf('.') + 1) + encoded(object(claims));
        }
        return text + "." + signature;
    }

    private byte[] sign(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try {
            if (lie == Lie.UNSIGNED) {
                return new byte[0];
            }
            if (lie == Lie.HMAC_BY_PUBLIC_KEY) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
                return mac.doFinal(bytes);
            }
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((lie == Lie.OTHER_KEY ? others : keys).getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String key() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"one\",\"n\":\"" + number(key.getModulus()) + "\",\"e\":\""
                + number(key.getPublicExponent()) + "\"}";
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String object(Map<String, Object> claims) {
        StringBuilder json = new StringBuilder("{");
        claims.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(
                        switch (value) {
                            case String text -> '"' + text + '"';
                            case java.util.List<?> texts -> "[\"" + String.join("\",\"", strings(texts)) + "\"]";
                            default -> value.toString();
                        }));
        return json.append('}').toString();
    }

    private static java.util.List<String> strings(java.util.List<?> texts) {
        return texts.stream().map(String::valueOf).toList();
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has RSA", impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
