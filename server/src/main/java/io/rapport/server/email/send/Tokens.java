package io.rapport.server.email.send;

import io.rapport.server.channel.MailServer;
import io.rapport.server.vocabulary.DoorId;
import java.io.IOException;

/// Where access tokens for XOAUTH2 come from.
public interface Tokens {

    /// A token that is valid now.
    ///
    /// @throws IOException when the provider gives none; its message says what to do
    String accessToken(DoorId door, MailServer server) throws IOException;
}
