package io.rapport.server.channel;

import java.util.Optional;

/// How to reach and sign in to a mail server.
///
/// @param password in clear, from the vault's sealed store; never logged ([#toString] leaves it out)
public record MailServer(
        String host,
        int port,
        Security security,
        SignIn signIn,
        String user,
        Optional<String> password,
        Optional<OAuth> oauth) {

    /// Transport security.
    public enum Security {
        TLS,
        STARTTLS,
        NONE
    }

    /// How to sign in.
    public enum SignIn {
        NONE,
        PASSWORD,
        OAUTH2
    }

    /// OAuth2 of the mailbox's provider (RFC 6749), for XOAUTH2.
    ///
    /// @param refreshToken what the consent in the browser brought; empty until then
    public record OAuth(
            String clientId,
            Optional<String> clientSecret,
            String authorizeUrl,
            String tokenUrl,
            String scope,
            Optional<String> refreshToken) {
        @Override
        public String toString() {
            return "OAuth[clientId=" + clientId + ", tokenUrl=" + tokenUrl + "]";
        }
    }

    @Override
    public String toString() {
        return "MailServer[" + host + ":" + port + ", " + security + ", " + signIn + ", " + user + "]";
    }
}
