package io.rapport.server.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// What the company promises to everybody: written, published, judged, made good once, and read by anybody.
class StandingPromisesTest {
    private static final String PASSWORD = "a long enough one";
    private static final AtomicInteger NEXT = new AtomicInteger(100);

    private static RunningRapport rapport;
    private static TeamId team;
    private static Http asLead;
    private static final List<String> owed = new ArrayList<>();

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        team = rapport.team("Harbourside");
        asLead = caller("lena", Role.LEAD);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static Http caller(String name, Role role) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    /// Like the house's own, but that somebody makes good.
    private static StandingPromises judges() {
        Amends amends =
                (CustomerId customer, long promise, String what, OptionalLong cents, String currency, Instant now) ->
                        owed.add(customer + ": " + what + " " + cents.orElse(0) + " " + currency);
        return new StandingPromises(
                rapport.bean(StandingStore.class),
                new CaseStore(rapport.bean(JdbcTemplate.class)),
                rapport.bean(Publication.class),
                Optional.of(new IncidentOutages(rapport.bean(JdbcTemplate.class))),
                Optional.of(amends),
                rapport.bean(StandingPromises.Known.class),
                rapport.bean(Journal.class),
                rapport.bean(TransactionTemplate.class));
    }

    private record Asked(CustomerId customer, MatterId matter, PromiseId promise) {}

    private static Asked arrives(Instant at) {
        ContactPoint address =
                new ContactPoint(ContactPoint.Kind.EMAIL, "ann" + NEXT.incrementAndGet() + "@vale.example");
        return Objects.requireNonNull(rapport.bean(TransactionTemplate.class).execute(status -> {
            CustomerId customer = rapport.bean(Customers.class)
                    .meet(
                            new Knock(address, "Ann Vale", Evidence.PROVEN, Optional.empty(), Optional.of(team), false),
                            at)
                    .id();
            MatterId matter = rapport.bean(Matters.class).open(customer, "A question", false, at);
            PromiseId promise = rapport.bean(Promises.class)
                    .make(
                            new Promises.Draft(
                                    customer,
                                    matter,
                                    team,
                                    Promised.Kind.ANSWER,
                                    "A question",
                                    at.plus(Duration.ofHours(4)),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    true),
                            Channel.MAIL,
                            Optional.empty(),
                            at);
            return new Asked(customer, matter, promise);
        }));
    }

    private static void answered(Asked asked, Instant at) {
        rapport.bean(Promises.class)
                .change(
                        asked.promise(),
                        promise -> rapport.bean(Promises.class).keep(promise, Optional.empty(), at),
                        false);
    }

    private static String draft(String promise) {
        return """
                {"rule":"ANSWERED_WITHIN","number":4,"amountCents":500,"currency":"GBP","words":[
                 {"language":"en","promise":"%s","makeGood":"off your next <bill>"},
                 {"language":"es","promise":"Una persona contesta en cuatro horas.","makeGood":"menos en su factura"}]}
                """.formatted(promise);
    }

    private static long counted(String id, boolean kept) {
        return rapport.count(
                "select count(*) from standing_case where standing_promise = ? and kept = ?", Long.parseLong(id), kept);
    }

    private static String idOf(JsonNode list, String promise) {
        for (JsonNode one : list.path("promises")) {
            if (one.path("words").path(0).path("promise").asString("").equals(promise)) {
                return one.path("id").asString("");
            }
        }
        throw new AssertionError("no " + promise + " in " + list);
    }

    private static String page(String language) {
        byte[] html = Http.nobody(rapport).bytes("/our-promises", Map.of("Accept-Language", language));
        return new String(html, StandardCharsets.UTF_8);
    }

    @Test
    void what_is_broken_is_made_good_once_told_by_somebody_and_counted_in_public() {
        String words = "A person answers within four working hours.";
        String id =
                idOf(asLead.ask("POST", "/api/standing-promises", draft(words)).json(), words);
        assertThat(Http.nobody(rapport).get("/our-promises").status()).isEqualTo(404);
        assertThat(asLead.ask("POST", "/api/standing-promises/" + id + "/publish", "")
                        .status())
                .isEqualTo(204);
        assertThat(page("en")).contains(words, "Fewer than 30 cases", "off your next &lt;bill&gt;");

        // Published an hour ago, so that something can have become late since.
        Instant now = Instant.now();
        Instant then = now.minus(Duration.ofHours(9));
        rapport.jdbc()
                .update(
                        "update standing_promise set active_from = now() - interval '10 hours' where id = ?",
                        Long.parseLong(id));
        Asked before = arrives(now.minus(Duration.ofHours(11)));
        Asked late = arrives(then);
        List<Asked> kept = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Asked one = arrives(then);
            answered(one, now.minus(Duration.ofMinutes(1)).isBefore(then) ? now : then.plus(Duration.ofHours(3)));
            kept.add(one);
        }
        rapport.jdbc()
                .update(
                        "update standing_promise set judged = now() - interval '10 hours' where id = ?",
                        Long.parseLong(id));
        StandingPromises judges = judges();
        judges.judge(now);
        judges.judge(now);
        judges.judge(now.plus(Duration.ofMinutes(5)));

        assertThat(owed.stream().filter(one -> one.startsWith(late.customer() + ":")))
                .containsExactly(late.customer() + ": off your next <bill> 500 GBP");
        assertThat(counted(id, true)).isEqualTo(30);
        assertThat(counted(id, false)).isEqualTo(1);
        assertThat(rapport.count(
                        "select count(*) from standing_case where customer = ?",
                        before.customer().value()))
                .as("what began before it was published is no case of it")
                .isZero();
        Promised telling = rapport.bean(Promises.class).openOf(late.matter()).stream()
                .filter(promise -> promise.kind() == Promised.Kind.SAID)
                .findFirst()
                .orElseThrow();
        assertThat(telling.what())
                .startsWith("say sorry before they do")
                .contains(words, "5.00 GBP: off your next <bill>");
        assertThat(telling.team()).isEqualTo(team);
        assertThat(rapport.count(
                        "select count(*) from event where type = 'StandingPromiseBroken' and customer = ?",
                        late.customer().value()))
                .isEqualTo(1);

        // 30 of 31 is 96.77 %: never rounded up.
        assertThat(page("en")).contains("Kept: 96.7\u00a0%", "of 31 cases");
        assertThat(page("es-ES")).contains("Cumplido: 96,7\u00a0%", "Una persona contesta en cuatro horas.");
        JsonNode theirs = asLead.get("/api/customers/" + late.customer() + "/standing-promises")
                .json();
        assertThat(theirs.path("broken").path(0).path("makeGood").asString("")).isEqualTo("off your next <bill>");
        assertThat(theirs.path("broken").path(0).path("told").asBoolean()).isFalse();
        JsonNode broken =
                asLead.get("/api/standing-promises/" + id + "/broken").json().path("broken");
        assertThat(broken.size()).isEqualTo(1);
        assertThat(broken.path(0).path("customer").asString(""))
                .isEqualTo(late.customer().toString());

        // The answer that comes too late does not make it kept.
        answered(late, now.plus(Duration.ofMinutes(1)));
        judges.judge(now.plus(Duration.ofMinutes(10)));
        assertThat(counted(id, false)).isEqualTo(1);
        assertThat(owed.stream().filter(one -> one.startsWith(late.customer() + ":")))
                .hasSize(1);

        assertThat(asLead.ask(
                                "PUT",
                                "/api/standing-promises/" + id,
                                draft(words).replace("\"number\":4", "\"number\":8"))
                        .code())
                .isEqualTo("published");
        assertThat(asLead.ask("DELETE", "/api/standing-promises/" + id, "").code())
                .isEqualTo("published");
        assertThat(asLead.ask("POST", "/api/standing-promises/" + id + "/retire", "")
                        .status())
                .isEqualTo(204);
        assertThat(Http.nobody(rapport).get("/our-promises").status()).isEqualTo(404);
        judges.judge(now.plus(Duration.ofHours(9)));
        assertThat(counted(id, true) + counted(id, false)).isEqualTo(31);
    }

    @Test
    void whom_an_outage_touched_for_too_long_is_owed_and_is_told_unless_they_were_called() {
        String words = "Of an outage over four hours we call you, and credit you.";
        String given = draft(words).replace("ANSWERED_WITHIN", "OUTAGE_MADE_GOOD");
        String id = idOf(asLead.ask("POST", "/api/standing-promises", given).json(), words);
        assertThat(asLead.ask("POST", "/api/standing-promises/" + id + "/publish", "")
                        .status())
                .isEqualTo(204);
        Instant now = Instant.now();
        Asked called = arrives(now);
        Asked forgotten = arrives(now);
        rapport.jdbc().update("""
                insert into incident (kind, name, since, ways, whom, state, author, created)
                values ('OUTAGE', 'Fibre cut', now() - interval '30 hours', '{MAIL}', '{}', 'TELLING', 1, now())
                """);
        rapport.jdbc().update("""
                        insert into touched (incident, customer, known, known_how)
                        select (select max(id) from incident), c, case when c = ? then now() - interval '20 hours' end,
                               case when c = ? then 'TALKED' end from unnest(?::bigint[]) c
                        """, called.customer().value(), called.customer().value(), new Long[] {
            called.customer().value(), forgotten.customer().value()
        });
        List<String> before = List.copyOf(owed);
        StandingPromises judges = judges();
        judges.judge(now);
        judges.judge(now.plus(Duration.ofMinutes(5)));
        assertThat(owed.subList(before.size(), owed.size()))
                .as("both are credited, once")
                .containsExactlyInAnyOrder(
                        called.customer() + ": off your next <bill> 500 GBP",
                        forgotten.customer() + ": off your next <bill> 500 GBP");
        assertThat(rapport.count(
                        "select count(*) from standing_case where standing_promise = ? and kept and customer = ?",
                        Long.parseLong(id),
                        called.customer().value()))
                .isEqualTo(1);
        assertThat(rapport.bean(Promises.class).open(forgotten.customer()).stream()
                        .filter(promise -> promise.kind() == Promised.Kind.SAID))
                .hasSize(1);
        assertThat(rapport.bean(Promises.class).open(called.customer()).stream()
                        .filter(promise -> promise.kind() == Promised.Kind.SAID))
                .isEmpty();
        assertThat(asLead.ask("POST", "/api/standing-promises/" + id + "/retire", "")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void what_cant_be_judged_is_not_written_and_only_who_may_publishes() {
        for (String wrong : List.of(
                "{}",
                "{\"rule\":\"NONSENSE\",\"number\":4,\"words\":[]}",
                "{\"rule\":\"ANSWERED_WITHIN\",\"number\":0,\"words\":[]}",
                "{\"rule\":\"ANSWERED_WITHIN\",\"number\":4,\"words\":[]}",
                "{\"rule\":\"ANSWERED_WITHIN\",\"number\":4,\"words\":[null]}",
                draft("x").replace("\"en\"", "\"xx\""),
                draft("x").replace("GBP", "Pounds"),
                draft("x").replace("500", "-1"),
                draft("x".repeat(301)))) {
            assertThat(asLead.ask("POST", "/api/standing-promises", wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        Http agent = caller("nell", Role.AGENT);
        assertThat(agent.get("/api/standing-promises").status()).isEqualTo(403);
        assertThat(agent.ask("POST", "/api/standing-promises", draft("x")).status())
                .isEqualTo(403);
        Http auditor = caller("ada", Role.AUDITOR);
        assertThat(auditor.get("/api/standing-promises").status()).isEqualTo(200);
        assertThat(auditor.ask("POST", "/api/standing-promises", draft("x")).status())
                .isEqualTo(403);
        String id = idOf(
                asLead.ask("POST", "/api/standing-promises", draft("A draft.")).json(), "A draft.");
        assertThat(asLead.ask(
                                "PUT",
                                "/api/standing-promises/" + id,
                                draft("Another draft.").replace("\"number\":4", "\"number\":8"))
                        .status())
                .isEqualTo(200);
        assertThat(asLead.ask("DELETE", "/api/standing-promises/" + id, "").status())
                .isEqualTo(204);
        assertThat(asLead.ask("POST", "/api/standing-promises/" + id + "/publish", "")
                        .status())
                .isEqualTo(404);
        assertThat(asLead.get("/api/customers/x/standing-promises").status()).isEqualTo(404);
    }
}
