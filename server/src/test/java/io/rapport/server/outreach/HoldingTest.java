package io.rapport.server.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.access.Http;
import io.rapport.server.channel.Suppressions;
import io.rapport.server.vocabulary.ContactPoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What holds a campaign: a pause, too much that comes back, and those who want nothing of it.
class HoldingTest {
    private static NoticeHouse house;

    @BeforeAll
    static void open() {
        house = new NoticeHouse(
                recipient -> recipient.startsWith("gone"),
                "--rapport.outreach.per-domain=20",
                "--rapport.outreach.ceiling=200",
                "--rapport.outreach.bounce-at-least=20");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static JsonNode campaign(String id) {
        return house.look(id).path("campaigns").path(0);
    }

    private static int sent(String id) {
        return campaign(id).path("progress").path("sent").asInt(0);
    }

    private static void changes(String id, String step) {
        NoticeHouse.did(house.siobhan.ask("POST", "/api/campaigns/" + house.notice(id) + "/" + step, "{}"));
    }

    private static String state(String id) {
        return campaign(id).path("state").asString("");
    }

    @Test
    void a_pause_holds_it_and_it_goes_on_where_it_stood() {
        var team = house.rapport.team("Pausing");
        house.customers("Pia", team, 150, "en");
        String id = house.approved(house.whom(team));
        house.tell(id);
        house.rapport.until(Duration.ofSeconds(30), () -> sent(id) > 5);
        changes(id, "pause");
        // What was on its way arrives.
        house.rapport.until(
                Duration.ofSeconds(10),
                () -> campaign(id).path("progress").path("sending").asInt(-1) == 0);
        int held = sent(id);
        assertThat(held).isLessThan(150);
        assertThat(state(id)).isEqualTo("PAUSED");
        assertThat(house.siobhan
                        .ask("POST", "/api/campaigns/" + house.notice(id) + "/pause", "{}")
                        .status())
                .isEqualTo(409);
        changes(id, "resume");
        house.told(id);
        assertThat(house.world.counts().entrySet().stream()
                        .filter(one -> one.getKey().startsWith("pia"))
                        .map(java.util.Map.Entry::getValue)
                        .toList())
                .hasSize(150)
                .containsOnly(1);
    }

    @Test
    void too_much_that_comes_back_pauses_it_with_the_reason_and_bad_addresses_are_stopped() {
        var team = house.rapport.team("Bouncing");
        house.customers("Gone", team, 30, "en");
        house.customers("Good", team, 200, "en");
        String id = house.approved(house.whom(team));
        house.tell(id);
        house.rapport.until(Duration.ofSeconds(30), () -> state(id).equals("PAUSED"));
        assertThat(campaign(id).path("why").asString("")).contains("% of").contains("came back");
        assertThat(campaign(id).path("progress").path("waiting").asInt(0)).isPositive();
        assertThat(house.rapport
                        .bean(Suppressions.class)
                        .has(ContactPoint.email("gone0@d0.example").orElseThrow()))
                .isTrue();
        // Whoever looked at it lets it go on; what they saw stops it no more.
        changes(id, "resume");
        changes(id, "stop");
        house.rapport.until(Duration.ofSeconds(10), () -> state(id).equals("STOPPED"));
        assertThat(campaign(id).path("progress").path("stopped").asInt(0)).isPositive();
    }

    private static HttpResponse<String> browse(String method, String path, String form) {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(
                    HttpRequest.newBuilder(URI.create(house.rapport.url() + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .method(method, HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void one_click_unsubscribes_by_a_post_alone_and_who_is_stopped_gets_nothing_more() {
        var team = house.rapport.team("Leaving");
        house.customers("Lea", team, 3, "en");
        String first = house.approved(house.whom(team));
        house.tell(first);
        house.told(first);
        ContactPoint lea = ContactPoint.email("lea1@d1.example").orElseThrow();
        String message = house.world.message(lea.value()).orElseThrow();
        Matcher link =
                Pattern.compile("List-Unsubscribe: <http://[^/]+(/u/[^>]+)>").matcher(message);
        assertThat(link.find()).isTrue();
        assertThat(message).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        assertThat(browse("GET", link.group(1), "").body())
                .contains("l…@d1.example")
                .contains("<form");
        assertThat(browse("HEAD", link.group(1), "").statusCode()).isEqualTo(200);
        assertThat(house.rapport.bean(Suppressions.class).has(lea)).isFalse();
        assertThat(browse("POST", link.group(1) + "x", "List-Unsubscribe=One-Click")
                        .statusCode())
                .isEqualTo(404);
        assertThat(browse("POST", link.group(1), "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(200);
        assertThat(house.rapport.bean(Suppressions.class).has(lea)).isTrue();

        NoticeHouse.did(house.siobhan.ask("POST", "/api/suppressions", "{\"address\":\"LEA2@d2.example\"}"));
        assertThat(house.nell.get("/api/suppressions").status()).isEqualTo(403);
        String second = house.approved(house.whom(team));
        house.tell(second);
        house.told(second);
        assertThat(house.world.counts().get("lea0@d0.example")).isEqualTo(2);
        assertThat(house.world.counts().get(lea.value())).isEqualTo(1);
        assertThat(house.world.counts().get("lea2@d2.example")).isEqualTo(1);
        assertThat(campaign(second).path("progress").path("suppressed").asInt(0))
                .isEqualTo(2);
        NoticeHouse.did(house.siobhan.ask("POST", "/api/suppressions/remove", "{\"address\":\"lea2@d2.example\"}"));
        assertThat(NoticeHouse.did(house.siobhan.get("/api/suppressions?q=lea"))
                        .path("rows")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void an_update_needs_words_of_its_own_without_another_apology_and_another_approval() {
        var team = house.rapport.team("Updating");
        house.customers("Una", team, 3, "en");
        String id = house.approved(house.whom(team));
        house.tell(id);
        house.told(id);
        String update = NoticeHouse.id(house.siobhan.ask(
                "POST",
                "/api/incidents/" + id + "/updates",
                "{\"name\":\"Corrected\",\"texts\":[{\"language\":\"en\",\"subject\":\"Your bill is right now\","
                        + "\"words\":\"We are sorry again.\"}]}"));
        Http.Answer refused = house.siobhan.ask("POST", "/api/campaigns/" + update + "/submit", "{}");
        assertThat(refused.code()).isEqualTo("words");
        NoticeHouse.did(house.siobhan.ask(
                "PUT",
                "/api/campaigns/" + update,
                "{\"name\":\"Corrected\",\"texts\":[{\"language\":\"en\",\"subject\":\"Your bill is right now\","
                        + "\"words\":\"Hello {first name},\\n\\nthe new bill is in your account.\"}]}"));
        NoticeHouse.did(house.siobhan.ask("POST", "/api/campaigns/" + update + "/submit", "{}"));
        assertThat(house.siobhan
                        .ask("POST", "/api/campaigns/" + update + "/approve", "{}")
                        .status())
                .isEqualTo(403);
        NoticeHouse.did(house.omar.ask("POST", "/api/campaigns/" + update + "/approve", "{}"));
        NoticeHouse.did(house.siobhan.ask("POST", "/api/campaigns/" + update + "/tell", "{}"));
        house.rapport.until(Duration.ofSeconds(30), () -> house.world.counts().getOrDefault("una2@d2.example", 0) == 2);
        assertThat(house.rapport.count(
                        "select count(distinct matter) from interaction where customer = ?",
                        house.customer("una2@d2.example")))
                .isEqualTo(1);
    }
}
