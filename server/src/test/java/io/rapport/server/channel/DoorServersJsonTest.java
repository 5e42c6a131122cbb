package io.rapport.server.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.server.vault.Sealer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoorServersJsonTest {
    private final DoorServersJson json = new DoorServersJson(new Sealer(new byte[32]));

    @Test
    void what_was_stored_is_read_back_and_its_secrets_are_sealed() {
        MailServer imap = new MailServer(
                "imap.example", 993, MailServer.Security.TLS, MailServer.SignIn.PASSWORD, "help", Optional.of("pa55"));
        MailServer relay = new MailServer(
                "smtp.example", 587, MailServer.Security.STARTTLS, MailServer.SignIn.OAUTH2, "help", Optional.empty());
        MailConnection connection = new MailConnection(
                MailProvider.OTHER,
                "client",
                Optional.of("s3cret"),
                "https://login.example/authorize",
                "https://login.example/token",
                "mail");
        MailWays ways =
                new MailWays(Optional.of(imap), Optional.of(relay), Optional.of(connection), Optional.of("mx.example"));
        String stored = json.write(ways);
        assertThat(stored).doesNotContain("pa55").doesNotContain("s3cret");
        assertThat(json.read(stored)).isEqualTo(ways);
        assertThat(ways.toString()).doesNotContain("pa55").doesNotContain("s3cret");
        assertThat(json.read(json.write(MailWays.OURS))).isEqualTo(MailWays.OURS);
    }

    @Test
    void a_door_from_before_connections_is_still_read() {
        MailWays ways = json.read("""
                {"imap":{"host":"imap.example","port":993,"security":"TLS","signIn":"OAUTH2","user":"help","password":null,
                 "oauth":{"clientId":"x","clientSecret":null,"authorizeUrl":"https://a","tokenUrl":"https://b","scope":"s",
                 "refreshToken":null}},"relay":null}
                """);
        assertThat(ways.imap()).isPresent();
        assertThat(ways.connection()).isEmpty();
    }

    @Test
    void secrets_travel_by_https_or_stay_on_this_machine() {
        for (String good : new String[] {
            "https://login.example/token", "http://127.0.0.1:8080/t", "http://localhost/t", "http://[::1]:1/t"
        }) {
            assertThat(MailConnection.endpoint(good)).as(good).isPresent();
        }
        for (String bad : new String[] {
            "http://login.example/t",
            "http://127.0.0.1.evil.example/t",
            "http://127.0.0.1@evil.example/t",
            "https://user@login.example/t",
            "https://login.example/t#x",
            "https:///t",
            "ftp://127.0.0.1/t",
            "login.example",
            "https://login.example/" + "x".repeat(2000),
            ""
        }) {
            assertThat(MailConnection.endpoint(bad)).as(bad).isEmpty();
        }
        assertThatThrownBy(() -> new MailConnection(
                        MailProvider.OTHER, "c", Optional.empty(), "http://evil.example/", "https://b.example/", "s"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
