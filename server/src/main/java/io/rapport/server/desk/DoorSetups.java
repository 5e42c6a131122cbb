package io.rapport.server.desk;

import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.MailServer;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Between doors and their form. Secrets go in and never come out: an empty one keeps what is stored.
final class DoorSetups {
    private static final String SCOPE_MICROSOFT =
            "offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send";
    private static final String SCOPE_GOOGLE = "https://mail.google.com/";

    private DoorSetups() {}

    record OAuthSetup(
            @Nullable String provider,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String authorizeUrl,
            @Nullable String tokenUrl,
            boolean connected) {}

    record ServerSetup(
            @Nullable String host,
            int port,
            MailServer.Security security,
            MailServer.SignIn signIn,
            @Nullable String user,
            @Nullable String password,
            @Nullable OAuthSetup oauth) {}

    record HealthView(boolean ok, String text, @Nullable Instant at) {}

    record DoorSetup(
            @Nullable String id,
            Channel channel,
            String name,
            String address,
            @Nullable String team,
            boolean enabled,
            @Nullable String intake,
            @Nullable ServerSetup imap,
            @Nullable ServerSetup relay,
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
                health.map(h -> new HealthView(h.ok(), h.text(), h.wellAt().orElse(null)))
                        .orElse(null));
    }

    private static ServerSetup view(MailServer server) {
        return new ServerSetup(
                server.host(),
                server.port(),
                server.security(),
                server.signIn(),
                server.user(),
                null,
                server.oauth()
                        .map(o -> new OAuthSetup(
                                provider(o.tokenUrl()),
                                o.clientId(),
                                null,
                                o.authorizeUrl(),
                                o.tokenUrl(),
                                o.refreshToken().isPresent()))
                        .orElse(null));
    }

    private static String provider(String tokenUrl) {
        if (tokenUrl.startsWith("https://login.microsoftonline.com/")) {
            return "MICROSOFT";
        }
        return tokenUrl.startsWith("https://oauth2.googleapis.com/") ? "GOOGLE" : "OTHER";
    }

    static ConfiguredDoors.Draft draft(DoorSetup setup, Optional<Door> before, List<Door> others, Workforce workforce) {
        if (setup.channel() != Channel.MAIL && setup.channel() != Channel.FORM) {
            throw Refusal.field("channel", "A door is for mail or a form.");
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
                Optional.ofNullable(setup.imap()).map(s -> server("imap", s, before.flatMap(Door::imap))),
                Optional.ofNullable(setup.relay()).map(s -> server("relay", s, before.flatMap(Door::relay))));
    }

    private static String address(DoorSetup setup) {
        String text = SessionRoutes.required("address", setup.address());
        if (setup.channel() == Channel.MAIL) {
            return ContactPoint.email(text)
                    .map(ContactPoint::value)
                    .filter(a -> a.indexOf('+') < 0)
                    .orElseThrow(() -> Refusal.field("address", "This is no mail address (and it may hold no \"+\")."));
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
        Optional<MailServer.OAuth> oauth = Optional.ofNullable(setup.oauth())
                .filter(o -> setup.signIn() == MailServer.SignIn.OAUTH2)
                .map(o -> oauth(side, o, same.flatMap(MailServer::oauth)));
        return new MailServer(
                host,
                setup.port(),
                setup.security(),
                setup.signIn(),
                setup.user() == null ? "" : setup.user().strip(),
                setup.signIn() == MailServer.SignIn.PASSWORD ? password : Optional.empty(),
                oauth);
    }

    private static MailServer.OAuth oauth(String side, OAuthSetup setup, Optional<MailServer.OAuth> before) {
        String clientId = SessionRoutes.required(side + ".clientId", setup.clientId());
        String authorize = url(side + ".authorizeUrl", setup.authorizeUrl());
        String token = url(side + ".tokenUrl", setup.tokenUrl());
        Optional<MailServer.OAuth> same =
                before.filter(b -> b.clientId().equals(clientId) && b.tokenUrl().equals(token));
        String scope = switch (provider(token)) {
            case "MICROSOFT" -> SCOPE_MICROSOFT;
            case "GOOGLE" -> SCOPE_GOOGLE;
            default -> "mail offline_access";
        };
        return new MailServer.OAuth(
                clientId,
                given(setup.clientSecret()).or(() -> same.flatMap(MailServer.OAuth::clientSecret)),
                authorize,
                token,
                scope,
                same.flatMap(MailServer.OAuth::refreshToken));
    }

    private static String url(String field, @Nullable String text) {
        String url = SessionRoutes.required(field, text);
        boolean local = url.startsWith("http://127.0.0.1:") || url.startsWith("http://localhost:");
        if (!url.startsWith("https://") && !local) {
            throw Refusal.field(field, "This address must begin with https://.");
        }
        return url;
    }

    private static Optional<String> given(@Nullable String secret) {
        return Optional.ofNullable(secret).filter(s -> !s.isEmpty());
    }
}
