package io.rapport.server.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Fields that administrators define, values that agents write in them, and numbers of other systems.
class FactsTest {
    private static final String PASSWORD = "a long enough one";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningRapport rapport;
    private static TeamId team;
    private static AgentId nell;
    private static Http admin;
    private static Http lead;
    private static Http agent;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        team = rapport.team("Harbourside");
        admin = caller("admin", Role.ADMINISTRATOR);
        lead = caller("lead", Role.LEAD);
        nell = hire("nell", Role.AGENT);
        agent = Http.signedIn(rapport, "nell", PASSWORD, "");
    }

    private static AgentId hire(String name, Role role) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        return rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
    }

    private static Http caller(String name, Role role) {
        hire(name, role);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static CustomerId person(String name) {
        String address = name.toLowerCase(java.util.Locale.ROOT) + NEXT.incrementAndGet() + "@bakery.example";
        return rapport.bean(TransactionTemplate.class)
                .execute(status -> rapport.bean(Customers.class)
                        .meet(
                                new Knock(
                                        ContactPoint.email(address).orElseThrow(),
                                        name,
                                        Evidence.PROVEN,
                                        Optional.empty(),
                                        Optional.empty(),
                                        false),
                                Instant.now())
                        .id());
    }

    private static String field(String about, String kind, String seenBy, boolean required) {
        String body = """
                {"about":"%s","name":"Field %d","kind":"%s","choices":["Gold","Silver"],"seenBy":"%s","required":%s}
                """.formatted(about, NEXT.incrementAndGet(), kind, seenBy, required);
        Http.Answer answer = admin.ask("POST", "/api/admin/fields", body);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().path("id").asString();
    }

    private static Http.Answer write(Http who, CustomerId customer, String field, String value) {
        return who.ask("PUT", "/api/customers/" + customer + "/facts/" + field, "{\"value\":\"" + value + "\"}");
    }

    private static String value(Http who, CustomerId customer, String field, String about) {
        for (JsonNode one : who.get("/api/customers/" + customer + "/facts")
                .json()
                .path(about)
                .path("facts")) {
            if (one.path("field").asString().equals(field)) {
                return one.path("value").asString("");
            }
        }
        return "not there";
    }

    private static List<String> found(Http who, String words) {
        return who.get("/api/customers?q=" + words).json().path("people").findValuesAsString("id");
    }

    @Test
    void a_value_is_kept_as_its_kind_is_written_and_refused_as_nothing_else() {
        CustomerId gwen = person("Gwen");
        String number = field("PERSON", "NUMBER", "EVERYONE", false);
        assertThat(write(agent, gwen, number, "12,50").status()).isEqualTo(204);
        assertThat(value(agent, gwen, number, "person")).isEqualTo("12.5");
        assertThat(write(agent, gwen, number, "a dozen")
                        .json()
                        .path("fields")
                        .path("value")
                        .asString())
                .contains("A number");

        String link = field("PERSON", "LINK", "EVERYONE", false);
        assertThat(write(agent, gwen, link, "javascript:alert(1)").status()).isEqualTo(422);
        assertThat(write(agent, gwen, link, "https://crm.example/4711").status())
                .isEqualTo(204);

        String choice = field("PERSON", "CHOICE", "EVERYONE", true);
        assertThat(write(agent, gwen, choice, "bronze").status()).isEqualTo(422);
        assertThat(write(agent, gwen, choice, "gold").status()).isEqualTo(204);
        assertThat(value(agent, gwen, choice, "person")).isEqualTo("Gold");
        assertThat(write(agent, gwen, choice, "").status()).isEqualTo(422);

        String date = field("PERSON", "DATE", "EVERYONE", false);
        assertThat(write(agent, gwen, date, "2026-02-30").status()).isEqualTo(422);
        assertThat(write(agent, gwen, date, "2026-02-28").status()).isEqualTo(204);
    }

    @Test
    void people_are_found_by_exactly_what_stands_in_a_field_by_those_who_see_it() {
        CustomerId gwen = person("Gwen");
        String secret = field("PERSON", "TEXT", "LEADS", false);
        String contract = "contract-" + NEXT.incrementAndGet();
        assertThat(write(agent, gwen, secret, contract).status()).isEqualTo(404);
        assertThat(write(admin, gwen, secret, contract).status()).isEqualTo(204);

        assertThat(found(lead, contract)).containsExactly(gwen.toString());
        assertThat(found(lead, contract.substring(0, 8))).isEmpty();
        assertThat(found(agent, contract)).isEmpty();
        assertThat(value(agent, gwen, secret, "person")).isEqualTo("not there");
        assertThat(value(lead, gwen, secret, "person")).isEqualTo(contract);
    }

    @Test
    void a_number_of_another_system_is_one_persons_and_finds_them() {
        CustomerId gwen = person("Gwen");
        CustomerId ben = person("Ben");
        String number = "4711-" + NEXT.incrementAndGet();
        String body = "{\"about\":\"PERSON\",\"system\":\"Billing\",\"value\":\"" + number + "\"}";
        assertThat(agent.ask("POST", "/api/customers/" + gwen + "/external-ids", body)
                        .status())
                .isEqualTo(204);
        assertThat(agent.ask("POST", "/api/customers/" + ben + "/external-ids", body)
                        .code())
                .isEqualTo("of-another");
        assertThat(found(agent, number)).containsExactly(gwen.toString());
        assertThat(found(agent, "billing:" + number)).containsExactly(gwen.toString());
        assertThat(found(agent, "crm:" + number)).isEmpty();

        String path = "/api/customers/" + gwen + "/external-ids?about=PERSON&system=billing&value=" + number;
        assertThat(agent.ask("DELETE", path, "").status()).isEqualTo(204);
        assertThat(agent.ask("DELETE", path, "").status()).isEqualTo(404);
        assertThat(agent.ask("POST", "/api/customers/" + ben + "/external-ids", body)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void an_organisations_fact_stands_on_the_pages_of_all_its_people() {
        CustomerId gwen = person("Gwen");
        CustomerId ben = person("Ben");
        String field = field("ORGANISATION", "TEXT", "EVERYONE", false);
        assertThat(write(agent, gwen, field, "premium").code()).isEqualTo("no-organisation");
        String name = "{\"name\":\"Bakers " + NEXT.incrementAndGet() + "\",\"rename\":false}";
        agent.ask("PUT", "/api/customers/" + gwen + "/organisation", name);
        agent.ask("PUT", "/api/customers/" + ben + "/organisation", name);
        String value = "premium-" + NEXT.incrementAndGet();
        assertThat(write(agent, gwen, field, value).status()).isEqualTo(204);
        assertThat(value(agent, ben, field, "organisation")).isEqualTo(value);
        assertThat(found(agent, value)).containsExactlyInAnyOrder(gwen.toString(), ben.toString());
    }

    @Test
    void a_merged_persons_facts_are_seen_as_one_and_parted_each_has_their_own() {
        CustomerId gwen = person("Gwen");
        CustomerId work = person("Gwendolyn");
        String field = field("PERSON", "TEXT", "EVERYONE", false);
        write(agent, work, field, "left-handed");
        merge(gwen, work);
        assertThat(value(agent, gwen, field, "person")).isEqualTo("left-handed");
        write(agent, work, field, "");
        assertThat(value(agent, gwen, field, "person")).isEmpty();
        write(agent, work, field, "right-handed");
        rapport.bean(TransactionTemplate.class)
                .executeWithoutResult(s -> rapport.bean(Merges.class).part(work, nell, Instant.now()));
        assertThat(value(agent, work, field, "person")).isEqualTo("left-handed");
        assertThat(value(agent, gwen, field, "person")).isEqualTo("right-handed");
    }

    private static void merge(CustomerId one, CustomerId other) {
        rapport.bean(TransactionTemplate.class)
                .executeWithoutResult(s -> rapport.bean(Merges.class).merge(one, other, nell, Instant.now()));
    }

    @Test
    void fields_are_moved_and_retired_and_agents_may_do_neither() {
        CustomerId gwen = person("Gwen");
        String first = field("PERSON", "TEXT", "EVERYONE", false);
        String second = field("PERSON", "YES_NO", "EVERYONE", false);
        assertThat(agent.ask("POST", "/api/admin/fields/" + second + "/up", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.ask("POST", "/api/admin/fields/" + second + "/up", "{}")
                        .status())
                .isEqualTo(204);
        List<String> order = agent.get("/api/customers/" + gwen + "/facts")
                .json()
                .path("person")
                .findValuesAsString("field");
        assertThat(order.indexOf(second)).isEqualTo(order.indexOf(first) - 1);

        admin.ask("PUT", "/api/admin/fields/" + first, "{\"name\":\"Gone\",\"retired\":true}");
        assertThat(value(agent, gwen, first, "person")).isEqualTo("not there");
        assertThat(write(agent, gwen, first, "x").status()).isEqualTo(404);
    }
}
