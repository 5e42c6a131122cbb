package io.rapport.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files of customers, from the upload to the report and back.
class ImportTest {
    private static final String PASSWORD = "a long enough one";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningRapport rapport;
    private static Http admin;
    private static Http agent;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        admin = caller("admin", Role.ADMINISTRATOR, team);
        agent = caller("nell", Role.AGENT, team);
        admin.ask(
                "POST",
                "/api/admin/fields",
                "{\"name\":\"Plan\",\"kind\":\"CHOICE\",\"choices\":[\"Gold\",\"Silver\"]}");
    }

    private static Http caller(String name, Role role, TeamId team) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static String fresh() {
        return "n" + NEXT.incrementAndGet() + "x" + System.nanoTime();
    }

    private static JsonNode upload(String text, Charset charset) {
        return JSON.readTree(admin.send("POST", "/api/imports?name=people.csv", text.getBytes(charset)));
    }

    private static String choice(JsonNode uploaded, String filling) {
        return "{\"mapping\":" + uploaded.path("mapping") + ",\"filling\":\"" + filling + "\"}";
    }

    private static JsonNode preview(JsonNode uploaded, String filling) {
        return admin.ask(
                        "POST",
                        "/api/imports/" + uploaded.path("id").asString() + "/preview",
                        choice(uploaded, filling))
                .json();
    }

    /// Uploads, starts, and waits for the end.
    private static JsonNode imported(String text, String filling) {
        JsonNode uploaded = upload(text, StandardCharsets.UTF_8);
        String id = uploaded.path("id").asString();
        assertThat(admin.ask("POST", "/api/imports/" + id + "/start", choice(uploaded, filling))
                        .status())
                .isEqualTo(204);
        return ended(id, "DONE");
    }

    private static JsonNode ended(String id, String state) {
        rapport.until(
                Duration.ofSeconds(60), () -> see(id).path("state").asString().equals(state));
        return see(id);
    }

    private static JsonNode see(String id) {
        return admin.get("/api/imports/" + id).json();
    }

    private static List<String> found(String words) {
        return admin.get("/api/customers?q=" + words).json().path("people").findValuesAsString("id");
    }

    private static JsonNode page(String customer) {
        return admin.get("/api/customers/" + customer).json();
    }

    private static CustomerId writes(String address, String name, Evidence evidence) {
        return rapport.bean(TransactionTemplate.class)
                .execute(status -> rapport.bean(Customers.class)
                        .meet(
                                new Knock(
                                        ContactPoint.email(address).orElseThrow(),
                                        name,
                                        evidence,
                                        Optional.empty(),
                                        Optional.empty(),
                                        false),
                                Instant.now())
                        .id());
    }

    @Test
    void a_windows_file_is_previewed_taken_reported_and_a_second_time_changes_nothing() {
        String n = fresh();
        String text = "Vorname;Nachname;E-Mail;Firma;Ort;Billing ID;Plan\r\n"
                + "Zoë;Müller" + n + ";zoe" + n + "@bakery.example;Bäckerei " + n + ";Köln;" + n + "-1;gold\r\n"
                + "Ben;Baker" + n + ";ben" + n + "@bakery.example;Bäckerei " + n + ";;" + n + "-2;Bronze\r\n"
                + "Zoë;Müller" + n + ";zoe" + n + "@bakery.example;;;" + n + "-1;Silver\r\n"
                + "Nobody;;;;;;\r\n";
        JsonNode uploaded = upload(text, Charset.forName("windows-1252"));
        assertThat(uploaded.path("charset").asString()).isEqualTo("windows-1252");
        assertThat(uploaded.path("separator").asString()).isEqualTo(";");
        assertThat(uploaded.path("mapping").toString())
                .isEqualTo(
                        "[\"FIRST_NAME\",\"LAST_NAME\",\"EMAIL\",\"ORGANISATION\",\"PLACE\",\"ID:billing\",\"FIELD:plan\"]");

        JsonNode preview = preview(uploaded, "FILL_EMPTY");
        assertThat(preview.path("rows").asInt()).isEqualTo(4);
        assertThat(preview.path("made").asInt()).isEqualTo(1);
        assertThat(preview.path("joined").asInt()).isEqualTo(1);
        assertThat(preview.path("refused").asInt()).isEqualTo(2);
        assertThat(preview.path("refusals").get(0).path("header").asString()).isEqualTo("Plan");
        assertThat(found("zoe" + n)).isEmpty();

        String id = uploaded.path("id").asString();
        admin.ask("POST", "/api/imports/" + id + "/start", choice(uploaded, "FILL_EMPTY"));
        JsonNode done = ended(id, "DONE");
        assertThat(done.path("made").asInt()).isEqualTo(1);
        assertThat(done.path("refused").asInt()).isEqualTo(2);
        String zoe = found(n + "-1").getFirst();
        assertThat(page(zoe).path("customer").path("name").asString()).isEqualTo("Zoë Müller" + n);
        assertThat(page(zoe).path("customer").path("place").asString()).isEqualTo("Köln");
        assertThat(admin.get("/api/customers/" + zoe + "/facts").json().toString())
                .contains("Gold");

        String report = admin.send("GET", "/api/imports/" + id + "/report", new byte[0]);
        assertThat(report)
                .contains("2,made," + zoe, "3,refused,,Plan,One of the choices.")
                .contains("5,refused,,,");
        assertThat(report).doesNotContain("Bronze");
        assertThat(rapport.count("select count(*) from import_piece where import = ?", Long.valueOf(id)))
                .isZero();

        JsonNode again = imported(text, "FILL_EMPTY");
        assertThat(again.path("made").asInt()).isZero();
        assertThat(again.path("joined").asInt()).isZero();
        assertThat(again.path("same").asInt()).isEqualTo(2);
    }

    @Test
    void nothing_known_is_overwritten_unless_that_is_chosen_and_all_of_it_can_be_undone() {
        String n = fresh();
        CustomerId gwen = writes("gwen" + n + "@bakery.example", "Gwen", Evidence.PROVEN);
        String text = "name,email,city\nGwendolyn,gwen" + n + "@bakery.example,Bath\nNew " + n + ",new" + n
                + "@bakery.example,Leeds\n";
        JsonNode filled = imported(text, "FILL_EMPTY");
        assertThat(page(gwen.toString()).path("customer").path("name").asString())
                .isEqualTo("Gwen");
        assertThat(page(gwen.toString()).path("customer").path("place").asString())
                .isEqualTo("Bath");
        JsonNode replaced = imported(text.replace("Bath", "York"), "REPLACE");
        assertThat(page(gwen.toString()).path("customer").path("name").asString())
                .isEqualTo("Gwendolyn");
        assertThat(page(gwen.toString()).path("customer").path("place").asString())
                .isEqualTo("York");

        undo(replaced);
        assertThat(page(gwen.toString()).path("customer").path("name").asString())
                .isEqualTo("Gwen");
        assertThat(page(gwen.toString()).path("customer").path("place").asString())
                .isEqualTo("Bath");
        undo(filled);
        assertThat(page(gwen.toString()).path("customer").path("place").asString("none"))
                .isEqualTo("none");
        assertThat(found("new" + n)).isEmpty();
        assertThat(rapport.count("select count(*) from contact_point where value = ?", "new" + n + "@bakery.example"))
                .isZero();
    }

    private static void undo(JsonNode done) {
        String id = done.path("id").asString();
        assertThat(admin.ask("POST", "/api/imports/" + id + "/undo", "{}").status())
                .isEqualTo(204);
        ended(id, "UNDONE");
    }

    @Test
    void an_import_with_whose_people_somebody_has_worked_stays() {
        String n = fresh();
        JsonNode done = imported("email\nhana" + n + "@bakery.example\n", "FILL_EMPTY");
        String hana = found("hana" + n).getFirst();
        agent.ask("POST", "/api/customers/" + hana + "/notes", "{\"key\":\"k" + n + "\",\"text\":\"Called.\"}");
        Http.Answer refused =
                admin.ask("POST", "/api/imports/" + done.path("id").asString() + "/undo", "{}");
        assertThat(refused.code()).isEqualTo("worked-on");
        assertThat(found("hana" + n)).containsExactly(hana);
    }

    @Test
    void an_address_that_was_never_proven_joins_nobody_and_two_people_in_one_line_are_refused() {
        String n = fresh();
        writes("seen" + n + "@bakery.example", "Somebody", Evidence.UNKNOWN);
        writes("one" + n + "@bakery.example", "One", Evidence.PROVEN);
        writes("two" + n + "@bakery.example", "Two", Evidence.PROVEN);
        JsonNode done = imported(
                "name,email\nA,seen" + n + "@bakery.example\nB,one" + n + "@bakery.example|two" + n
                        + "@bakery.example\n",
                "REPLACE");
        assertThat(done.path("refused").asInt()).isEqualTo(2);
        assertThat(done.path("made").asInt()).isZero();
    }

    @Test
    void a_stopped_import_goes_on_where_it_stood() {
        String n = fresh();
        StringBuilder text = new StringBuilder("name,email,billing id\n");
        int rows = 4 * Imports.BATCH;
        for (int row = 0; row < rows; row++) {
            text.append("P")
                    .append(row)
                    .append(",p")
                    .append(row)
                    .append(n)
                    .append("@bakery.example,")
                    .append(n)
                    .append('-')
                    .append(row)
                    .append('\n');
        }
        JsonNode uploaded = upload(text.toString(), StandardCharsets.UTF_16LE);
        Imports imports = rapport.bean(Imports.class);
        Import one =
                imports.find(Long.parseLong(uploaded.path("id").asString())).orElseThrow();
        List<String> mapping = List.of("NAME", "EMAIL", "ID:billing");
        List<Target> targets = imports.targets(one, mapping).orElseThrow();
        // As much as a server had done when it was stopped.
        rapport.jdbc()
                .update(
                        "update customer_import set state = 'RUNNING', mapping = ? where id = ?",
                        mapping.toArray(String[]::new),
                        one.id());
        try (Batches batches = imports.open(one, targets)) {
            List<Line> first = batches.next();
            imports.stop(one.id());
            assertThat(imports.take(one, first)).isFalse();
        }
        int stood = see(uploaded.path("id").asString()).path("taken").asInt();
        assertThat(stood).isLessThan(rows);
        admin.ask("POST", "/api/imports/" + one.id() + "/start", choice(uploaded, "FILL_EMPTY"));
        JsonNode done = ended(Long.toString(one.id()), "DONE");
        assertThat(done.path("taken").asInt()).isEqualTo(rows);
        assertThat(done.path("made").asInt()).isEqualTo(rows);
        assertThat(rapport.count(
                        "select count(*) from customer_external_id where system = 'billing' and value like ?", n + "%"))
                .isEqualTo(rows);
    }

    /// With `-Dimport.rows=100000` it measures a large one.
    @Test
    void a_long_list_is_looked_through_and_taken_in_bounded_memory() {
        int rows = Integer.getInteger("import.rows", 3_000);
        String n = fresh();
        StringBuilder text = new StringBuilder("name,email,phone,company,city,billing id,plan\n");
        for (int row = 0; row < rows; row++) {
            text.append("Person ")
                    .append(row)
                    .append(",p")
                    .append(row)
                    .append(n)
                    .append("@long.example,+4411749")
                    .append(1_000_000 + row)
                    .append(",Company ")
                    .append(row / 50)
                    .append(" of ")
                    .append(n)
                    .append(",Bristol,")
                    .append(n)
                    .append('-')
                    .append(row)
                    .append(",Gold\n");
        }
        Instant start = Instant.now();
        JsonNode uploaded = upload(text.toString(), StandardCharsets.UTF_8);
        JsonNode preview = preview(uploaded, "FILL_EMPTY");
        Instant looked = Instant.now();
        assertThat(preview.path("made").asInt()).isEqualTo(rows);
        String id = uploaded.path("id").asString();
        admin.ask("POST", "/api/imports/" + id + "/start", choice(uploaded, "FILL_EMPTY"));
        rapport.until(
                Duration.ofMinutes(10), () -> see(id).path("state").asString().equals("DONE"));
        Instant done = Instant.now();
        assertThat(see(id).path("made").asInt()).isEqualTo(rows);
        Runtime memory = Runtime.getRuntime();
        System.out.println("import of " + rows + " rows: looked through in " + Duration.between(start, looked)
                + ", taken in " + Duration.between(looked, done) + ", heap in use "
                + (memory.totalMemory() - memory.freeMemory() >> 20) + " MB");
        assertThat(Duration.between(start, done)).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void a_program_keeps_one_person_in_step_by_its_own_number() {
        String n = fresh();
        String body = "{\"name\":\"Ines\",\"place\":\"Porto\",\"emails\":[\"ines" + n
                + "@bakery.example\"],\"fields\":{\"plan\":\"gold\"}}";
        Http.Answer made = admin.ask("PUT", "/api/external/crm/" + n, body);
        assertThat(made.status()).isEqualTo(201);
        Http.Answer same = admin.ask("PUT", "/api/external/crm/" + n, body);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().path("outcome").asString()).isEqualTo("SAME");
        Http.Answer moved = admin.ask("PUT", "/api/external/crm/" + n, "{\"place\":\"Faro\"}");
        assertThat(moved.json().path("outcome").asString()).isEqualTo("JOINED");
        String ines = made.json().path("customer").asString();
        assertThat(page(ines).path("customer").path("place").asString()).isEqualTo("Faro");
        assertThat(page(ines).path("customer").path("name").asString()).isEqualTo("Ines");
        assertThat(admin.ask("PUT", "/api/external/crm/" + n, "{\"emails\":[\"nonsense\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(agent.ask("PUT", "/api/external/crm/" + n, body).status()).isEqualTo(403);
    }

    @Test
    void whoever_writes_from_an_imported_address_is_that_person() {
        String n = fresh();
        imported("name,email\nKai,kai" + n + "@bakery.example\n", "FILL_EMPTY");
        String kai = found("kai" + n).getFirst();
        assertThat(writes("kai" + n + "@bakery.example", "K.", Evidence.PROVEN).toString())
                .isEqualTo(kai);
    }

    @Test
    void what_is_no_list_of_customers_is_refused() {
        JsonNode empty = JSON.readTree(admin.send("POST", "/api/imports?name=x", new byte[0]));
        assertThat(empty.path("status").asInt()).isEqualTo(413);
        JsonNode nameless = upload("name\nGwen\n", StandardCharsets.UTF_8);
        assertThat(admin.ask(
                                "POST",
                                "/api/imports/" + nameless.path("id").asString() + "/preview",
                                choice(nameless, "REPLACE"))
                        .status())
                .isEqualTo(422);
        JsonNode agents =
                JSON.readTree(agent.send("POST", "/api/imports?name=x", "email\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(agents.path("status").asInt()).isEqualTo(403);
    }
}
