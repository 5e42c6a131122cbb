package io.rapport.server.email.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.oauth.AuthorizationServer;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who may connect a door, over HTTP.
class ConsentRoutesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PASSWORD = "a long enough one";

    private static AuthorizationServer provider;
    private static RunningRapport rapport;
    private static Visitor ada;
    private static Visitor ben;
    private static Visitor agent;
    private static Visitor stranger;

    @BeforeAll
    static void start() throws Exception {
        provider = new AuthorizationServer();
        rapport = RunningRapport.start("--rapport.email.smtp.enabled=false");
        TeamId team = rapport.team("Harbourside");
        ada = new Visitor(account("ada", Role.ADMINISTRATOR, team));
        ben = new Visitor(account("ben", Role.ADMINISTRATOR, team));
        agent = new Visitor(account("nell", Role.AGENT, team));
        stranger = new Visitor("");
    }

    @AfterAll
    static void stop() {
        rapport.close();
        provider.close();
    }

    private static String account(String name, Role role, TeamId team) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
        return name;
    }

    /// A browser that follows nothing by itself.
    private static final class Visitor {
        private final HttpClient http = HttpClient.newHttpClient();
        private String cookie = "";
        private String csrf = "";

        Visitor(String name) throws IOException, InterruptedException {
            if (name.isEmpty()) {
                return;
            }
            HttpResponse<String> welcome =
                    ask("POST", "/api/session", "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
            cookie = welcome.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
            csrf = JSON.readTree(welcome.body()).path("csrf").asString();
        }

        HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(rapport.url() + path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie).header("X-Rapport-Csrf", csrf);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        String outcome(AuthorizationServer.Brought brought) throws IOException, InterruptedException {
            HttpResponse<String> back =
                    ask("GET", Consents.CALLBACK + "?state=" + brought.state() + "&code=" + brought.code(), "");
            assertThat(back.statusCode()).isEqualTo(303);
            return back.headers().firstValue("Location").orElse("");
        }

        AuthorizationServer.Brought consent(String door) throws IOException, InterruptedException {
            JsonNode begun = JSON.readTree(ask("POST", connection(door), "{}").body());
            return provider.consent(begun.path("consentUrl").asString(), "help");
        }
    }

    private static String connection(String door) {
        return "/api/admin/doors/" + door + "/connection";
    }

    private static String setup(String address, String tokenUrl, String secret) {
        return """
                {"channel":"MAIL","name":"Help","address":"%s@brightline.example","enabled":false,"intake":"IMAP",
                 "imap":{"host":"127.0.0.1","port":1,"security":"NONE","signIn":"OAUTH2","user":"help"},
                 "connection":{"provider":"OTHER","clientId":"%s","clientSecret":"%s","authorizeUrl":"%s","tokenUrl":"%s"}}
                """.formatted(address, AuthorizationServer.CLIENT, secret, provider.authorizeUrl(), tokenUrl);
    }

    private static String door(String address) throws Exception {
        HttpResponse<String> made =
                ada.ask("POST", "/api/admin/doors", setup(address, provider.tokenUrl(), AuthorizationServer.SECRET));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).doesNotContain(AuthorizationServer.SECRET);
        return JSON.readTree(made.body()).path("id").asString();
    }

    @Test
    void only_administrators_connect_doors() throws Exception {
        String door = door("only");
        for (String path : new String[] {"/api/admin/mail-providers", connection(door)}) {
            assertThat(stranger.ask("GET", path, "").statusCode()).isEqualTo(401);
            assertThat(agent.ask("GET", path, "").statusCode()).isEqualTo(403);
            assertThat(ada.ask("GET", path, "").statusCode()).isEqualTo(200);
        }
        assertThat(stranger.ask("POST", connection(door), "{}").statusCode()).isEqualTo(401);
        assertThat(agent.ask("POST", connection(door), "{}").statusCode()).isEqualTo(403);
        assertThat(ada.ask("GET", "/api/admin/mail-providers", "").body())
                .contains(rapport.url() + "/api/oauth/callback");
    }

    @Test
    void a_consent_counts_for_the_administrator_who_began_it_and_the_secret_is_kept_when_the_door_is_saved_again()
            throws Exception {
        String door = door("counts");
        assertThat(ben.outcome(ada.consent(door))).isEqualTo("/admin?connection=not-yours");
        assertThat(stranger.outcome(ada.consent(door))).isEqualTo("/admin?connection=not-yours");
        assertThat(agent.outcome(ada.consent(door))).isEqualTo("/admin?connection=not-yours");
        assertThat(ada.ask("GET", connection(door), "").body()).contains("null");

        ada.ask("PUT", "/api/admin/doors/" + door, setup("counts", provider.tokenUrl(), ""));
        AuthorizationServer.Brought brought = ada.consent(door);
        assertThat(ada.outcome(brought)).isEqualTo("/admin?connection=connected");
        assertThat(rapport.count("select count(*) from audit where action = 'connected door' and subject = ?", door))
                .isEqualTo(1);
        assertThat(ada.outcome(brought)).isEqualTo("/admin?connection=stale");
        assertThat(ada.ask("GET", connection(door), "").body()).contains("20");
    }

    @Test
    void a_door_without_a_provider_or_without_being_there_is_refused() throws Exception {
        HttpResponse<String> plain = ada.ask("POST", "/api/admin/doors", """
                {"channel":"MAIL","name":"Plain","address":"plain@brightline.example","enabled":true,"intake":"SMTP"}
                """);
        String door = JSON.readTree(plain.body()).path("id").asString();
        assertThat(ada.ask("POST", connection(door), "{}").statusCode()).isEqualTo(409);
        assertThat(ada.ask("POST", connection("0"), "{}").statusCode()).isEqualTo(404);
        assertThat(ada.ask("POST", connection("999999"), "{}").statusCode()).isEqualTo(404);
        assertThat(ada.ask("POST", connection("x"), "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void secrets_go_nowhere_in_clear() throws Exception {
        HttpResponse<String> refused =
                ada.ask("POST", "/api/admin/doors", setup("clear", "http://login.evil.example/token", "x"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("connection.tokenUrl");
    }

    @Test
    void a_strange_name_to_sign_in_with_is_refused() throws Exception {
        String setup =
                setup("strange", provider.tokenUrl(), "x").replace("\"user\":\"help\"", "\"user\":\"a\\u0001b\"");
        HttpResponse<String> refused = ada.ask("POST", "/api/admin/doors", setup);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("imap.user");
    }
}
