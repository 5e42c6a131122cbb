package io.rapport.server.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a provider signed about somebody, checked (OpenID Connect Core section 3.1.3.7). Only the asymmetric algorithms
/// below are taken, whatever the token asks for (RFC 8725 section 3.1): neither `none` nor an HMAC by a public key.
///
/// @param subject for good, and the provider's own
record IdToken(String subject, JsonNode claims) {
    static final int LONGEST = 16 * 1024;
    static final int LONGEST_SUBJECT = 255;
    static final Duration CLOCKS_APART = Duration.ofMinutes(2);
    /// A token is made while the browser waits.
    static final Duration OLDEST = Duration.ofMinutes(10);

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    private static final Set<String> SEVERAL = Set.of(
            "mfa", "https://refeds.org/profile/mfa", "http://schemas.openid.net/pape/policies/2007/06/multi-factor");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Why a token is not believed.
    static final class NotBelieved extends Exception {
        private final boolean otherKeyMayHelp;

        NotBelieved(String why) {
            this(why, false);
        }

        NotBelieved(String why, boolean otherKeyMayHelp) {
            super(why);
            this.otherKeyMayHelp = otherKeyMayHelp;
        }

        /// Whether the provider may have new keys since its keys were read.
        boolean otherKeyMayHelp() {
            return otherKeyMayHelp;
        }
    }

    /// @param nonce that we sent with the browser
    static IdToken check(String token, JWKSet keys, String issuer, String client, String nonce, Instant now)
            throws NotBelieved {
        if (token.isEmpty() || token.length() > LONGEST) {
            throw new NotBelieved("there is no ID token");
        }
        JWTClaimsSet claims = signed(token, keys);
        if (!issuer.equals(claims.getIssuer())) {
            throw new NotBelieved("it is another issuer's");
        }
        if (!claims.getAudience().contains(client)) {
            throw new NotBelieved("it was made for another audience");
        }
        Object party = claims.getClaim("azp");
        if (party == null ? claims.getAudience().size() > 1 : !client.equals(party)) {
            throw new NotBelieved("it was made for another party");
        }
        inTime(claims, now);
        if (!nonce.equals(claims.getClaim("nonce"))) {
            throw new NotBelieved("its nonce is another's");
        }
        String subject = Optional.ofNullable(claims.getSubject()).orElse("");
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new NotBelieved("it names no subject");
        }
        return new IdToken(subject, JSON.readTree(claims.toString()));
    }

    private static JWTClaimsSet signed(String token, JWKSet keys) throws NotBelieved {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        // Claims are looked at by ourselves, with a clock that is given.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
                throw new NotBelieved("it is signed by " + jwt.getHeader().getAlgorithm());
            }
            return processor.process(jwt, null);
        } catch (ParseException unreadable) {
            throw new NotBelieved("it is no signed token");
        } catch (BadJOSEException | JOSEException forged) {
            throw new NotBelieved("its signature is not the provider's", true);
        }
    }

    private static void inTime(JWTClaimsSet claims, Instant now) throws NotBelieved {
        Date end = claims.getExpirationTime();
        Date made = claims.getIssueTime();
        Date begin = claims.getNotBeforeTime();
        if (end == null || !end.toInstant().plus(CLOCKS_APART).isAfter(now)) {
            throw new NotBelieved("it has expired");
        }
        if (made == null
                || made.toInstant().isAfter(now.plus(CLOCKS_APART))
                || made.toInstant().isBefore(now.minus(OLDEST))) {
            throw new NotBelieved("it was not made just now");
        }
        if (begin != null && begin.toInstant().isAfter(now.plus(CLOCKS_APART))) {
            throw new NotBelieved("it is not valid yet");
        }
    }

    /// Whether the provider says that more than one thing was asked for (`amr` of RFC 8176, `acr` as
    /// REFEDS and PAPE name it).
    boolean saysSecondStep() {
        List<String> said = new ArrayList<>();
        claims.path("amr").forEach(method -> said.add(method.asString("")));
        said.add(claims.path("acr").asString(""));
        return said.stream().anyMatch(SEVERAL::contains);
    }
}
