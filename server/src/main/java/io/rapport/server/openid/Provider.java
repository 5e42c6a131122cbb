package io.rapport.server.openid;

import io.rapport.server.vocabulary.TeamId;
import java.util.Optional;

/// The company's identity provider, as an administrator entered it.
///
/// @param title what its button is called
/// @param secret clear; empty for a public client
/// @param claim which claim is the name that people sign in with here
/// @param links whether a first sign-in may find its account by that claim
/// @param creates whether somebody unknown becomes an agent
/// @param team where those come; empty: the team that takes whom no rule places
/// @param teamClaim which claim names their team; empty: none does
/// @param trustsSecondStep whether the second step that it asked for counts here
record Provider(
        boolean enabled,
        String title,
        String issuer,
        String clientId,
        Optional<String> secret,
        String claim,
        boolean links,
        boolean creates,
        Optional<TeamId> team,
        String teamClaim,
        boolean trustsSecondStep) {
    static final String EMAIL = "email";

    /// Never the secret.
    @Override
    public String toString() {
        return title + " at " + issuer;
    }
}
