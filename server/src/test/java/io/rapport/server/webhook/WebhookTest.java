package io.rapport.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.webhook.Hearer;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Telling another system what happened, over a real connection.
class WebhookTest {
    private static final String HOOKS = "/api/admin/webhooks";
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static RunningRapport rapport;
    private static Http admin;
    private static TeamId team;
    private static int number;

    private Hearer hearer;

    private record Hook(String id, String secret) {}

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start("--rapport.webhook.allow=127.0.0.1", "--rapport.webhook.patience=1s");
        team = rapport.team("Harbourside");
        long account = rapport.bean(Accounts.class).create("ada", Role.ADMINISTRATOR, "a long enough one");
        rapport.bean(Workforce.class).addAgent(account, "Ada", "", Optional.empty(), team, false);
        admin = Http.signedIn(rapport, "ada", "a long enough one", "");
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    @BeforeEach
    void listen() {
        hearer = new Hearer();
    }

    @AfterEach
    void hangUp() {
        rapport.jdbc().update("delete from webhook");
        hearer.close();
    }

    private Hook hook(String types) {
        Http.Answer made = admin.ask(
                "POST", HOOKS, "{\"address\":\"" + hearer.url() + "\",\"types\":" + types + ",\"enabled\":true}");
        assertThat(made.status()).as(made.json().toString()).isEqualTo(200);
        return new Hook(
                made.json().path("webhook").path("id").asString(""),
                made.json().path("secret").asString(""));
    }

    /// An agent says where they are.
    private static void happen() {
        rapport.agent("Nell" + ++number, team, false);
        rapport.caughtUp();
    }

    private JsonNode deliveries(Hook hook) {
        return admin.get(HOOKS + "/" + hook.id() + "/deliveries").json().path("deliveries");
    }

    private void now(Hook hook) {
        rapport.jdbc().update("update webhook_delivery set next_attempt = now() where state = 'WAITING'");
    }

    @Test
    void what_happens_is_told_with_a_signature_that_the_other_side_can_check() {
        Hook hook = hook("[]");
        happen();
        rapport.until(SOON, () -> !hearer.heard().isEmpty());
        Hearer.Heard heard = hearer.heard().getFirst();
        assertThat(heard.isSignedBy(hook.secret())).isTrue();
        assertThat(heard.isSignedBy("whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==")).isFalse();
        JsonNode body = JSON.readTree(heard.body());
        assertThat(body.propertyNames()).containsExactly("id", "type", "at", "customer", "data");
        rapport.until(
                SOON, () -> deliveries(hook).path(0).path("state").asString("").equals("DELIVERED"));
        assertThat(deliveries(hook).path(0).path("status").asInt(0)).isEqualTo(200);
        assertThat(deliveries(hook).path(0).path("answer").asString("")).isEqualTo("thank you");
    }

    @Test
    void only_types_that_it_wants_are_told() {
        Hook hook = hook("[\"PromiseMade\"]");
        happen();
        assertThat(deliveries(hook)).isEmpty();
    }

    @Test
    void what_fails_is_told_again_with_the_same_id() {
        hearer.be(Hearer.Mood.FAILS);
        Hook hook = hook("[]");
        happen();
        rapport.until(SOON, () -> deliveries(hook).path(0).path("attempts").asInt(0) == 1);
        assertThat(deliveries(hook).path(0).path("answer").asString("")).isEqualTo("not today");
        assertThat(deliveries(hook).path(0).path("next").asString("")).isNotEmpty();
        hearer.be(Hearer.Mood.WELL);
        now(hook);
        rapport.until(
                SOON, () -> deliveries(hook).path(0).path("state").asString("").equals("DELIVERED"));
        String first = hearer.heard().getFirst().id();
        assertThat(hearer.heard(heard -> heard.id().equals(first))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void a_redirect_is_followed_by_nobody() {
        hearer.be(Hearer.Mood.ELSEWHERE);
        Hook hook = hook("[]");
        happen();
        rapport.until(SOON, () -> deliveries(hook).path(0).path("attempts").asInt(0) == 1);
        assertThat(deliveries(hook).path(0).path("status").asInt(0)).isEqualTo(302);
        assertThat(hearer.elsewhere()).isEmpty();
    }

    @Test
    void an_answer_that_does_not_end_is_cut_off_and_keeps_nobody_else_waiting() {
        hearer.be(Hearer.Mood.ENDLESS);
        Hook slow = hook("[]");
        try (Hearer other = new Hearer()) {
            admin.ask("POST", HOOKS, "{\"address\":\"" + other.url() + "\",\"types\":[],\"enabled\":true}");
            happen();
            rapport.until(SOON, () -> !other.heard().isEmpty());
            rapport.until(SOON, () -> deliveries(slow).path(0).path("attempts").asInt(0) == 1);
            assertThat(deliveries(slow).path(0).path("answer").asString("")).contains("did not answer within 1 s");
        }
    }

    @Test
    void for_a_day_both_secrets_sign() {
        Hook hook = hook("[]");
        Http.Answer renewed = admin.ask("POST", HOOKS + "/" + hook.id() + "/secret", "{}");
        String fresh = renewed.json().path("secret").asString("");
        happen();
        rapport.until(SOON, () -> !hearer.heard().isEmpty());
        assertThat(hearer.heard().getFirst().isSignedBy(hook.secret())).isTrue();
        assertThat(hearer.heard().getFirst().isSignedBy(fresh)).isTrue();
        rapport.jdbc().update("update webhook set old_until = now()");
        int before = hearer.heard().size();
        happen();
        rapport.until(SOON, () -> hearer.heard().size() > before);
        assertThat(hearer.heard().getLast().isSignedBy(hook.secret())).isFalse();
        assertThat(hearer.heard().getLast().isSignedBy(fresh)).isTrue();
    }

    @Test
    void after_three_days_it_is_parked_switched_off_and_shown_to_the_administrator() {
        hearer.be(Hearer.Mood.FAILS);
        Hook hook = hook("[]");
        happen();
        rapport.until(SOON, () -> deliveries(hook).path(0).path("attempts").asInt(0) == 1);
        rapport.jdbc().update("update webhook set failing_since = now() - interval '73 hours'");
        rapport.jdbc().update("update webhook_delivery set created = now() - interval '73 hours'");
        now(hook);
        rapport.until(SOON, () -> rapport.count("select count(*) from webhook where not enabled") == 1);
        rapport.until(
                SOON, () -> deliveries(hook).path(0).path("state").asString("").equals("PARKED"));
        String alarms = admin.get("/api/desk/today").json().path("alarms").toString();
        assertThat(alarms).contains("nothing arrived for three days");

        hearer.be(Hearer.Mood.WELL);
        String delivery = deliveries(hook).path(0).path("id").asString("");
        String again = HOOKS + "/" + hook.id() + "/deliveries/" + delivery + "/again";
        assertThat(admin.ask("POST", again, "{}").code()).isEqualTo("off");
        admin.ask(
                "PUT", HOOKS + "/" + hook.id(), "{\"address\":\"" + hearer.url() + "\",\"types\":[],\"enabled\":true}");
        assertThat(admin.ask("POST", again, "{}").status()).isEqualTo(204);
        rapport.until(
                SOON, () -> deliveries(hook).path(0).path("state").asString("").equals("DELIVERED"));
        assertThat(admin.get("/api/desk/today").json().path("alarms")).isEmpty();
    }

    @Test
    void addresses_that_lead_inside_are_refused() {
        for (String address : List.of("http://example.org/", "https://a:b@example.org/", "nonsense")) {
            Http.Answer refused = admin.ask("POST", HOOKS, "{\"address\":\"" + address + "\"}");
            assertThat(refused.status()).as(address).isEqualTo(422);
            assertThat(refused.json().path("fields").has("address")).isTrue();
        }
        assertThat(admin.ask("POST", HOOKS, "{\"address\":\"" + hearer.url() + "\",\"types\":[\"Nothing\"]}")
                        .json()
                        .path("fields")
                        .has("types"))
                .isTrue();
        // A name of a private address is found out when it is looked up.
        Hook hook = hook("[]");
        rapport.jdbc().update("update webhook set address = 'https://localhost:" + hearer.port() + "/hook'");
        happen();
        rapport.until(SOON, () -> deliveries(hook).path(0).path("attempts").asInt(0) >= 1);
        assertThat(deliveries(hook).path(0).path("answer").asString("")).contains("private network");
        assertThat(hearer.heard()).isEmpty();
    }

    @Test
    void the_secret_is_kept_sealed_and_shown_once() {
        Hook hook = hook("[]");
        assertThat(rapport.count("select count(*) from webhook where secret like '%"
                        + hook.secret().substring(6, 20) + "%'"))
                .isZero();
        assertThat(admin.get(HOOKS).json().toString()).doesNotContain(hook.secret());
    }
}
