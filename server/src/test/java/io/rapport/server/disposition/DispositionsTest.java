package io.rapport.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matters;
import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What agents say that came of calls, and the words that administrators give them for it.
class DispositionsTest {
    private static final String PASSWORD = "a long enough one";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger NEXT = new AtomicInteger(100);

    private static RunningRapport rapport;
    private static TeamId team;
    private static Http asAdmin;
    private static Http asNell;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        team = rapport.team("Harbourside");
        asAdmin = caller("admin", Role.ADMINISTRATOR);
        asNell = caller("nell", Role.AGENT);
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

    private record Made(CustomerId customer, InteractionId interaction) {}

    private static Made call() {
        Made made = interaction(Channel.PHONE);
        rapport.jdbc().update("""
                        insert into call (customer, interaction, direction, state, began, answered, ended)
                        values (?, ?, 'INBOUND', 'TALKED', now(), now(), now())
                        """, made.customer().value(), made.interaction().value());
        return made;
    }

    private static Made interaction(Channel channel) {
        ContactPoint number = new ContactPoint(ContactPoint.Kind.PHONE, "+441174961" + NEXT.incrementAndGet());
        Instant now = Instant.now();
        return Objects.requireNonNull(rapport.bean(TransactionTemplate.class).execute(status -> {
            CustomerId customer = rapport.bean(Customers.class)
                    .meet(new Knock(number, "Ann", Evidence.UNKNOWN, Optional.empty(), Optional.of(team), false), now)
                    .id();
            MatterId matter = rapport.bean(Matters.class).open(customer, "Call to Harbourside", false, now);
            return new Made(
                    customer,
                    rapport.bean(Interactions.class)
                            .keep(new Said(
                                    customer,
                                    Optional.of(matter),
                                    channel,
                                    Said.Direction.INBOUND,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    false,
                                    "UNKNOWN",
                                    now,
                                    number.value(),
                                    "Ann",
                                    Optional.empty(),
                                    "Call to Harbourside",
                                    "",
                                    "",
                                    Optional.empty(),
                                    false,
                                    false,
                                    false,
                                    Optional.empty(),
                                    List.of())));
        }));
    }

    private static String path(Made made) {
        return "/api/interactions/" + made.interaction() + "/disposition";
    }

    private static Http.Answer says(Made made, String disposition) {
        return asNell.ask("PUT", path(made), "{\"disposition\":" + disposition + "}");
    }

    private static String choice(Made made, String name) {
        for (JsonNode one : asNell.get(path(made)).json().path("choices")) {
            if (one.path("name").asString("").equals(name)) {
                return "\"" + one.path("id").asString("") + "\"";
            }
        }
        throw new AssertionError(
                "no " + name + " among " + asNell.get(path(made)).json());
    }

    private static JsonNode onTimeline(Made made) {
        rapport.caughtUp();
        return asNell.get("/api/customers/" + made.customer() + "/timeline")
                .json()
                .path("entries")
                .path(0)
                .path("call")
                .path("disposition");
    }

    private static ArrayNode list() {
        return (ArrayNode) asAdmin.get("/api/admin/dispositions").json().path("dispositions");
    }

    private static Http.Answer put(ArrayNode list) {
        return asAdmin.ask(
                "PUT",
                "/api/admin/dispositions",
                JSON.createObjectNode().set("dispositions", list).toString());
    }

    private static ObjectNode fresh(String name) {
        return JSON.createObjectNode().putNull("id").put("name", name).put("retired", false);
    }

    private static ObjectNode named(ArrayNode list, String name) {
        for (JsonNode one : list) {
            if (one.path("name").asString("").equals(name)) {
                return (ObjectNode) one;
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void what_came_of_a_call_is_said_changed_and_taken_back_and_stands_on_the_timeline() {
        Made call = call();
        assertThat(asNell.get(path(call)).json().path("chosen").isNull()).isTrue();
        assertThat(onTimeline(call).isNull()).isTrue();
        assertThat(says(call, choice(call, "Wrong number")).status()).isEqualTo(200);
        assertThat(says(call, choice(call, "Passed on")).json().path("chosen").asString(""))
                .isEqualTo(choice(call, "Passed on").replace("\"", ""));
        assertThat(onTimeline(call).path("name").asString("")).isEqualTo("Passed on");
        assertThat(rapport.count(
                        "select count(*) from event where type = 'DispositionChosen' and customer = ?",
                        call.customer().value()))
                .isEqualTo(2);
        assertThat(says(call, "null").json().path("chosen").isNull()).isTrue();
        assertThat(onTimeline(call).isNull()).isTrue();
    }

    @Test
    void nothing_is_said_of_what_is_no_call_or_in_other_words_or_by_who_does_not_answer() {
        Made mail = interaction(Channel.MAIL);
        assertThat(asNell.get(path(mail)).status()).isEqualTo(404);
        assertThat(says(mail, "null").status()).isEqualTo(404);
        Made call = call();
        assertThat(says(call, "\"999999\"").status()).isEqualTo(422);
        assertThat(says(call, "\"x\"").status()).isEqualTo(422);
        Http auditor = caller("ada", Role.AUDITOR);
        assertThat(auditor.get(path(call)).status()).isEqualTo(200);
        assertThat(auditor.ask("PUT", path(call), "{\"disposition\":null}").status())
                .isEqualTo(403);
    }

    @Test
    void a_word_that_is_retired_stays_where_it_was_said_and_is_offered_nowhere_else() {
        ArrayNode list = list();
        list.insert(0, fresh("Sent a plan"));
        assertThat(put(list).status()).isEqualTo(200);
        Made before = call();
        says(before, choice(before, "Sent a plan"));
        ArrayNode now = list();
        assertThat(now.path(0).path("name").asString("")).isEqualTo("Sent a plan");
        named(now, "Sent a plan").put("retired", true);
        assertThat(put(now).status()).isEqualTo(200);
        assertThat(onTimeline(before).path("name").asString("")).isEqualTo("Sent a plan");
        String retired = choice(before, "Sent a plan");
        assertThat(says(before, retired).status()).isEqualTo(200);
        Made after = call();
        assertThat(asNell.get(path(after)).json().path("choices").findValuesAsString("name"))
                .doesNotContain("Sent a plan");
        assertThat(says(after, retired).status()).isEqualTo(422);
    }

    @Test
    void the_list_is_put_as_a_whole_and_nobody_removes_renames_into_or_overfills() {
        ArrayNode swapped = list();
        ObjectNode solved = named(swapped, "Solved");
        ObjectNode nobody = named(swapped, "Nobody there");
        solved.put("name", "Nobody there");
        nobody.put("name", "Solved");
        assertThat(put(swapped).status()).isEqualTo(200);

        ArrayNode fewer = list();
        fewer.remove(0);
        assertThat(put(fewer).code()).isEqualTo("stale");
        ArrayNode twice = list();
        twice.add(fresh("solved"));
        assertThat(put(twice).status()).isEqualTo(422);
        ArrayNode many = list();
        for (int i = 0; i < 9; i++) {
            many.add(fresh("Word " + i));
        }
        assertThat(put(many).status()).isEqualTo(422);
        ArrayNode nameless = list();
        nameless.add(fresh("  "));
        assertThat(put(nameless).status()).isEqualTo(422);
        assertThat(asAdmin.ask("PUT", "/api/admin/dispositions", "{}").status()).isEqualTo(422);
        assertThat(asNell.get("/api/admin/dispositions").status()).isEqualTo(403);
        assertThat(caller("lena", Role.LEAD)
                        .ask("PUT", "/api/admin/dispositions", "{\"dispositions\":[]}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_came_of_a_call_goes_along_with_all_that_is_known_of_its_customer() throws Exception {
        Made call = call();
        says(call, choice(call, "Promise made"));
        byte[] file = asAdmin.bytes("/api/customers/" + call.customer() + "/export", Map.of());
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            assertThat(Objects.requireNonNull(zip.getNextEntry()).getName()).isEqualTo("customer.json");
            JsonNode calls = JSON.readTree(zip.readAllBytes()).path("calls");
            assertThat(calls.path(0).path("cameOfIt").asString("")).isEqualTo("Promise made");
        }
    }
}
