package io.rapport.server.channel;

import io.rapport.server.vault.Sealer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A door's mail servers as stored JSON, with their secrets sealed.
final class DoorServersJson {
    private static final String PURPOSE = "mail-server";
    private final JsonMapper json = JsonMapper.builder().build();
    private final Sealer sealer;

    DoorServersJson(Sealer sealer) {
        this.sealer = sealer;
    }

    record Servers(Optional<MailServer> imap, Optional<MailServer> relay) {}

    private record Stored(
            @Nullable StoredServer imap, @Nullable StoredServer relay) {}

    private record StoredServer(
            String host,
            int port,
            MailServer.Security security,
            MailServer.SignIn signIn,
            String user,
            @Nullable String password,
            @Nullable StoredOAuth oauth) {}

    private record StoredOAuth(
            String clientId,
            @Nullable String clientSecret,
            String authorizeUrl,
            String tokenUrl,
            String scope,
            @Nullable String refreshToken) {}

    String write(Servers servers) {
        return json.writeValueAsString(new Stored(
                servers.imap().map(this::stored).orElse(null),
                servers.relay().map(this::stored).orElse(null)));
    }

    Servers read(String text) {
        Stored stored = json.readValue(text, Stored.class);
        return new Servers(
                Optional.ofNullable(stored.imap()).map(this::opened),
                Optional.ofNullable(stored.relay()).map(this::opened));
    }

    private StoredServer stored(MailServer server) {
        return new StoredServer(
                server.host(),
                server.port(),
                server.security(),
                server.signIn(),
                server.user(),
                seal(server.password()),
                server.oauth()
                        .map(o -> new StoredOAuth(
                                o.clientId(),
                                seal(o.clientSecret()),
                                o.authorizeUrl(),
                                o.tokenUrl(),
                                o.scope(),
                                seal(o.refreshToken())))
                        .orElse(null));
    }

    private MailServer opened(StoredServer server) {
        return new MailServer(
                server.host(),
                server.port(),
                server.security(),
                server.signIn(),
                server.user(),
                open(server.password()),
                Optional.ofNullable(server.oauth())
                        .map(o -> new MailServer.OAuth(
                                o.clientId(),
                                open(o.clientSecret()),
                                o.authorizeUrl(),
                                o.tokenUrl(),
                                o.scope(),
                                open(o.refreshToken()))));
    }

    private @Nullable String seal(Optional<String> secret) {
        return secret.map(s -> sealer.sealText(s, PURPOSE)).orElse(null);
    }

    private Optional<String> open(@Nullable String sealed) {
        return Optional.ofNullable(sealed).map(s -> sealer.openText(s, PURPOSE));
    }
}
