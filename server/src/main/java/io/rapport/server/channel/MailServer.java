package io.rapport.server.channel;

import java.util.Optional;

/// How to reach and sign in to a mail server.
///
/// @param password in clear, from the vault's sealed store; never logged ([#toString] leaves it out)
public record MailServer(
        String host, int port, Security security, SignIn signIn, String user, Optional<String> password) {

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
        /// By the door's [MailConnection], with XOAUTH2.
        OAUTH2
    }

    @Override
    public String toString() {
        return "MailServer[" + host + ":" + port + ", " + security + ", " + signIn + ", " + user + "]";
    }
}
