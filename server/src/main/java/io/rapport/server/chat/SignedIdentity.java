package io.rapport.server.chat;

import io.rapport.server.vocabulary.ContactPoint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who a company's site says that its visitor is: a JSON Web Token (RFC 7519) signed by HS256 (RFC 7515) with the
/// secret
/// of the chat's door. Only that algorithm is taken, whatever the token asks for (RFC 8725 section 3.1), and only with
/// an end (`exp`) at most [#LONGEST] ahead. Pure.
record SignedIdentity(ContactPoint address, String name) {
    static final int MAX_TOKEN = 4_000;
    static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Who it is, if the token is genuine and valid now.
    static Optional<SignedIdentity> read(String token, String secret, Instant now) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > MAX_TOKEN || parts.length != 3 || secret.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            if (!MessageDigest.isEqual(signature, sign(parts[0] + "." + parts[1], secret))) {
                return Optional.empty();
            }
            return "HS256".equals(json(parts[0]).path("alg").asString(""))
                    ? claims(json(parts[1]), now)
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<SignedIdentity> claims(JsonNode claims, Instant now) {
        JsonNode end = claims.path("exp");
        JsonNode begin = claims.path("nbf");
        if (!end.isNumber()
                || end.asLong() < now.minus(CLOCKS_APART).getEpochSecond()
                || end.asLong() > now.plus(LONGEST).plus(CLOCKS_APART).getEpochSecond()
                || (begin.isNumber() && begin.asLong() > now.plus(CLOCKS_APART).getEpochSecond())) {
            return Optional.empty();
        }
        String name = claims.path("name")
                .asString("")
                .replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ")
                .strip();
        return ContactPoint.email(claims.path("email").asString(""))
                .map(address -> new SignedIdentity(address, name.length() > 100 ? name.substring(0, 100) : name));
    }

    private static JsonNode json(String part) {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    static byte[] sign(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
