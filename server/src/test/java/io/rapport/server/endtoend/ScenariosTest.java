package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.customers.People;
import io.rapport.outside.customers.Person;
import io.rapport.outside.customers.Scenario;
import io.rapport.outside.customers.Town;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.Outbox;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every scenario of the outside world against the whole server with the demo company: fate, customer, matter,
/// promise, receipt, and what an agent sees of it.
class ScenariosTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static SmtpSink mailboxes;
    private static RunningRapport rapport;
    private static Browser browser;
    private static Scenario.Stage stage;

    @BeforeAll
    static void open() {
        mailboxes = new SmtpSink();
        rapport = RunningRapport.start(
                "--rapport.demo=true",
                "--rapport.email.smtp.trusted-relays=127.0.0.0/8",
                "--rapport.email.smtp.trusted-authserv-id=" + Town.AUTHSERV_ID,
                "--rapport.email.relay.host=127.0.0.1",
                "--rapport.email.relay.port=" + mailboxes.port(),
                "--rapport.email.relay.security=NONE");
        browser = new Browser();
        Town town = new Town(rapport.smtpPort(), rapport.url(), mailboxes, Duration.ofMillis(2_100));
        stage = new Scenario.Stage(town, new People(new Random(7), 1), 0, SOON);
    }

    @AfterAll
    static void shut() {
        browser.close();
        rapport.close();
        mailboxes.close();
    }

    // What can be found out about somebody by their address.

    private static List<Map<String, Object>> inbounds(Person person) {
        return rapport.jdbc().queryForList("""
                select n.fate, n.fate_detail, n.matter, n.customer, i.proof, x.text, x.unreadable, c.name, c.claims, c.prospect
                  from inbound n join interaction i on i.id = n.interaction
                  join interaction_content x on x.interaction = i.id join customer c on c.id = n.customer
                 where x.address = ? order by n.id
                """, person.address());
    }

    private static List<Object> fates(Person person) {
        return inbounds(person).stream().map(row -> row.get("fate")).toList();
    }

    private static CustomerId customer(Person person) {
        return new CustomerId((Long) inbounds(person).getFirst().get("customer"));
    }

    private static List<Promised> open(Person person) {
        return rapport.bean(Promises.class).open(customer(person));
    }

    private static long receipts(Person person) {
        return rapport.count("select count(*) from outbound where automatic and recipient = ?", person.address());
    }

    private static String state(MatterId matter) {
        return Objects.requireNonNull(
                rapport.jdbc().queryForObject("select state from matter where id = ?", String.class, matter.value()));
    }

    /// A scenario whose people wait for us goes on in the meantime.
    private static CompletableFuture<List<Person>> begin(Scenario scenario) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return scenario.play(stage);
                    } catch (Exception failed) {
                        throw new CompletionException(failed);
                    }
                },
                Executors.newVirtualThreadPerTaskExecutor());
    }

    /// The first agent answers the matter with this subject, as soon as it is there.
    private static MatterId answer(String subject, String words) {
        String newest = "select coalesce(max(m.id), 0) from matter m join promise p on p.matter = m.id"
                + " where m.about = ? and p.kind = 'ANSWER' and p.state = 'OPEN'";
        rapport.until(SOON, () -> rapport.count(newest, subject) > 0);
        MatterId matter = new MatterId(rapport.count(newest, subject));
        CustomerId customer = new CustomerId(rapport.count("select customer from matter where id = ?", matter.value()));
        Map<String, Object> point = rapport.jdbc().queryForMap("""
                        select p.id, p.value from contact_point p join customer_contact_point l on l.contact_point = p.id
                         where l.customer = ? limit 1
                        """, customer.value());
        rapport.bean(Outbox.class)
                .reply(
                        new Outbox.Reply(
                                "answer-" + matter,
                                customer,
                                matter,
                                ContactPoint.email((String) point.get("value")).orElseThrow(),
                                (Long) point.get("id"),
                                "",
                                "Re: " + subject,
                                words,
                                List.of(),
                                Optional.empty()),
                        rapport.bean(Workforce.class).agents().getFirst());
        return matter;
    }

    @Test
    void a_question_opens_a_matter_with_a_promise_and_brings_a_receipt() throws Exception {
        Person person = Scenario.QUESTION.play(stage).getFirst();
        assertThat(fates(person)).containsExactly("OPENED_MATTER");
        assertThat(open(person)).singleElement().satisfies(p -> {
            assertThat(p.kind()).isEqualTo(Promised.Kind.ANSWER);
            assertThat(p.what()).isEqualTo("Can two surgeries share one line?");
        });
        SmtpSink.Received receipt = mailboxes.await(m -> m.recipient().equals(person.address()), SOON);
        assertThat(receipt.header("Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(receipt.header("In-Reply-To"))
                .isEqualTo("<"
                        + rapport.jdbc()
                                .queryForObject(
                                        "select message_id from inbound where customer = ?",
                                        String.class,
                                        customer(person).value())
                        + ">");
        assertThat(receipts(person)).isEqualTo(1);
    }

    @Test
    void an_angry_customer_at_three_doors_is_one_customer_with_one_matter_and_three_knocks() throws Exception {
        Person person = Scenario.ANGRY.play(stage).getFirst();
        assertThat(fates(person)).containsExactly("OPENED_MATTER", "JOINED_MATTER", "JOINED_MATTER");
        assertThat(inbounds(person))
                .extracting(row -> row.get("matter"))
                .containsOnly(inbounds(person).getFirst().get("matter"));
        assertThat(open(person))
                .singleElement()
                .satisfies(p -> assertThat(p.knocks()).isEqualTo(3));
        assertThat(rapport.count(
                        "select cardinality(knock_doors) from promise where customer = ?",
                        customer(person).value()))
                .isEqualTo(3);
        assertThat(receipts(person)).as("nothing vouches for the address").isZero();

        Page nell = browser.signIn(rapport.url(), "nell@brightline.example", "brightline-demo");
        nell.navigate(rapport.url() + "/people/" + customer(person));
        assertThat(nell.locator("[data-entry]")).hasCount(3);
        assertThat(nell.locator("[data-entry]").last()).containsText("third time that I write");
    }

    @Test
    void thanks_for_an_answer_close_the_matter_and_owe_nothing() throws Exception {
        CompletableFuture<List<Person>> playing = begin(Scenario.THANKS);
        MatterId matter = answer("Router keeps restarting", "Its power supply is dying; a new one is in the post.");
        Person person = playing.join().getFirst();
        assertThat(fates(person)).containsExactly("OPENED_MATTER", "NEEDS_NO_ANSWER");
        assertThat(open(person)).isEmpty();
        assertThat(state(matter)).isEqualTo("CLOSED");
    }

    @Test
    void an_absence_notice_stands_on_the_timeline_and_wakes_nobody() throws Exception {
        Person person = Scenario.ABSENCE.play(stage).getFirst();
        assertThat(fates(person)).containsExactly("OPENED_MATTER", "AUTOMATIC_REPLY");
        assertThat(open(person))
                .singleElement()
                .satisfies(p -> assertThat(p.knocks()).isEqualTo(1));
        assertThat(receipts(person)).as("machines get no receipt").isEqualTo(1);
    }

    @Test
    void an_answer_that_bounces_becomes_a_promise_of_its_writer() throws Exception {
        CompletableFuture<List<Person>> playing = begin(Scenario.BOUNCE);
        answer("Telephone crackles", "Water is in the joint at your wall.");
        Person person = playing.join().getFirst();
        assertThat(open(person)).singleElement().satisfies(p -> {
            assertThat(p.kind()).isEqualTo(Promised.Kind.SAID);
            assertThat(p.what()).contains("did not arrive");
            assertThat(p.owner())
                    .contains(rapport.bean(Workforce.class).agents().getFirst().id());
        });
        assertThat(rapport.jdbc()
                        .queryForObject(
                                "select state from outbound where recipient = ? and not automatic",
                                String.class,
                                person.address()))
                .isEqualTo("BOUNCED");
    }

    @Test
    void two_people_on_one_address_are_told_apart_by_their_names() throws Exception {
        List<Person> family = Scenario.FAMILY.play(stage);
        assertThat(inbounds(family.getFirst()))
                .extracting(row -> row.get("matter"))
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(rapport.count(
                        "select count(*) from promise p join matter m on m.id = p.matter join customer c on c.id = p.customer"
                                + " join customer_contact_point l on l.customer = c.id join contact_point o on o.id = l.contact_point"
                                + " where o.value = ? and p.state = 'OPEN'",
                        family.getFirst().address()))
                .isEqualTo(2);
    }

    @Test
    void a_forged_sender_gets_a_record_apart_and_no_receipt_and_the_page_warns() throws Exception {
        Person owner = Scenario.SPOOFED.play(stage).getFirst();
        List<Map<String, Object>> rows = inbounds(owner);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).get("proof")).isEqualTo("FAILED");
        assertThat(rows.get(1).get("customer")).isNotEqualTo(rows.get(0).get("customer"));
        assertThat(rows.get(1).get("claims")).isEqualTo(rows.get(0).get("customer"));
        assertThat(receipts(owner))
                .as("one for the true one, none for the forged")
                .isEqualTo(1);

        Page nell = browser.signIn(rapport.url(), "nell@brightline.example", "brightline-demo");
        nell.navigate(rapport.url() + "/people/" + rows.get(1).get("customer"));
        assertThat(nell.locator(".caution.bad")).isVisible();
        assertThat(nell.locator("[data-entry]")).hasCount(1);
    }

    @Test
    void a_sales_enquiry_by_the_form_is_a_prospects_and_is_followed() throws Exception {
        Person person = Scenario.SALES.play(stage).getFirst();
        assertThat(fates(person)).containsExactly("OPENED_MATTER");
        assertThat(inbounds(person).getFirst().get("prospect")).isEqualTo(true);
        MatterId matter = new MatterId((Long) inbounds(person).getFirst().get("matter"));
        assertThat(rapport.count("select count(*) from matter where id = ? and sales", matter.value()))
                .isEqualTo(1);
        assertThat(receipts(person)).as("a form proves no address").isZero();
    }

    @Test
    void a_mail_of_broken_mime_is_read_as_far_as_it_goes() throws Exception {
        Person person = Scenario.BROKEN.play(stage).getFirst();
        assertThat(fates(person)).containsExactly("OPENED_MATTER");
        assertThat((String) inbounds(person).getFirst().get("text")).contains("The engineer did not come.");
        assertThat(open(person)).hasSize(1);
    }

    @Test
    void a_foreign_charset_is_read_as_it_was_written() throws Exception {
        Person person = Scenario.FOREIGN.play(stage).getFirst();
        assertThat((String) inbounds(person).getFirst().get("text"))
                .contains("Dzień dobry, łącze nie działa od środy")
                .contains("Żaneta");
        assertThat(open(person).getFirst().what()).isEqualTo("Zażółć gęślą jaźń");
    }

    @Test
    void pictures_from_elsewhere_are_not_loaded_and_scripts_are_gone() throws Exception {
        Person person = Scenario.PICTURES.play(stage).getFirst();
        Page nell = browser.signIn(rapport.url(), "nell@brightline.example", "brightline-demo");
        List<String> asked = new java.util.concurrent.CopyOnWriteArrayList<>();
        nell.onRequest(request -> asked.add(request.url()));
        nell.navigate(rapport.url() + "/people/" + customer(person));
        assertThat(nell.locator("[data-entry]").first()).containsText("October payment");
        nell.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("original"))
                .first()
                .click();
        assertThat(nell.frameLocator("iframe.original").locator("b")).hasText("October payment");
        assertThat(nell.frameLocator("iframe.original").locator("script")).hasCount(0);
        assertThat(asked).noneMatch(url -> url.contains("tracker.example"));
    }

    @Test
    void files_come_with_their_names_and_sizes() throws Exception {
        Person person = Scenario.FILES.play(stage).getFirst();
        List<Map<String, Object>> files = rapport.jdbc().queryForList("""
                select a.name, a.bytes from attachment a join interaction_content x on x.interaction = a.interaction
                 where x.address = ? order by a.id
                """, person.address());
        assertThat(files).extracting(f -> f.get("name")).containsExactly("router.jpg", "slip.txt");
        assertThat(files).extracting(f -> f.get("bytes")).containsExactly(3_000L, 22L);
    }

    @Test
    void a_newsletter_owes_nothing_and_what_was_marked_waits_in_the_junk_lane() throws Exception {
        List<Person> people = Scenario.JUNK.play(stage);
        assertThat(fates(people.getFirst())).containsExactly("AUTOMATIC_REPLY");
        assertThat(open(people.getFirst())).isEmpty();
        assertThat(rapport.count(
                        "select count(*) from junk j join inbound n on n.id = j.inbound"
                                + " where j.sender = ? and n.fate = 'JUNK' and n.customer is null",
                        people.getLast().address()))
                .isEqualTo(1);
        assertThat(receipts(people.getFirst()) + receipts(people.getLast())).isZero();
    }

    @Test
    void every_scenario_is_played_here() {
        assertThat(Scenario.values()).hasSize(13);
    }

    @Test
    void the_demo_companys_customers_have_a_past() {
        long customers = rapport.count("select count(*) from customer where place is not null");
        assertThat(customers).isEqualTo(5_000);
        assertThat(rapport.count("select count(*) from matter where closed is not null and closed < now()"))
                .isGreaterThan(8_500);
        // The timeline follows the journal, also while another database of the same cluster holds it up.
        rapport.until(SOON, () -> rapport.count("""
                        select count(*) from (select t.customer from timeline_entry t join customer c on c.id = t.customer
                         where c.place is not null group by t.customer having count(*) >= 3) as told
                        """) == customers);
        assertThat(rapport.count("""
                        select count(distinct customer) from timeline_line
                         where kind = 'PROMISE' and detail ->> 'event' = 'KEPT' and promise_kind = 'SAID'
                        """))
                .as("customers on whose timeline a promise was kept")
                .isGreaterThan(2_500);
        assertThat(rapport.count("select count(*) from journal_parked")).isZero();
    }
}
