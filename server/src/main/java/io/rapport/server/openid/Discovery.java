package io.rapport.server.openid;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a provider says about itself (OpenID Connect Discovery 1.0), as far as it is needed.
///
/// @param methods how clients may prove themselves at the token endpoint; empty: as the standard has it
/// @param algorithms by which it signs ID tokens
/// @param namesIssuer whether it names itself in the answer that browsers bring back (RFC 9207)
record Discovery(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI keys,
        Optional<URI> userinfo,
        List<String> methods,
        List<String> algorithms,
        boolean namesIssuer) {
    private static final int MOST = 50;

    /// Where it is read: section 4.
    static URI at(String issuer) {
        return URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                + "/.well-known/openid-configuration");
    }

    /// @throws IOException with a sentence, when it is no such document or another issuer's
    static Discovery of(JsonNode said, String issuer) throws IOException {
        String named = said.path("issuer").asString("");
        if (!named.equals(issuer)) {
            throw new IOException("The provider calls itself " + (named.length() > 100 ? "something else" : named)
                    + ", not " + issuer + ": enter the issuer exactly as the provider writes it");
        }
        return new Discovery(
                issuer,
                address(said, "authorization_endpoint"),
                address(said, "token_endpoint"),
                address(said, "jwks_uri"),
                Address.of(said.path("userinfo_endpoint").asString("")),
                texts(said.path("token_endpoint_auth_methods_supported")),
                texts(said.path("id_token_signing_alg_values_supported")),
                said.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private static URI address(JsonNode said, String name) throws IOException {
        return Address.of(said.path(name).asString(""))
                .orElseThrow(() -> new IOException("The provider names no " + name + " that may be asked (HTTPS)"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> {
            if (texts.size() < MOST && text.isString()) {
                texts.add(text.asString());
            }
        });
        return texts;
    }

    boolean takesBasic() {
        return methods.isEmpty() || methods.contains("client_secret_basic");
    }
}
