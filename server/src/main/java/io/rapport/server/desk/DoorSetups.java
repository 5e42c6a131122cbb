package io.rapport.server.desk;

import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.MailConnection;
import io.rapport.server.channel.MailProvider;
import io.rapport.server.channel.MailServer;
import io.rapport.server.channel.MailWays;
import io.rapport.server.customer.Bearings;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Between doors and their form. Secrets go in and never come out: an empty one keeps what is stored.
final class DoorSetups {
    private static final String AUTHSERV_ID = "[A-Za-z0-9._-]{1,253}";
    private static final int MAX_TEXT = 500;
    private static final Set<Channel> KINDS = Set.of(Channel.MAIL, Channel.FORM, Channel.CHAT, Channel.PHONE);

    private DoorSetups() {}

    /// What the door is registered as at its provider. The consent itself is given elsewhere.
    record ConnectionSetup(
            @AlwaysAnswered @Nullable MailProvider provider,
            @AlwaysAnswered @Nullable String clientId,
            @Nullable String clientSecret,
            @AlwaysAnswered @Nullable String authorizeUrl,
            @AlwaysAnswered @Nullable String tokenUrl,
            @AlwaysAnswered @Nullable String scope) {}

    record ServerSetup(
            @AlwaysAnswered @Nullable String host,
            int port,
            MailServer.Security security,
            MailServer.SignIn signIn,
            @AlwaysAnswered @Nullable String user,
            @Nullable String password) {}

    record HealthView(boolean ok, String text, @Nullable Instant at) {}

    record DoorSetup(
            @Nullable String id,
            @OneOf(or = {"MAIL", "FORM", "CHAT", "PHONE"}) Channel channel,
            String name,
            String address,
            @Nullable String team,
            boolean enabled,
            @OneOf(or = {"SMTP", "IMAP"}) @Nullable String intake,
            @Nullable ServerSetup imap,
            @Nullable ServerSetup relay,
            @Nullable ConnectionSetup connection,
            @Nullable String authservId,
            @Nullable HealthView health) {}

    static DoorSetup view(Door door, Optional<ConfiguredDoors.Health> health) {
        return new DoorSetup(
                door.id().toString(),
                door.channel(),
                door.name(),
                door.address(),
                door.team().map(TeamId::toString).orElse(null),
                door.enabled(),
                door.channel() == Channel.MAIL ? door.imap().isPresent() ? "IMAP" : "SMTP" : null,
                door.imap().map(DoorSetups::view).orElse(null),
                door.relay().map(DoorSetups::view).orElse(null),
                door.mail().connection().map(DoorSetups::view).orElse(null),
                door.mail().authservId().orElse(null),
                health.map(h -> new HealthView(h.ok(), h.text(), h.wellAt().orElse(null)))
                        .orElse(null));
    }

    private static ServerSetup view(MailServer server) {
        return new ServerSetup(server.host(), server.port(), server.security(), server.signIn(), server.user(), null);
    }

    private static ConnectionSetup view(MailConnection connection) {
        return new ConnectionSetup(
                connection.provider(),
                connection.clientId(),
                null,
                connection.authorizeUrl(),
                connection.tokenUrl(),
                connection.scope());
    }

    static ConfiguredDoors.Draft draft(DoorSetup setup, Optional<Door> before, List<Door> others, Workforce workforce) {
        if (!KINDS.contains(setup.channel())) {
            throw Refusal.field("channel", "A door is for mail, a form, a chat or a telephone number.");
        }
        String address = address(setup);
        boolean taken = others.stream()
                .filter(d -> before.filter(b -> b.id().equals(d.id())).isEmpty())
                .anyMatch(d -> d.channel() == setup.channel() && d.address().equals(address));
        if (taken) {
            throw Refusal.field("address", "There is a door at this address.");
        }
        Optional<TeamId> team = Optional.ofNullable(setup.team()).map(t -> new TeamId(Ids.of(t)));
        if (team.isPresent() && workforce.findTeam(team.get()).isEmpty()) {
            throw Refusal.field("team", "There is no such team.");
        }
        return new ConfiguredDoors.Draft(
                setup.channel(),
                SessionRoutes.required("name", setup.name()),
                address,
                team,
                setup.enabled(),
                setup.channel() == Channel.MAIL ? ways(setup, before) : MailWays.OURS);
    }

    private static MailWays ways(DoorSetup setup, Optional<Door> before) {
        Optional<MailServer> imap =
                Optional.ofNullable(setup.imap()).map(s -> server("imap", s, before.flatMap(Door::imap)));
        Optional<MailServer> relay =
                Optional.ofNullable(setup.relay()).map(s -> server("relay", s, before.flatMap(Door::relay)));
        boolean wanted = Stream.concat(imap.stream(), relay.stream())
                .anyMatch(server -> server.signIn() == MailServer.SignIn.OAUTH2);
        if (wanted && setup.connection() == null) {
            throw Refusal.field("connection.clientId", "Say at which provider, and as which client.");
        }
        return new MailWays(
                imap,
                relay,
                Optional.ofNullable(setup.connection())
                        .filter(_ -> wanted)
                        .map(c -> connection(c, before.flatMap(b -> b.mail().connection()))),
                authservId(setup));
    }

    private static Optional<String> authservId(DoorSetup setup) {
        Optional<String> id =
                Optional.ofNullable(setup.authservId()).map(String::strip).filter(text -> !text.isEmpty());
        if (id.filter(text -> !text.matches(AUTHSERV_ID)).isPresent()) {
            throw Refusal.field("authservId", "This is a host's name as it stands in Authentication-Results.");
        }
        return id.map(text -> text.toLowerCase(Locale.ROOT));
    }

    private static String address(DoorSetup setup) {
        String text = SessionRoutes.required("address", setup.address());
        if (setup.channel() == Channel.MAIL) {
            return ContactPoint.email(text)
                    .map(ContactPoint::value)
                    .filter(a -> a.indexOf('+') < 0)
                    .orElseThrow(() -> Refusal.field("address", "This is no mail address (and it may hold no \"+\")."));
        }
        if (setup.channel() == Channel.PHONE) {
            return Bearings.number(text, Optional.empty())
                    .orElseThrow(() -> Refusal.field("address", "A telephone number, such as +44 117 496 0100."));
        }
        if (!text.matches("[a-z0-9-]{1,40}")) {
            throw Refusal.field("address", "Use small letters, digits and hyphens, at most 40.");
        }
        return text;
    }

    private static MailServer server(String side, ServerSetup setup, Optional<MailServer> before) {
        String host = SessionRoutes.required(side + ".host", setup.host()).toLowerCase(Locale.ROOT);
        if (!host.matches("[a-z0-9.:-]{1,253}")) {
            throw Refusal.field(side + ".host", "This is no host name.");
        }
        if (setup.port() < 1 || setup.port() > 65_535) {
            throw Refusal.field(side + ".port", "A port lies between 1 and 65535.");
        }
        // A stored secret goes only to the host that it was given for.
        Optional<MailServer> same = before.filter(b -> b.host().equals(host) && b.port() == setup.port());
        Optional<String> password = given(setup.password()).or(() -> same.flatMap(MailServer::password));
        String user = setup.user() == null ? "" : setup.user().strip();
        if (user.length() > MAX_TEXT || user.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.field(side + ".user", "This is no name to sign in with.");
        }
        return new MailServer(
                host,
                setup.port(),
                setup.security(),
                setup.signIn(),
                user,
                setup.signIn() == MailServer.SignIn.PASSWORD ? password : Optional.empty());
    }

    private static MailConnection connection(ConnectionSetup setup, Optional<MailConnection> before) {
        MailProvider provider = setup.provider() == null ? MailProvider.OTHER : setup.provider();
        String clientId = SessionRoutes.required("connection.clientId", setup.clientId());
        String authorize = url("connection.authorizeUrl", setup.authorizeUrl(), provider.authorizeUrl());
        String token = url("connection.tokenUrl", setup.tokenUrl(), provider.tokenUrl());
        String scope = given(setup.scope()).map(String::strip).orElse(provider.scope());
        if (scope.length() > MAX_TEXT) {
            throw Refusal.field("connection.scope", "This is too long.");
        }
        // The stored secret goes only to the address that it was given for.
        Optional<MailConnection> same =
                before.filter(b -> b.clientId().equals(clientId) && b.tokenUrl().equals(token));
        Optional<String> secret = given(setup.clientSecret()).or(() -> same.flatMap(MailConnection::clientSecret));
        return new MailConnection(provider, clientId, secret, authorize, token, scope);
    }

    private static String url(String field, @Nullable String text, String preset) {
        String url = given(text).map(String::strip).orElse(preset);
        if (MailConnection.endpoint(url).isEmpty()) {
            throw Refusal.field(field, "This address must begin with https:// and name a host.");
        }
        return url;
    }

    private static Optional<String> given(@Nullable String secret) {
        return Optional.ofNullable(secret).filter(s -> !s.isEmpty());
    }
}
