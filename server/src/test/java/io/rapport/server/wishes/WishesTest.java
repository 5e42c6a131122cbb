package io.rapport.server.wishes;

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

class WishesTest {
    private static final String PASSWORD = "a long enough one";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningRapport rapport;
    private static AgentId nell;
    private static Http agent;
    private static Http auditor;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        auditor = caller("auditor", Role.AUDITOR, team);
        nell = hire("nell", Role.AGENT, team);
        agent = Http.signedIn(rapport, "nell", PASSWORD, "");
    }

    private static AgentId hire(String name, Role role, TeamId team) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        return rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
    }

    private static Http caller(String name, Role role, TeamId team) {
        hire(name, role, team);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static CustomerId person() {
        Knock knock = new Knock(
                ContactPoint.email("gwen" + NEXT.incrementAndGet() + "@bakery.example")
                        .orElseThrow(),
                "Gwen",
                Evidence.PROVEN,
                Optional.empty(),
                Optional.empty(),
                false);
        return rapport.bean(TransactionTemplate.class)
                .execute(status ->
                        rapport.bean(Customers.class).meet(knock, Instant.now()).id());
    }

    private static JsonNode wishes(CustomerId customer) {
        return agent.get("/api/customers/" + customer + "/wishes").json();
    }

    private static Http.Answer say(CustomerId customer, String method, String what, String body) {
        return agent.ask(method, "/api/customers/" + customer + "/wishes/" + what, body);
    }

    @Test
    void an_agreement_says_since_when_how_and_by_whom_and_is_withdrawn_and_restored() {
        CustomerId gwen = person();
        String survey = "{\"kind\":\"SURVEY\",\"how\":\"in a call\"}";
        assertThat(say(gwen, "POST", "agreements", survey).status()).isEqualTo(204);
        assertThat(say(gwen, "POST", "agreements", survey).status()).isEqualTo(422);
        JsonNode one = wishes(gwen).path("agreements").get(0);
        assertThat(one.path("how").asString()).isEqualTo("in a call");
        assertThat(one.path("by").asString()).isEqualTo(nell.toString());
        assertThat(one.path("withdrawn").isNull()).isTrue();

        String path = "agreements/" + one.path("id").asString();
        assertThat(say(gwen, "POST", path + "/withdraw", "{}").status()).isEqualTo(204);
        assertThat(say(gwen, "POST", path + "/withdraw", "{}").status()).isEqualTo(404);
        assertThat(wishes(gwen).path("agreements").get(0).path("withdrawn").isNull())
                .isFalse();
        assertThat(say(gwen, "POST", path + "/restore", "{}").status()).isEqualTo(204);
        assertThat(say(person(), "POST", path + "/withdraw", "{}").status()).isEqualTo(404);
        assertThat(rapport.count(
                        "select count(*) from event where customer = ? and type like '%CustomerChanged%'",
                        gwen.value()))
                .isEqualTo(3);
        assertThat(auditor.ask("POST", "/api/customers/" + gwen + "/wishes/agreements", survey)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void quiet_hours_language_and_best_time_are_kept_as_they_are_said_and_nonsense_is_refused() {
        CustomerId gwen = person();
        String quiet =
                "{\"zone\":\"Europe/Lisbon\",\"slots\":[{\"days\":[1,2,3],\"from\":\"20:00\",\"to\":\"08:00\"}]}";
        assertThat(say(gwen, "PUT", "quiet", quiet).status()).isEqualTo(204);
        assertThat(wishes(gwen).path("quiet").path("slots").get(0).path("from").asString())
                .isEqualTo("20:00");
        for (String wrong : List.of(
                quiet.replace("Europe/Lisbon", "Moon/Crater"),
                quiet.replace("20:00", "26:00"),
                quiet.replace("[1,2,3]", "[8]"),
                quiet.replace("[1,2,3]", "[]"),
                "{\"zone\":\"Europe/Lisbon\"}",
                "{\"zone\":\"Europe/Lisbon\",\"slots\":[null]}")) {
            assertThat(say(gwen, "PUT", "quiet", wrong).status()).as(wrong).isEqualTo(422);
        }
        assertThat(say(gwen, "PUT", "quiet", "{\"zone\":\"Europe/Lisbon\",\"slots\":[]}")
                        .status())
                .isEqualTo(204);
        assertThat(wishes(gwen).path("quiet").isNull()).isTrue();

        assertThat(say(gwen, "PUT", "language", "{\"value\":\"PT\"}").status()).isEqualTo(204);
        assertThat(say(gwen, "PUT", "language", "{\"value\":\"Klingon\"}").status())
                .isEqualTo(422);
        assertThat(say(gwen, "PUT", "best-time", "{\"value\":\"after nine\"}").status())
                .isEqualTo(204);
        assertThat(wishes(gwen).path("language").asString()).isEqualTo("pt");
        assertThat(wishes(gwen).path("bestTime").asString()).isEqualTo("after nine");
    }

    @Test
    void what_a_merged_record_agreed_to_is_seen_with_the_person_and_goes_with_it() {
        CustomerId gwen = person();
        CustomerId work = person();
        say(work, "POST", "agreements", "{\"kind\":\"SHARING\",\"how\":\"on the form\"}");
        TransactionTemplate transaction = rapport.bean(TransactionTemplate.class);
        transaction.executeWithoutResult(s -> rapport.bean(Merges.class).merge(gwen, work, nell, Instant.now()));
        assertThat(wishes(gwen).path("agreements").size()).isOne();
        transaction.executeWithoutResult(s -> rapport.bean(Merges.class).part(work, nell, Instant.now()));
        assertThat(wishes(gwen).path("agreements").size()).isZero();
        assertThat(wishes(work).path("agreements").size()).isOne();
    }
}
