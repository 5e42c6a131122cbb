package io.rapport.server.email.oauth;

import io.rapport.outside.oauth.AuthorizationServer;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.MailConnection;
import io.rapport.server.channel.MailProvider;
import io.rapport.server.channel.MailServer;
import io.rapport.server.channel.MailWays;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import java.net.URI;
import java.util.Optional;

/// How an administrator would have set a door up at the provider of `outside`.
final class Provider {
    static final String USER = "help";

    private Provider() {}

    static MailConnection connection(AuthorizationServer server) {
        return connection(server.authorizeUrl(), server.tokenUrl());
    }

    static MailConnection connection(String authorizeUrl, String tokenUrl) {
        return new MailConnection(
                MailProvider.OTHER,
                AuthorizationServer.CLIENT,
                Optional.of(AuthorizationServer.SECRET),
                authorizeUrl,
                tokenUrl,
                AuthorizationServer.SCOPE);
    }

    static MailServer imap(int port, String user) {
        return new MailServer(
                "127.0.0.1", port, MailServer.Security.NONE, MailServer.SignIn.OAUTH2, user, Optional.empty());
    }

    static Door door(MailConnection connection) {
        return new Door(
                new DoorId(1),
                Channel.MAIL,
                "Help",
                "help@brightline.example",
                Optional.empty(),
                true,
                new MailWays(
                        Optional.of(imap(143, USER)), Optional.empty(), Optional.of(connection), Optional.empty()));
    }

    static String parameter(String url, String name) {
        for (String pair : URI.create(url).getQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }
}
