package io.rapport.server.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.access.Http;
import io.rapport.server.channel.Suppression;
import io.rapport.server.channel.Suppressions;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who is touched, and by which ways they are told.
class ReachingTest {
    private static NoticeHouse house;

    @BeforeAll
    static void open() {
        house = new NoticeHouse(recipient -> false, "--rapport.outreach.per-domain=100");
        house.world.hangUpOn(recipient -> recipient.startsWith("cut"));
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static JsonNode progress(String id) {
        return house.look(id).path("campaigns").path(0).path("progress");
    }

    private static void address(String of, String kind, String value) {
        house.rapport.jdbc().update("""
                        with p as (insert into contact_point (kind, value) values (?, ?) returning id)
                        insert into customer_contact_point (contact_point, customer, proof, since)
                        select p.id, ?, 'SEEN', now() from p
                        """, kind, value, house.customer(of));
    }

    /// As it is done every twenty seconds.
    private static void triesAnotherWay() {
        if (SecondWays.run(house.rapport.bean(OutreachStores.class), house.rapport.bean(Campaigns.class))) {
            house.rapport.bean(Teller.class).wake();
        }
    }

    @Test
    void a_message_that_may_have_arrived_is_not_sent_again_and_another_way_is_tried() {
        TeamId team = house.rapport.team("Unsure");
        house.customers("Cut", team, 2, "en");
        address("cut1@d1.example", "EMAIL", "other1@d1.example");
        String id = house.approved(house.whom(team));
        house.tell(id);
        house.told(id);
        triesAnotherWay();
        house.rapport.until(
                Duration.ofSeconds(30), () -> house.world.counts().getOrDefault("other1@d1.example", 0) == 1);
        assertThat(house.world.counts().get("cut0@d0.example")).isEqualTo(1);
        assertThat(house.world.counts().get("cut1@d1.example")).isEqualTo(1);
        assertThat(progress(id).path("unsure").asInt(0)).isEqualTo(2);
        assertThat(progress(id).path("unreachable").asInt(0)).isEqualTo(1);
        house.rapport.until(
                Duration.ofSeconds(10),
                () -> house.look(id).path("figures").path("told").asInt(0) == 1);
    }

    @Test
    void what_a_dead_server_left_behind_is_unsure_and_not_sent_again() {
        TeamId team = house.rapport.team("Dying");
        house.customers("Dee", team, 1, "en");
        String id = house.approved(house.whom(team));
        house.tell(id);
        house.told(id);
        // As it stands when the server died between sending and writing that down.
        house.rapport
                .jdbc()
                .update(
                        "update outbound set state = 'SENDING', sender = 'dead', sender_until = now() - interval '1 minute'"
                                + " where recipient = 'dee0@d0.example'");
        house.rapport
                .jdbc()
                .update(
                        "update campaign_attempt set state = 'SENDING' where customer = ?",
                        house.customer("dee0@d0.example"));
        house.rapport.until(
                Duration.ofSeconds(60), () -> progress(id).path("unsure").asInt(0) == 1);
        assertThat(house.world.counts().get("dee0@d0.example")).isEqualTo(1);
        assertThat(house.rapport.count("select count(*) from outbound where recipient = 'dee0@d0.example'"))
                .isEqualTo(1);
    }

    @Test
    void who_has_no_mail_is_called_by_their_own_team_a_few_at_a_time() {
        TeamId team = house.rapport.team("Calling");
        AgentId gwen = house.rapport.agent("gwen", team, false);
        house.customers("Tel", team, 6, "en");
        house.rapport
                .jdbc()
                .update(
                        "update contact_point set kind = 'PHONE', value = '+44117496' || lpad(id::text, 4, '0') where value like 'tel%'");
        String id = house.approved(house.whom(team));
        house.tell(id);
        house.told(id);
        assertThat(progress(id).path("toCall").asInt(0)).isEqualTo(6);
        CallList calls = house.rapport.bean(CallList.class);
        calls.fill();
        assertThat(open(team)).isZero();
        house.rapport
                .bean(Workforce.class)
                .present(new Presence(gwen, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
        calls.fill();
        calls.fill();
        assertThat(open(team)).isEqualTo(2);
        long customer = house.rapport.count(
                "select min(customer) from promise where team = ? and state = 'OPEN'", team.value());
        JsonNode card = NoticeHouse.did(house.nell.get("/api/customers/" + customer + "/incidents"))
                .path("incidents")
                .path(0);
        assertThat(card.path("apologise").asBoolean(false)).isTrue();
        assertThat(house.nell
                        .ask(
                                "POST",
                                "/api/customers/" + customer + "/incidents/" + id + "/talked",
                                "{\"fits\":true,\"words\":\"Fine\"}")
                        .status())
                .isEqualTo(204);
        assertThat(open(team)).isEqualTo(1);
        JsonNode figures = house.look(id).path("figures");
        assertThat(figures.path("told").asInt(0)).isEqualTo(1);
        assertThat(figures.path("known").asInt(0)).isEqualTo(1);
        assertThat(figures.path("fits").asInt(0)).isEqualTo(1);
        calls.fill();
        assertThat(open(team)).isEqualTo(2);
        NoticeHouse.did(house.siobhan.ask("POST", "/api/incidents/" + id + "/resolve", "{}"));
        calls.fill();
        assertThat(house.look(id).path("figures").path("callsWaiting").asInt(-1))
                .isZero();
    }

    private static long open(TeamId team) {
        return house.rapport.count("select count(*) from promise where team = ? and state = 'OPEN'", team.value());
    }

    @Test
    void a_change_that_was_told_without_a_sign_is_told_at_another_address() {
        TeamId team = house.rapport.team("Changing");
        house.customers("Cia", team, 2, "en");
        address("cia1@d1.example", "EMAIL", "cia1@second.example");
        String change = NoticeHouse.incident("CHANGE", house.whom(team), NoticeHouse.WORDS)
                .replace(
                        "\"since\":\"2026-03-01T08:00:00Z\"",
                        "\"effective\":\"2027-03-01T08:00:00Z\",\"leadDays\":14,\"secondHours\":1");
        String id = NoticeHouse.id(house.siobhan.ask("POST", "/api/incidents", change));
        assertThat(house.look(id).path("latestToTell").asString("")).isEqualTo("2027-02-15T08:00:00Z");
        NoticeHouse.did(house.siobhan.ask("POST", "/api/incidents/" + id + "/submit", "{}"));
        NoticeHouse.did(house.omar.ask("POST", "/api/incidents/" + id + "/approve", "{}"));
        house.tell(id);
        house.told(id);
        assertThat(house.world.counts()).doesNotContainKey("cia1@second.example");
        house.rapport
                .jdbc()
                .update(
                        "update campaign_attempt set changed = changed - interval '2 hours' where customer = any"
                                + " (select id from customer where home_team = ?)",
                        team.value());
        triesAnotherWay();
        house.rapport.until(
                Duration.ofSeconds(30), () -> house.world.counts().getOrDefault("cia1@second.example", 0) == 1);
        assertThat(house.world.counts().get("cia1@d1.example")).isEqualTo(1);
    }

    @Test
    void a_file_names_who_is_touched_and_whom_nobody_knows() {
        TeamId team = house.rapport.team("Listing");
        house.customers("Lis", team, 3, "en");
        house.rapport
                .jdbc()
                .update(
                        "insert into customer_external_id (system, value, customer, since) values ('billing', '4711', ?, now())",
                        house.customer("lis2@d2.example"));
        String id = NoticeHouse.id(
                house.siobhan.ask("POST", "/api/incidents", NoticeHouse.incident("MISTAKE", "{}", NoticeHouse.WORDS)));
        assertThat(house.siobhan
                        .ask("POST", "/api/incidents/" + id + "/submit", "{}")
                        .code())
                .isEqualTo("missing");
        JsonNode file = NoticeHouse.did(house.siobhan.ask(
                "PUT",
                "/api/incidents/" + id + "/file",
                "{\"text\":\"email\\nLIS0@d0.example\\nbilling:4711\\nnobody@nowhere.example\\n\"}"));
        assertThat(file.path("lines").asInt(0)).isEqualTo(3);
        assertThat(file.path("found").asInt(0)).isEqualTo(2);
        assertThat(file.path("unknown").path(0).asString("")).isEqualTo("nobody@nowhere.example");
        assertThat(NoticeHouse.did(house.siobhan.get("/api/incidents/" + id + "/reach"))
                        .path("people")
                        .asInt(0))
                .isEqualTo(2);
    }

    @Test
    void facts_languages_and_places_choose_and_a_merged_person_is_told_once() {
        TeamId team = house.rapport.team("Choosing");
        house.customers("Fia", team, 4, "en");
        long fia0 = house.customer("fia0@d0.example");
        long fia1 = house.customer("fia1@d1.example");
        house.rapport
                .jdbc()
                .update(
                        "insert into fact_field (about, key, name, kind, place, seen_by) values ('PERSON', 'line', 'Line', 'TEXT', 1, 'EVERYBODY')");
        long field = house.rapport.count("select id from fact_field where key = 'line'");
        for (long customer : new long[] {fia0, fia1, house.customer("fia2@d2.example")}) {
            house.rapport
                    .jdbc()
                    .update(
                            "insert into customer_fact (customer, field, value, changed) values (?, ?, 'Fibre 500', now())",
                            customer,
                            field);
        }
        house.rapport.jdbc().update("update customer set merged_into = ?, circle = ? where id = ?", fia0, fia0, fia1);
        house.rapport.jdbc().update("update customer set circle = id where id = ?", fia0);
        String whom = "{\"fact\":{\"field\":\"" + field + "\",\"value\":\"fibre*\"}}";
        String id = house.written(whom);
        assertThat(NoticeHouse.did(house.siobhan.get("/api/incidents/" + id + "/reach"))
                        .path("people")
                        .asInt(0))
                .isEqualTo(2);
    }

    @Test
    void the_status_page_shows_what_was_published_and_may_be_kept_for_a_minute() throws Exception {
        TeamId team = house.rapport.team("Publishing");
        house.customers("Pub", team, 1, "en");
        String id = house.written(house.whom(team));
        assertThat(house.omar
                        .ask("POST", "/api/incidents/" + id + "/publish", "{\"shown\":true}")
                        .status())
                .isEqualTo(409);
        NoticeHouse.did(house.siobhan.ask("POST", "/api/incidents/" + id + "/submit", "{}"));
        NoticeHouse.did(house.omar.ask("POST", "/api/incidents/" + id + "/approve", "{}"));
        assertThat(status("en").body()).doesNotContain("On Sunday we sent bills");
        NoticeHouse.did(house.omar.ask("POST", "/api/incidents/" + id + "/publish", "{\"shown\":true}"));
        HttpResponse<String> page = status("en");
        assertThat(page.body()).contains("On Sunday we sent bills").doesNotContain("noindex");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).isEqualTo("public, max-age=60");
        assertThat(status("es").body()).contains("El domingo enviamos");
        NoticeHouse.did(house.omar.ask("POST", "/api/incidents/" + id + "/publish", "{\"shown\":false}"));
        assertThat(status("en").body()).doesNotContain("On Sunday we sent bills");
    }

    private static HttpResponse<String> status(String language) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(
                    HttpRequest.newBuilder(URI.create(house.rapport.url() + "/status"))
                            .header("Accept-Language", language)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void whoever_is_in_a_chat_hears_first_what_touches_them_until_they_know() {
        TeamId team = house.rapport.team("Chatting");
        house.customers("Cho", team, 1, "en");
        CustomerId cho = new CustomerId(house.customer("cho0@d0.example"));
        Notices notices = house.rapport.bean(Notices.class);
        assertThat(notices.word(cho, Language.EN)).isEmpty();
        String id = house.approved(house.whom(team));
        assertThat(notices.word(cho, Language.EN)).isEmpty();
        house.tell(id);
        house.told(id);
        Notices.Word word = notices.word(cho, Language.EN).orElseThrow();
        assertThat(word.happened()).contains("wrong date");
        assertThat(notices.know(word.link().replaceAll(".*/n/", ""))).isTrue();
        assertThat(notices.word(cho, Language.EN)).isEmpty();
    }

    @Test
    void a_standing_promise_owes_and_somebody_still_approves_it() {
        house.customers("Owe", house.harbourside, 1, "en");
        CustomerId owe = new CustomerId(house.customer("owe0@d0.example"));
        var transaction = house.rapport.bean(org.springframework.transaction.support.TransactionTemplate.class);
        Long id = transaction.execute(status -> {
            house.rapport.bean(io.rapport.server.customer.Customers.class).lock(owe);
            return house.rapport
                    .bean(MakeGoods.class)
                    .owe(owe, 3, "A free month", OptionalLong.of(2_000), "GBP", Instant.now());
        });
        assertThat(house.siobhan
                        .ask("POST", "/api/make-goods/" + id + "/done", "{}")
                        .status())
                .isEqualTo(409);
        NoticeHouse.did(house.siobhan.ask("POST", "/api/make-goods/" + id + "/approve", "{}"));
        NoticeHouse.did(house.nell.ask("POST", "/api/make-goods/" + id + "/done", "{\"proof\":\"CR-1\"}"));
        Http.Answer card = house.nell.get("/api/customers/" + owe + "/incidents");
        assertThat(NoticeHouse.did(card).path("others").path(0).path("what").asString(""))
                .isEqualTo("A free month");
    }

    @Test
    void a_suppressed_address_stays_so_when_only_its_digest_is_left() {
        Suppressions suppressions = house.rapport.bean(Suppressions.class);
        ContactPoint point = ContactPoint.email("Gone@Away.example").orElseThrow();
        assertThat(suppressions.add(point, Suppression.Why.UNSUBSCRIBED, OptionalLong.empty(), Instant.now()))
                .isTrue();
        assertThat(suppressions.add(point, Suppression.Why.BY_HAND, OptionalLong.empty(), Instant.now()))
                .isFalse();
        house.rapport.jdbc().update("update suppression set value = null where value = 'gone@away.example'");
        assertThat(suppressions.has(ContactPoint.email("gone@AWAY.example").orElseThrow()))
                .isTrue();
        assertThat(suppressions.latest("away", 10)).isEmpty();
    }
}
