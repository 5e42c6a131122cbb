package io.rapport.server.channel;

import io.rapport.server.vault.Sealer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A door's ways of mail as stored JSON, with their secrets sealed.
final class DoorServersJson {
    private static final String PURPOSE = "mail-server";
    private final JsonMapper json = JsonMapper.builder().build();
    private final Sealer sealer;

    DoorServersJson(Sealer sealer) {
        this.sealer = sealer;
    }

    private record Stored(
            @Nullable StoredServer imap,
            @Nullable StoredServer relay,
            @Nullable StoredConnection connection,
            @Nullable String authservId) {}

    private record StoredServer(
            String host,
            int port,
            MailServer.Security security,
            MailServer.SignIn signIn,
            String user,
            @Nullable String password) {}

    private record StoredConnection(
            MailProvider provider,
            String clientId,
            @Nullable String clientSecret,
            String authorizeUrl,
            String tokenUrl,
            String scope) {}

    String write(MailWays ways) {
        return json.writeValueAsString(new Stored(
                ways.imap().map(this::stored).orElse(null),
                ways.relay().map(this::stored).orElse(null),
                ways.connection().map(this::stored).orElse(null),
                ways.authservId().orElse(null)));
    }

    MailWays read(String text) {
        Stored stored = json.readValue(text, Stored.class);
        return new MailWays(
                Optional.ofNullable(stored.imap()).map(this::opened),
                Optional.ofNullable(stored.relay()).map(this::opened),
                Optional.ofNullable(stored.connection()).map(this::opened),
                Optional.ofNullable(stored.authservId()));
    }

    private StoredServer stored(MailServer server) {
        return new StoredServer(
                server.host(),
                server.port(),
                server.security(),
                server.signIn(),
                server.user(),
                seal(server.password()));
    }

    private MailServer opened(StoredServer server) {
        return new MailServer(
                server.host(),
                server.port(),
                server.security(),
                server.signIn(),
                server.user(),
                open(server.password()));
    }

    private StoredConnection stored(MailConnection connection) {
        return new StoredConnection(
                connection.provider(),
                connection.clientId(),
                seal(connection.clientSecret()),
                connection.authorizeUrl(),
                connection.tokenUrl(),
                connection.scope());
    }

    private MailConnection opened(StoredConnection connection) {
        return new MailConnection(
                connection.provider(),
                connection.clientId(),
                open(connection.clientSecret()),
                connection.authorizeUrl(),
                connection.tokenUrl(),
                connection.scope());
    }

    private @Nullable String seal(Optional<String> secret) {
        return secret.map(s -> sealer.sealText(s, PURPOSE)).orElse(null);
    }

    private Optional<String> open(@Nullable String sealed) {
        return Optional.ofNullable(sealed).map(s -> sealer.openText(s, PURPOSE));
    }
}
