package io.rapport.server.openid;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.net.Ports;
import io.rapport.outside.openid.LyingProvider;
import io.rapport.outside.openid.LyingProvider.Lie;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who comes in by a provider, and who does not, however it lies.
class ProviderSignInTest {
    private static final String PASSWORD = "a long enough one";
    private static RunningRapport rapport;
    private static LyingProvider provider;
    private static TeamId team;
    private static Http admin;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        provider = new LyingProvider();
        team = rapport.team("Harbourside");
        account("admin@shop.example", Role.ADMINISTRATOR);
        admin = Http.signedIn(rapport, "admin@shop.example", PASSWORD, "");
    }

    @AfterAll
    static void shut() {
        provider.close();
        rapport.close();
    }

    @BeforeEach
    void setUp() {
        provider.lie(Lie.NONE);
        assertThat(set(true, false, true, true)).isEqualTo(200);
    }

    private static int set(boolean links, boolean creates, boolean trusts, boolean passwords) {
        return put("{\"enabled\":true,\"title\":\"Our login\",\"issuer\":\"" + provider.issuer()
                + "\",\"clientId\":\"rapport-test\",\"claim\":\"email\",\"links\":" + links + ",\"creates\":" + creates
                + ",\"team\":\"" + team + "\",\"teamClaim\":\"department\",\"trustsSecondStep\":" + trusts
                + ",\"passwords\":" + passwords + "}");
    }

    private static int put(String setup) {
        return admin.ask("PUT", "/api/admin/identity-provider", setup).status();
    }

    private static long account(String name, Role role) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
        return account;
    }

    private static String fresh(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8) + "@shop.example";
    }

    private static Map<String, Object> mail(String address) {
        return Map.of("email", address, "email_verified", true);
    }

    /// A browser that goes where it is sent, with cookies of its own.
    private static final class Visitor {
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        private HttpResponse<String> go(String to) {
            return send(HttpRequest.newBuilder(URI.create(to)));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }

        private String callback() {
            String atProvider = location(go(rapport.url() + "/api/session/provider"));
            return location(go(atProvider));
        }

        /// Where the way ends.
        private String signIn() {
            return location(go(callback()));
        }

        private HttpResponse<String> code(String code) {
            return send(HttpRequest.newBuilder(URI.create(rapport.url() + "/api/session/provider/code"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}")));
        }

        private String session() {
            return go(rapport.url() + "/api/session").body();
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
    }

    @Test
    void a_first_sign_in_finds_the_account_by_its_verified_address_and_the_next_by_the_subject_alone() {
        String nell = fresh("nell");
        account(nell, Role.AGENT);
        provider.says("sub-" + nell, mail(nell));
        Visitor first = new Visitor();
        assertThat(first.signIn()).endsWith("/");
        assertThat(first.session()).contains("\"role\":\"AGENT\"");

        provider.says("sub-" + nell, mail("renamed@elsewhere.example"));
        Visitor next = new Visitor();
        assertThat(next.signIn()).endsWith("/");
        assertThat(next.session()).contains("csrf");

        provider.says("another-subject", mail(nell));
        assertThat(new Visitor().signIn())
                .as("an address that was handed on opens nothing")
                .endsWith("provider=taken");
    }

    @ParameterizedTest
    @EnumSource(value = Lie.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whoever_lies_brings_nobody_in(Lie lie) {
        String ann = fresh("ann");
        account(ann, Role.AGENT);
        provider.says("sub-" + ann, mail(ann));
        provider.lie(lie);
        Visitor visitor = new Visitor();
        String away = lie == Lie.DOWN || lie == Lie.ENDLESS ? "away" : "not-believed";
        assertThat(visitor.signIn()).endsWith("/?provider=" + away);
        assertThat(visitor.session()).doesNotContain("csrf");
        assertThat(rapport.count("select count(*) from identity_link where subject = ?", "sub-" + ann))
                .isZero();
        provider.lie(Lie.NONE);
        assertThat(new Visitor().signIn()).endsWith("/");
    }

    @Test
    void an_address_that_is_not_verified_or_not_known_or_not_to_be_linked_opens_nothing() {
        String ben = fresh("ben");
        account(ben, Role.AGENT);
        provider.says("sub-" + ben, Map.of("email", ben, "email_verified", false));
        assertThat(new Visitor().signIn()).endsWith("provider=unverified");
        provider.says("sub-" + ben, Map.of("email", ben));
        assertThat(new Visitor().signIn()).endsWith("provider=unverified");
        provider.says("sub-nobody", mail(fresh("nobody")));
        assertThat(new Visitor().signIn()).endsWith("provider=unknown");
        set(false, false, false, true);
        provider.says("sub-" + ben, mail(ben));
        assertThat(new Visitor().signIn()).endsWith("provider=unknown");
    }

    @Test
    void who_is_unknown_becomes_an_agent_of_the_claimed_team_where_an_administrator_allows_it() {
        TeamId other = rapport.team("Lakeside " + UUID.randomUUID());
        String lakeside = rapport.bean(Workforce.class).team(other).name();
        set(true, true, false, true);
        String cara = fresh("cara");
        provider.says(
                "sub-" + cara,
                Map.of(
                        "email",
                        cara,
                        "email_verified",
                        true,
                        "given_name",
                        "Cara",
                        "family_name",
                        "Lane",
                        "department",
                        lakeside,
                        "role",
                        "ADMINISTRATOR"));
        Visitor visitor = new Visitor();
        assertThat(visitor.signIn()).endsWith("/");
        assertThat(visitor.session()).contains("Cara", "\"role\":\"AGENT\"");
        assertThat(rapport.count("select team from agent where first_name = 'Cara' and last_name = 'Lane'"))
                .isEqualTo(other.value());
    }

    @Test
    void who_is_switched_off_here_stays_outside_whatever_the_provider_says() {
        String dan = fresh("dan");
        long account = account(dan, Role.AGENT);
        provider.says("sub-" + dan, mail(dan));
        assertThat(new Visitor().signIn()).endsWith("/");
        rapport.bean(Accounts.class).change(account, dan, Role.AGENT, false);
        assertThat(new Visitor().signIn()).endsWith("provider=disabled");
    }

    @Test
    void nobody_finishes_what_another_browser_began_and_nothing_leads_elsewhere() {
        String eve = fresh("eve");
        account(eve, Role.AGENT);
        provider.says("sub-" + eve, mail(eve));
        String callback = new Visitor().callback();
        assertThat(new Visitor().go(callback).headers().firstValue("Location")).contains("/?provider=stale");
        Visitor visitor = new Visitor();
        String theirs = visitor.callback();
        assertThat(location(visitor.go(theirs + "x"))).isEqualTo("/?provider=stale");
        assertThat(location(visitor.go(theirs)))
                .as("what was begun counts once")
                .isEqualTo("/?provider=stale");
        for (String to : List.of("?to=https://evil.example", "?redirect_uri=https://evil.example", "?next=//evil")) {
            assertThat(location(visitor.go(rapport.url() + "/api/session/provider" + to)))
                    .startsWith(provider.issuer() + "/authorize?");
            assertThat(location(visitor.go(rapport.url() + "/api/session/provider/callback" + to)))
                    .startsWith("/?provider=");
        }
    }

    @Test
    void the_second_step_is_asked_for_here_unless_the_provider_asked_and_is_trusted() {
        String fay = fresh("fay");
        long account = account(fay, Role.AGENT);
        rapport.jdbc()
                .update(
                        "insert into second_factor (account, sealed_secret, since) values (?, ?, now())",
                        account,
                        rapport.bean(io.rapport.server.vault.Sealer.class)
                                .sealText("AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "totp of account " + account));
        rapport.jdbc()
                .update(
                        "insert into recovery_code (account, code_hash) values (?, ?)",
                        account,
                        io.rapport.server.access.Tokens.hash("AAAABBBBCCCCDDDD"));
        Map<String, Object> twice = Map.of("email", fay, "email_verified", true, "amr", List.of("pwd", "mfa"));
        provider.says("sub-" + fay, twice);
        assertThat(new Visitor().signIn()).endsWith("/");

        set(true, false, false, true);
        Visitor untrusted = new Visitor();
        assertThat(untrusted.signIn()).endsWith("provider=code");
        assertThat(untrusted.session()).doesNotContain("csrf");
        assertThat(new Visitor().code("AAAA-BBBB-CCCC-DDDD").statusCode())
                .as("nobody vouched for this browser")
                .isEqualTo(401);
        assertThat(untrusted.code("000000").statusCode()).isEqualTo(401);
        assertThat(untrusted.code("AAAA-BBBB-CCCC-DDDD").statusCode()).isEqualTo(204);
        assertThat(untrusted.session()).contains("csrf");
    }

    @Test
    void passwords_are_left_to_administrators_and_one_of_them_always_has_one() {
        String gus = fresh("gus");
        account(gus, Role.AGENT);
        assertThat(set(true, false, false, false)).isEqualTo(200);
        Http nobody = Http.nobody(rapport);
        assertThat(nobody.get("/api/session/ways").json().path("passwords").asBoolean(true))
                .isFalse();
        Http.Answer refused = nobody.signIn(gus, PASSWORD, "");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().toString()).contains("company's account");
        assertThat(nobody.signIn("admin@shop.example", PASSWORD, "").status()).isEqualTo(200);

        set(true, false, false, true);
        rapport.jdbc().update("update account set password_hash = null where name = 'admin@shop.example'");
        assertThat(set(true, false, false, false)).isEqualTo(422);
        rapport.jdbc()
                .update(
                        "update account set password_hash = (select password_hash from account where name = ?)"
                                + " where name = 'admin@shop.example'",
                        gus);
    }

    @Test
    void the_secret_is_sealed_never_read_back_and_never_sent_to_another_issuer() {
        String setup = "{\"enabled\":true,\"title\":\"Our login\",\"issuer\":\"%s\",\"clientId\":\"c\","
                + "\"claim\":\"email\",\"links\":false,\"creates\":false,\"trustsSecondStep\":false,\"passwords\":true%s}";
        assertThat(put(setup.formatted(provider.issuer(), ",\"secret\":\"very-secret\"")))
                .isEqualTo(200);
        assertThat(admin.get("/api/admin/identity-provider").json().toString())
                .doesNotContain("very-secret")
                .contains("\"secretKept\":true");
        assertThat(rapport.jdbc().queryForObject("select secret from identity_provider", String.class))
                .doesNotContain("very-secret");
        assertThat(put(setup.formatted("https://evil.example", ""))).isEqualTo(422);
        for (String issuer : List.of("http://192.0.2.1", "ftp://x", "https://a@b.example", "https://x.example/?q=1")) {
            assertThat(put(setup.formatted(issuer, ",\"secret\":\"\"")))
                    .as(issuer)
                    .isEqualTo(422);
        }
        assertThat(put(setup.formatted(provider.issuer(), ",\"secret\":\"\""))).isEqualTo(200);
    }

    @Test
    void an_administrator_looks_whether_the_provider_answers_and_reads_what_is_wrong() {
        Http.Answer seen =
                admin.ask("POST", "/api/admin/identity-provider/look", "{\"issuer\":\"" + provider.issuer() + "\"}");
        assertThat(seen.json().path("keys").asInt(0)).isEqualTo(1);
        assertThat(seen.json().toString()).contains("RS256");
        Http.Answer other =
                admin.ask("POST", "/api/admin/identity-provider/look", "{\"issuer\":\"" + provider.issuer() + "/\"}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().toString()).contains("exactly as the provider writes it");
        Http.Answer silent = admin.ask(
                "POST", "/api/admin/identity-provider/look", "{\"issuer\":\"http://127.0.0.1:" + Ports.free() + "\"}");
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.json().toString()).contains("can't be asked");
    }
}
