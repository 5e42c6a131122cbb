package io.rapport.server.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.mail.MailWriter;
import io.rapport.server.access.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A mistake, from the words that one of us writes to the proof that it was made good. With
/// `-Dtelling.people=5000` for as many customers.
class TellingTest {
    private static final int PEOPLE = Integer.getInteger("telling.people", 300);
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private static NoticeHouse house;

    @BeforeAll
    static void open() {
        house = new NoticeHouse(
                recipient -> false, "--rapport.outreach.per-domain=200", "--rapport.outreach.ceiling=1000");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static <T> HttpResponse<T> send(String method, String path, String form, HttpResponse.BodyHandler<T> body) {
        try {
            return BROWSER.send(
                    HttpRequest.newBuilder(URI.create(house.rapport.url() + path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .method(method, HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    body);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static int status(String method, String path, String form) {
        return send(method, path, form, BodyHandlers.discarding()).statusCode();
    }

    private static String body(String path) {
        return send("GET", path, "", BodyHandlers.ofString()).body();
    }

    private static JsonNode figures(String id) {
        return house.look(id).path("figures");
    }

    @Test
    void all_who_are_touched_are_told_once_in_approved_words_and_come_home_when_they_answer() throws Exception {
        house.customers("Ann", house.harbourside, PEOPLE, "en");
        house.customers("Eva", house.harbourside, 5, "es");
        house.customers("Zoe", house.castlegate, 5, "en");
        String whom = house.whom(house.harbourside);

        // Agents don't write to many; blame is not submitted; nobody approves their own words.
        assertThat(house.nell
                        .ask("POST", "/api/incidents", NoticeHouse.incident("MISTAKE", whom, "x"))
                        .status())
                .isEqualTo(403);
        String id = NoticeHouse.id(house.siobhan.ask(
                "POST",
                "/api/incidents",
                NoticeHouse.incident("MISTAKE", whom, "We apologise if you were confused. You should have called.")));
        Http.Answer refused = house.siobhan.ask("POST", "/api/incidents/" + id + "/submit", "{}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("words");
        NoticeHouse.did(house.siobhan.ask(
                "PUT", "/api/incidents/" + id, NoticeHouse.incident("MISTAKE", whom, NoticeHouse.WORDS)));
        JsonNode reach = NoticeHouse.did(house.siobhan.get("/api/incidents/" + id + "/reach"));
        assertThat(reach.path("people").asInt(0)).isEqualTo(PEOPLE + 5);
        assertThat(reach.path("languages").path("es").asInt(0)).isEqualTo(5);
        NoticeHouse.did(house.siobhan.ask("POST", "/api/incidents/" + id + "/submit", "{}"));
        assertThat(house.siobhan
                        .ask("POST", "/api/incidents/" + id + "/approve", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(house.siobhan
                        .ask("POST", "/api/incidents/" + id + "/tell", "{}")
                        .status())
                .isEqualTo(409);
        NoticeHouse.did(house.omar.ask("POST", "/api/incidents/" + id + "/approve", "{}"));
        assertThat(house.siobhan
                        .ask("PUT", "/api/incidents/" + id, NoticeHouse.incident("MISTAKE", whom, "other"))
                        .status())
                .isEqualTo(409);

        house.tell(id);
        house.told(id);
        assertThat(house.world.counts()).hasSize(PEOPLE + 5);
        assertThat(house.world.counts().values()).containsOnly(1);
        assertThat(figures(id).path("told").asInt(0)).isEqualTo(PEOPLE + 5);
        assertThat(figures(id).path("known").asInt(0)).isZero();
        assertThat(house.rapport.count("select count(*) from promise where state = 'OPEN'"))
                .isZero();
        assertThat(house.world.message("ann7@d7.example").orElseThrow())
                .contains("Subject: Annh, your bill has a wrong date", "Hello Annh,", "List-Unsubscribe: <http");
        assertThat(house.world.message("eva1@d1.example").orElseThrow()).contains("Su factura");

        answered(id);
        pages(id);
        madeGood(id);
    }

    /// Who answers comes to their own team, in the matter in which they were told; and is known to know.
    private static void answered(String id) throws Exception {
        String message = house.world.message("ann3@d3.example").orElseThrow();
        Matcher reply = Pattern.compile("Reply-To: .*<([^>]+)>").matcher(message);
        assertThat(reply.find()).isTrue();
        new MailWriter(house.rapport.smtpPort())
                .send(new MailWriter.Letter(
                        "Ann3 Baker", "ann3@d3.example", reply.group(1), "Re: your bill", "Is the amount right?", ""));
        long ann = house.customer("ann3@d3.example");
        house.rapport.until(
                Duration.ofSeconds(20),
                () -> house.rapport.count(
                                "select count(*) from promise p join matter m on m.id = p.matter where p.customer = ?"
                                        + " and p.state = 'OPEN' and p.team = ? and m.about like 'Annd, your bill%'",
                                ann, house.harbourside.value())
                        == 1);
        house.rapport.until(
                Duration.ofSeconds(20),
                () -> house.rapport.count(
                                "select count(*) from touched where customer = ? and known_how = 'ANSWERED'", ann)
                        == 1);
        assertThat(figures(id).path("known").asInt(0)).isEqualTo(1);
        JsonNode card = NoticeHouse.did(house.nell.get("/api/customers/" + ann + "/incidents"))
                .path("incidents")
                .path(0);
        assertThat(card.path("happened").asString("")).contains("wrong date");
        assertThat(card.path("apologise").asBoolean(true)).isFalse();
    }

    /// Looking is no proof; the button is. What they think is shown to who decides.
    private static void pages(String id) {
        String page = house.page("ann4@d4.example");
        for (int i = 0; i < 3; i++) {
            assertThat(body("/n/" + page)).contains("I know now", "You have until 30 March.");
        }
        assertThat(figures(id).path("known").asInt(0)).isEqualTo(1);
        assertThat(status("GET", "/n/" + page + "/known", "")).isEqualTo(405);
        assertThat(status("POST", "/n/" + page + "/known", "")).isEqualTo(200);
        assertThat(figures(id).path("known").asInt(0)).isEqualTo(2);
        assertThat(status("POST", "/n/" + page + "/opinion", "fits=no&words=A+credit+would+be+fair"))
                .isEqualTo(200);
        assertThat(status("POST", "/n/" + page + "/opinion", "fits=&words=")).isEqualTo(422);
        JsonNode opinion = NoticeHouse.did(house.siobhan.get("/api/incidents/" + id + "/opinions"))
                .path("opinions")
                .path(0);
        assertThat(opinion.path("words").asString("")).isEqualTo("A credit would be fair");
        assertThat(opinion.path("fits").asBoolean(true)).isFalse();
        assertThat(body("/n/" + house.page("eva2@d2.example"))).contains("Ya lo sé", "Tiene hasta el 30 de marzo.");
        assertThat(status("GET", "/n/" + page.substring(2), "")).isEqualTo(404);
        assertThat(status("POST", "/n/" + page.substring(2) + "/call", "")).isEqualTo(404);
        called(page);
    }

    /// They choose when we call about it, and give the number that we lacked.
    private static void called(String page) {
        String where = send("POST", "/n/" + page + "/call", "", BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Matcher window =
                Pattern.compile("name=\"window\" required value=\"(\\d+)\"").matcher(body(where));
        assertThat(window.find()).isTrue();
        assertThat(status("POST", where + "/window", "window=" + window.group(1) + "&phone=%2B44+113+496+0123"))
                .isEqualTo(200);
        assertThat(house.rapport.count(
                        "select count(*) from promise p join matter m on m.id = p.matter where p.customer = ?"
                                + " and p.kind = 'CALL_BACK' and p.state = 'OPEN' and m.about like '%your bill%'",
                        house.customer("ann4@d4.example")))
                .isEqualTo(1);
        askTwice();
    }

    /// Whoever was told in no mail of ours has one matter about it, however often they ask for a call.
    private static void askTwice() {
        String page = house.page("ann5@d5.example");
        long ann = house.customer("ann5@d5.example");
        assertThat(house.rapport
                        .jdbc()
                        .update("update campaign_attempt set interaction = null where customer = ?", ann))
                .isPositive();
        long before = house.rapport.count("select count(*) from matter where customer = ?", ann);
        assertThat(status("POST", "/n/" + page + "/call", "")).isEqualTo(303);
        assertThat(status("POST", "/n/" + page + "/call", "")).isEqualTo(303);
        assertThat(house.rapport.count("select count(*) from matter where customer = ?", ann))
                .isEqualTo(before + 1);
    }

    /// Proposed by one, approved by another, done, and proven by the customer or by a receipt.
    private static void madeGood(String id) {
        String path = "/api/incidents/" + id + "/make-goods";
        assertThat(NoticeHouse.did(house.siobhan.ask(
                                "POST", path, "{\"what\":\"A credit\",\"amountCents\":1500,\"currency\":\"gbp\"}"))
                        .path("count")
                        .asInt(0))
                .isEqualTo(PEOPLE + 5);
        assertThat(NoticeHouse.did(house.siobhan.ask("POST", path + "/approve", "{}"))
                        .path("count")
                        .asInt(-1))
                .isZero();
        assertThat(house.nell.ask("POST", path + "/approve", "{}").status()).isEqualTo(403);
        NoticeHouse.did(house.omar.ask("POST", path + "/approve", "{}"));
        NoticeHouse.did(house.siobhan.ask("POST", path + "/done", "{}"));
        String page = house.page("ann5@d5.example");
        Matcher good = Pattern.compile("/arrived/(\\d+)").matcher(body("/n/" + page));
        assertThat(good.find()).isTrue();
        assertThat(body("/n/" + page)).contains("15.00 GBP");
        assertThat(status("POST", "/n/" + house.page("ann6@d6.example") + "/arrived/" + good.group(1), ""))
                .isEqualTo(404);
        assertThat(status("POST", "/n/" + page + "/arrived/" + good.group(1), ""))
                .isEqualTo(200);
        String other = NoticeHouse.did(house.siobhan.get(path + "?state=DONE"))
                .path("rows")
                .path(0)
                .path("id")
                .asString("");
        assertThat(house.nell
                        .ask("POST", "/api/make-goods/" + other + "/arrived", "{\"proof\":\"\"}")
                        .status())
                .isEqualTo(422);
        NoticeHouse.did(house.nell.ask("POST", "/api/make-goods/" + other + "/arrived", "{\"proof\":\"CR-77\"}"));
        assertThat(figures(id).path("arrived").asInt(0)).isEqualTo(2);
        assertThat(figures(id).path("done").asInt(0)).isEqualTo(PEOPLE + 3);
    }
}
