package io.rapport.server.email.oauth;

import java.time.Duration;
import java.util.Optional;

/// What a token endpoint says (RFC 6749 sections 5.1 and 5.2).
sealed interface TokenAnswer {

    /// @param lifetime of the access token
    /// @param refreshToken where the provider gives one, or a new one in place of the last
    record Granted(String accessToken, Duration lifetime, Optional<String> refreshToken) implements TokenAnswer {
        @Override
        public String toString() {
            return "Granted[" + lifetime + "]";
        }
    }

    /// @param code `invalid_grant`, `invalid_client`, ...
    /// @param words the provider's own, short and without anything secret of ours; may be empty
    record Refused(String code, String words) implements TokenAnswer {

        /// The consent, or the code that it gave, is worth nothing any more. Microsoft has three more words for it
        /// (OpenID Connect Core section 3.1.2.6): a person has to act.
        boolean consentIsGone() {
            return switch (code) {
                case "invalid_grant", "interaction_required", "consent_required", "login_required" -> true;
                default -> false;
            };
        }

        @Override
        public String toString() {
            return words.isEmpty() ? code : code + ": " + words;
        }
    }
}
