package io.rapport.server.webform;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.workforce.Workforce;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The form and the receipt over HTTP alone, as a browser without script uses them.
class FormTest {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Pattern RECEIPT = Pattern.compile("/r/[A-Za-z0-9_-]{16,}");
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");
    private static RunningRapport rapport;
    private static HttpClient browser;

    @BeforeAll
    static void start() {
        rapport = RunningRapport.start("--rapport.webform.posts=1000");
        AgentId nell = rapport.agent("Nell", rapport.team("Harbourside"), false);
        Workforce workforce = rapport.bean(Workforce.class);
        workforce.showOnPage(workforce.agent(nell).orElseThrow(), true);
        rapport.door(Channel.FORM, "contact");
        browser = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        browser.close();
        rapport.close();
    }

    private record Attached(String name, byte[] bytes) {}

    private static String fresh() {
        return "gwen" + NEXT.incrementAndGet() + "@bakery.example";
    }

    private static String stampSince(Duration ago) {
        return rapport.bean(FormStamp.class).make("contact", Instant.now().minus(ago));
    }

    private static Map<String, String> filled(String email, String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", "Gwen");
        fields.put("email", email);
        fields.put("topic", "bill");
        fields.put("message", message);
        fields.put("website", "");
        fields.put("stamp", stampSince(Duration.ofSeconds(30)));
        return fields;
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(rapport.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(Map<String, String> fields, List<Attached> files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        for (Attached file : files) {
            body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file.name()
                            + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file.bytes());
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return HttpRequest.newBuilder(URI.create(rapport.url() + "/form/contact"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
    }

    private static HttpResponse<String> post(Map<String, String> fields, Attached... files)
            throws IOException, InterruptedException {
        return browser.send(request(fields, List.of(files)), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> postPlain(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(URI.create(rapport.url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static long kept(String email) {
        return rapport.count(
                "select count(*) from inbound n join interaction_content x on x.interaction = n.interaction where x.address = ?",
                email);
    }

    private static String junk(String email) {
        return Objects.requireNonNull(rapport.jdbc()
                .queryForObject(
                        "select n.fate_detail from junk j join inbound n on n.id = j.inbound where j.sender = ?",
                        String.class,
                        email));
    }

    private static String receipt(HttpResponse<String> thanks) {
        Matcher found = RECEIPT.matcher(thanks.body());
        assertThat(found.find())
                .as("the thanks link to a receipt: %s", thanks.body())
                .isTrue();
        return found.group();
    }

    @Test
    void the_form_speaks_spanish_where_the_page_or_the_browser_does() throws Exception {
        HttpResponse<String> asked = get("/form/contact?lang=es");
        assertThat(asked.body()).contains("<html lang=\"es\">", "Escríbanos", "¿De qué se trata?", "Mi factura");
        HttpResponse<String> liked = browser.send(
                HttpRequest.newBuilder(URI.create(rapport.url() + "/form/contact"))
                        .header("Accept-Language", "es-MX,es;q=0.9,en;q=0.8")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(liked.body()).contains("<html lang=\"es\">", "name=\"lang\" value=\"es\"");
        assertThat(get("/form/contact").body()).contains("<html lang=\"en\">");

        Map<String, String> fields = filled("nonsense", "Hola");
        fields.put("lang", "es");
        assertThat(post(fields).body()).contains("Por favor, indique el correo", "Hola");
        fields.put("email", fresh());
        assertThat(post(fields).body()).contains("Gracias. Lo tenemos.");
    }

    @Test
    void what_is_sent_is_kept_with_its_files_and_the_thanks_link_to_the_receipt() throws Exception {
        String email = fresh();
        byte[] small = "a slip".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> thanks = post(
                filled(email, "The bill is wrong.\n\nSee the slip."),
                new Attached("C:\\photos\\slip.jpg", small),
                new Attached("../../etc/big.jpg", new byte[300_000]));
        assertThat(thanks.statusCode()).isEqualTo(200);
        assertThat(thanks.body()).contains("Thank you. We have it.");
        assertThat(kept(email)).isEqualTo(1);
        assertThat(rapport.jdbc().queryForList("""
                        select a.name || ' ' || a.bytes from attachment a join interaction_content x on x.interaction = a.interaction
                         where x.address = ? order by a.id
                        """, String.class, email))
                .containsExactly("slip.jpg 6", "big.jpg 300000");
        assertThat(rapport.count("select count(*) from outbound where recipient = ?", email))
                .as("a form proves no address, so no mail goes there")
                .isZero();

        HttpResponse<String> page = get(receipt(thanks));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Harbourside in Bristol has it.")
                .contains("The bill is wrong.")
                .contains("Nell")
                .contains("A person answers you")
                .containsPattern("by <strong>\\w+day \\d+ \\w+, \\d\\d:\\d\\d</strong>");
    }

    @Test
    void mistakes_come_back_beside_their_fields_with_everything_that_was_typed() throws Exception {
        Map<String, String> fields = filled("no address", "  \n<b>Bold</b> & \"quoted\" ");
        HttpResponse<String> page = post(fields, new Attached("slip.jpg", new byte[10]));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("aria-describedby=\"email-wrong\"")
                .contains("value=\"no address\"")
                .contains("&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;quoted&quot;")
                .contains("<option value=\"bill\" selected>")
                .contains("Please choose your files again")
                .contains(fields.get("stamp"));
    }

    @Test
    void too_long_a_message_is_said_and_not_cut() throws Exception {
        String email = fresh();
        HttpResponse<String> page = post(filled(email, "x".repeat(20_001)));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("these are 20001").contains("x".repeat(20_001));
        assertThat(kept(email)).isZero();
    }

    @Test
    void a_button_pressed_twice_is_one_arrival() throws Exception {
        String email = fresh();
        HttpRequest twice = request(filled(email, "Only once, please."), List.of());
        List<CompletableFuture<HttpResponse<String>>> both = List.of(
                browser.sendAsync(twice, HttpResponse.BodyHandlers.ofString()),
                browser.sendAsync(twice, HttpResponse.BodyHandlers.ofString()));
        assertThat(both)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(kept(email)).isEqualTo(1);
    }

    @Test
    void the_same_words_on_another_day_are_another_arrival() throws Exception {
        String email = fresh();
        post(filled(email, "Still broken."));
        post(filled(email, "Still broken."));
        assertThat(kept(email)).isEqualTo(2);
    }

    @Test
    void what_a_machine_filled_in_waits_in_the_junk_lane_with_the_reason() throws Exception {
        String trapped = fresh();
        Map<String, String> trap = filled(trapped, "Buy!");
        trap.put("website", "http://spam.example");
        assertThat(post(trap).statusCode()).isEqualTo(200);
        assertThat(junk(trapped)).isEqualTo("a field that no person sees was filled in");

        String quick = fresh();
        Map<String, String> hasty = filled(quick, "Buy!");
        hasty.put("stamp", stampSince(Duration.ofMillis(100)));
        assertThat(post(hasty).body()).contains("We have it").doesNotContain("/r/");
        assertThat(junk(quick)).isEqualTo("filled in quicker than a person can");

        String forger = fresh();
        Map<String, String> forged = filled(forger, "Buy!");
        forged.put("stamp", "1764000000000.AAAA");
        post(forged);
        assertThat(junk(forger)).isEqualTo("posted without our form");
    }

    @Test
    void a_plain_form_of_the_companys_own_site_is_sent_after_one_more_look() throws Exception {
        String email = fresh();
        Map<String, String> plain = new LinkedHashMap<>(Map.of("name", "Gwen", "email", email, "message", "Hello?"));
        HttpResponse<String> look = postPlain("/form/contact", plain);
        assertThat(look.statusCode()).isEqualTo(200);
        assertThat(look.body())
                .contains("nothing has been sent yet")
                .contains("Hello?")
                .contains(email);
        assertThat(kept(email)).isZero();

        Matcher stamp = STAMP.matcher(look.body());
        assertThat(stamp.find()).isTrue();
        plain.put("stamp", stamp.group(1));
        assertThat(postPlain("/form/contact", plain).body()).contains("Thank you. We have it.");
        assertThat(kept(email)).isEqualTo(1);
    }

    @Test
    void a_machine_that_fills_in_the_plain_form_is_junk_at_once() throws Exception {
        String email = fresh();
        postPlain("/form/contact", Map.of("email", email, "message", "Buy!", "website", "http://spam.example"));
        assertThat(junk(email)).isEqualTo("a field that no person sees was filled in");
    }

    @Test
    void who_types_somebody_elses_address_sees_nothing_of_their_matter() throws Exception {
        String email = fresh();
        String once = "Line is dead " + email;
        assertThat(post(filled(email, once)).body()).contains("/r/");
        HttpResponse<String> joined = post(filled(email, once));
        assertThat(rapport.count(
                        "select count(*) from inbound n join interaction_content x on x.interaction = n.interaction"
                                + " where x.address = ? and n.fate = 'JOINED_MATTER'",
                        email))
                .isEqualTo(1);
        assertThat(joined.body()).contains("We have it").doesNotContain("/r/");
    }

    @Test
    void files_beyond_the_limit_are_refused_and_the_words_stay() throws Exception {
        String email = fresh();
        HttpResponse<String> page = post(
                filled(email, "Two films."),
                new Attached("one.jpg", new byte[13 << 20]),
                new Attached("two.jpg", new byte[13 << 20]));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("together 25 MB. Please choose again.").contains("Two films.");
        assertThat(kept(email)).isZero();
    }

    @Test
    void a_very_large_body_is_refused_in_words() throws Exception {
        HttpResponse<String> page = post(filled(fresh(), "A film."), new Attached("film.jpg", new byte[70 << 20]));
        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.body()).contains("That was too much.").contains("Back button");
    }

    @Test
    void a_large_body_without_files_is_refused_in_words() throws Exception {
        HttpResponse<String> page =
                postPlain("/form/contact", Map.of("email", fresh(), "message", "x".repeat(3 << 20)));
        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("That was too much.");
    }

    @Test
    void while_the_database_is_away_the_page_keeps_what_was_typed() throws Exception {
        String email = fresh();
        Map<String, String> fields = filled(email, "Please do not lose this.");
        get("/form/contact");
        rapport.withoutDatabase(() -> {
            HttpResponse<String> page = post(fields);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body())
                    .contains("We could not keep your message just now")
                    .contains("Please do not lose this.");
            return page;
        });
        assertThat(kept(email)).isZero();
        assertThat(post(fields).statusCode()).isEqualTo(200);
        assertThat(kept(email)).isEqualTo(1);
    }

    @Test
    void only_the_embedded_form_may_stand_in_another_sites_frame() throws Exception {
        assertThat(get("/form/contact")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("frame-ancestors 'none'")
                .contains("default-src 'none'");
        HttpResponse<String> embedded = get("/form/contact?embed");
        assertThat(embedded.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors *");
        assertThat(embedded.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(embedded.body()).doesNotContain("<script");
    }

    @Test
    void what_can_not_be_read_is_answered_in_words() throws Exception {
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(URI.create(rapport.url() + "/form/contact"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("message=%zz"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("We could not read that.");
        HttpResponse<String> cut = browser.send(
                HttpRequest.newBuilder(URI.create(rapport.url() + "/form/contact"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"mess"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(cut.statusCode()).isEqualTo(503);
        assertThat(cut.body()).contains("We could not take it just now.");
    }

    @Test
    void a_closed_form_says_so() throws Exception {
        DoorId id = rapport.door(Channel.FORM, "closed");
        rapport.bean(ConfiguredDoors.class)
                .change(
                        id,
                        new ConfiguredDoors.Draft(
                                Channel.FORM,
                                "Closed",
                                "closed",
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty()));
        for (HttpResponse<String> page :
                List.of(get("/form/closed"), postPlain("/form/closed", Map.of("message", "x")))) {
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).contains("There is no form at this address.");
        }
    }

    // The receipt.

    @Test
    void what_is_added_at_the_receipt_joins_the_matter_and_is_proven() throws Exception {
        String email = fresh();
        String link = receipt(post(filled(email, "Router blinks.")));
        HttpResponse<String> added = postPlain(link + "/add", Map.of("text", "It is the left lamp."));
        assertThat(added.body()).contains("Thank you, we have it.");
        postPlain(link + "/add", Map.of("text", "It is the left lamp."));
        assertThat(rapport.count(
                        "select count(*) from inbound n join interaction_content x on x.interaction = n.interaction"
                                + " where x.address = ? and n.fate = 'JOINED_MATTER' and x.text = 'It is the left lamp.'",
                        email))
                .isBetween(1L, 2L);
        assertThat(rapport.count(
                        "select count(distinct n.customer) from inbound n join interaction_content x on x.interaction = n.interaction where x.address = ?",
                        email))
                .isEqualTo(1);
    }

    @Test
    void who_only_claims_to_be_a_customer_adds_to_their_claim_and_to_nothing_else() throws Exception {
        String email = fresh();
        post(filled(email, "Router blinks."));
        rapport.jdbc().update("""
                update customer_contact_point set proof = 'VERIFIED'
                 where contact_point = (select id from contact_point where value = ?)
                """, email);
        String link = receipt(post(filled(email, "I am she, really.")));
        postPlain(link + "/add", Map.of("text", "And I would like to read her story."));

        assertThat(rapport.count("""
                        select count(*) from interaction i join customer c on c.id = i.customer
                          join interaction_content x on x.interaction = i.id
                         where x.address = ? and c.claims is not null and i.direction = 'INBOUND'
                        """, email)).isEqualTo(2);
        assertThat(rapport.count("""
                        select count(*) from interaction i join customer c on c.id = i.customer
                          join interaction_content x on x.interaction = i.id
                         where x.address = ? and c.claims is null and i.direction = 'INBOUND'
                        """, email)).isOne();
    }

    @Test
    void too_much_at_the_receipt_is_said_and_comes_back() throws Exception {
        String link = receipt(post(filled(fresh(), "Router blinks.")));
        HttpResponse<String> page = postPlain(link + "/add", Map.of("text", "y".repeat(20_001)));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("y".repeat(20_001));
    }

    @Test
    void the_best_time_to_call_is_remembered() throws Exception {
        String email = fresh();
        String link = receipt(post(filled(email, "Please call me.")));
        assertThat(postPlain(link + "/best-time", Map.of("when", "after five\u0000 <b>"))
                        .body())
                .contains("we call you then")
                .contains("after five  &lt;b&gt;");
        assertThat(postPlain(link + "/best-time", Map.of("when", "x".repeat(300)))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_link_that_was_cut_leads_nowhere_and_says_what_to_do() throws Exception {
        HttpResponse<String> page = get("/r/AAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("This link leads nowhere.").contains("answer our mail");
    }

    /// What one network sends beyond its share.
    @Test
    void one_too_many_from_one_network_is_told_when_to_come_again_and_keeps_its_words() throws Exception {
        try (RunningRapport strict = RunningRapport.start("--rapport.webform.posts=2")) {
            strict.team("Harbourside");
            strict.door(Channel.FORM, "contact");
            HttpRequest one = HttpRequest.newBuilder(URI.create(strict.url() + "/form/contact"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("email=a%40b.example&message=Do+not+lose+me"))
                    .build();
            browser.send(one, HttpResponse.BodyHandlers.ofString());
            browser.send(one, HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> page = browser.send(one, HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(429);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body())
                    .contains("Very many messages came from your network")
                    .contains("Do not lose me")
                    .contains("in 10 minutes");
        }
    }
}
