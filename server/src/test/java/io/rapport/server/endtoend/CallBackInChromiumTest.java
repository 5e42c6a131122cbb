package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.outside.phone.Baresip;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.Receipts;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.feedback.Surveys;
import io.rapport.server.interaction.Matters;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.Trunk;
import io.rapport.server.voice.Trunks;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// A customer says when it suits them, a real telephone is not answered, a real letter asks again, and in the end both
/// speak with each other within the time that was promised.
class CallBackInChromiumTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String GWENS = "+441174960333";
    private static final String IDAS = "ida@mill.example";
    private static final double GWEN = 440;
    private static final double NELL = 1_000;
    private static final Pattern SLOT = Pattern.compile("(http://[^\\s\"<>]+/c/[A-Za-z0-9_-]+\\?w=[0-9]+)");

    private static SmtpSink world;
    private static Baresip gwen;
    private static RunningRapport rapport;
    private static Voices voices;
    private static Browser browser;
    private static CustomerId customer;
    private static MatterId matter;
    private static Page nell;

    @BeforeAll
    static void open() throws Exception {
        world = new SmtpSink();
        gwen = new Baresip(new Baresip.Setup("sip:" + GWENS + "@carrier.example", "", "", GWEN, false));
        rapport = RunningRapport.start(
                "--rapport.voice.wrap-up=20s",
                "--rapport.email.relay.host=127.0.0.1",
                "--rapport.email.relay.port=" + world.port(),
                "--rapport.email.relay.security=NONE");
        TeamId team = rapport.team("Harbourside");
        AgentId agent = rapport.agent("Nell", team, false);
        rapport.number("Harbourside", "+441174960100", team);
        rapport.door(Channel.MAIL, "harbourside@brightline.example");
        rapport.bean(Trunks.class)
                .add(new Trunk(
                        0, "Carrier", List.of("127.0.0.1"), "127.0.0.1:" + gwen.port(), Trunk.Transport.UDP, true));
        rapport.bean(Workforce.class)
                .present(new Presence(agent, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
        known(team);
        voices = new Voices();
        browser = new Browser();
        nell = voices.signIn(rapport.url(), "nell", CarrierHouse.PASSWORD, NELL);
    }

    /// Gwen wrote from an address that is hers, and left her number.
    private static void known(TeamId team) {
        TransactionTemplate transaction = rapport.bean(TransactionTemplate.class);
        Customers customers = rapport.bean(Customers.class);
        Instant now = Instant.now();
        ContactPoint mail = ContactPoint.email("gwen@bakery.example").orElseThrow();
        customer = Objects.requireNonNull(transaction.execute(status -> customers
                .meet(
                        new Knock(mail, "Gwen Pritchard", Evidence.PROVEN, Optional.empty(), Optional.of(team), false),
                        now)
                .id()));
        transaction.executeWithoutResult(
                status -> customers.sayPoint(customer, new ContactPoint(ContactPoint.Kind.PHONE, GWENS), now));
        matter = Objects.requireNonNull(transaction.execute(status -> {
            customers.lock(customer);
            return rapport.bean(Matters.class).open(customer, "The oven and the line", false, now);
        }));
    }

    @AfterAll
    static void shut() {
        voices.close();
        browser.close();
        rapport.close();
        gwen.close();
        world.close();
    }

    private static Locator radio(Page page) {
        return page.locator("input[name=window]");
    }

    @Test
    void a_time_is_chosen_a_call_not_answered_another_time_chosen_and_in_it_both_speak() throws Exception {
        String token = rapport.bean(TransactionTemplate.class)
                .execute(status -> rapport.bean(Receipts.class).issue(customer, matter, Instant.now()));
        Page theirs = browser.withoutScript();
        theirs.navigate(rapport.url() + "/r/" + token);
        Desk.button(theirs, "Choose a time").click();
        assertThat(theirs.locator("h1")).hasText("When may we call you?");
        radio(theirs).first().check();
        Desk.button(theirs, "Yes, call me then").click();
        assertThat(theirs.locator(".said")).containsText("We call you then.");

        nell.navigate(rapport.url());
        Locator row = Desk.row(nell, "Call back: The oven and the line");
        assertThat(row).containsText("call between");
        Desk.button(nell, "Take").first().click();
        Desk.open(nell, "Call back: The oven and the line", "Gwen Pritchard");
        nell.keyboard().press("c");
        gwen.await("CALL_INCOMING");
        gwen.hangUp();

        String letter = letter("gwen@bakery.example", "we tried to call you just now");
        assertThat(letter).contains("When would be the best time to speak with you?", "Nell tries again");
        Matcher slots = SLOT.matcher(letter);
        assertThat(slots.results().count()).isGreaterThanOrEqualTo(3);
        slots.reset();
        slots.find();
        slots.find();
        theirs.navigate(slots.group(1));
        assertThat(theirs.locator("input[name=window]:checked")).hasCount(1);
        assertThat(theirs.getByText("Nell calls you")).isVisible();
        Desk.button(theirs, "Yes, call me then").click();
        assertThat(theirs.locator(".said")).containsText("We call you then.");
        assertThat(rapport.count("select count(*) from call_permission where matter = ?", matter.value()))
                .isEqualTo(2);

        long kept = kept();
        itIsTime();
        nell.navigate(rapport.url());
        assertThat(row).containsText("call now");
        assertThat(row).containsText("tried once");
        assertThat(nell.getByText("You promised to call Gwen Pritchard between"))
                .isVisible();
        Desk.button(nell, "Open").click();
        assertThat(nell.locator("h1")).hasText("Gwen Pritchard");
        nell.keyboard().press("c");
        gwen.await("CALL_INCOMING");
        gwen.accept();
        gwen.await("CALL_ESTABLISHED");
        Voices.hearEachOther(nell, NELL, gwen, GWEN);
        nell.keyboard().press("Alt+x");
        gwen.await("CALL_CLOSED");
        rapport.until(SOON, () -> kept() == kept + 1);
        assertThat(attempts("a.outcome = 'REACHED' and a.at >= a.window_from and a.at < a.window_to"))
                .isEqualTo(1);
        assertThat(attempts("a.outcome = 'NO_ANSWER'")).isEqualTo(1);
        assertThat(voices.mistakes()).isEmpty();
    }

    @Test
    void a_reply_a_red_face_a_call_within_its_window_and_being_asked_again() throws Exception {
        rapport.bean(Surveys.class).begin("After each matter", 0, Instant.now());
        MailWriter post = new MailWriter(rapport.smtpPort());
        post.send(new MailWriter.Letter(
                "Ida Moss", IDAS, "harbourside@brightline.example", "No line since Monday", "It is dead again.", ""));
        nell.navigate(rapport.url());
        Desk.row(nell, "No line since Monday").locator("b").first().click();
        assertThat(nell.locator("h1")).hasText("Ida Moss");
        proven();
        Desk.button(nell, "Take").first().click();
        Desk.answer(nell, "Ida", "It works again.");
        letter(IDAS, "It works again.");
        nell.reload();
        assertThat(nell.locator("[data-entry]").last()).isVisible();
        assertThat(nell.getByLabel("Write to Ida")).isVisible();
        nell.keyboard().press("e");
        Desk.button(nell, "They said it is solved").click();
        Desk.button(nell, "Close").last().click();

        Page theirs = browser.withoutScript();
        theirs.navigate(face(asked("How did we do?"), 1));
        assertThat(theirs.locator("input[name=answer]:checked")).hasValue("1");
        theirs.locator("textarea").fill("Nobody told me that it would take two days.");
        theirs.locator("input[name=call]").nth(1).check();
        Desk.button(theirs, "Send").click();
        assertThat(theirs.locator("[role=status]")).containsText("We have your answer");
        assertThat(theirs.getByText("Nell calls you")).isVisible();

        nell.navigate(rapport.url());
        Locator row = Desk.row(nell, "Call back: ").filter(new Locator.FilterOptions().setHasText("call between"));
        assertThat(row).isVisible();
        itIsTime();
        nell.navigate(rapport.url());
        assertThat(row).containsText("call now");
        row.locator("b").first().click();
        assertThat(nell.locator("[data-entry] .vote").last()).containsText("Bad");
        assertThat(nell.locator("[data-entry]")
                        .filter(new Locator.FilterOptions().setHasText("Nobody told me that it would take two days."))
                        .first())
                .isVisible();
        long kept = kept();
        nell.keyboard().press("c");
        gwen.await("CALL_INCOMING");
        gwen.accept();
        gwen.await("CALL_ESTABLISHED");
        Voices.hearEachOther(nell, NELL, gwen, GWEN);
        nell.keyboard().press("Alt+x");
        gwen.await("CALL_CLOSED");
        rapport.until(SOON, () -> kept() == kept + 1);

        theirs.navigate(face(asked("Did it help?"), 3));
        Desk.button(theirs, "Send").click();
        assertThat(theirs.locator("[role=status]")).containsText("We have your answer");
        assertThat(rapport.count("select count(*) from vote v join ask a on a.id = v.ask"
                        + " join vote before on before.ask = a.again_of where v.answer = 3 and before.answer = 1"))
                .isEqualTo(1);
    }

    /// A mail server of hers that signs its mails would have proved the address; her number is that of Gwen's house.
    private static void proven() {
        CustomerId ida = new CustomerId(rapport.count("select id from customer where name = 'Ida Moss'"));
        rapport.jdbc().update("update customer_contact_point set proof = 'VERIFIED' where customer = ?", ida.value());
        rapport.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> rapport.bean(Customers.class)
                        .sayPoint(ida, new ContactPoint(ContactPoint.Kind.PHONE, GWENS), Instant.now()));
    }

    private static long attempts(String which) {
        return rapport.count(
                "select count(*) from call_attempt a join promise p on p.id = a.promise where p.matter = ? and "
                        + which,
                matter.value());
    }

    private static long kept() {
        return rapport.count("select count(*) from promise where kind = 'CALL_BACK' and state = 'KEPT'");
    }

    /// The source of the mail that asks her so.
    private static String asked(String words) throws Exception {
        SmtpSink.Received mail = world.await(
                one -> one.recipient().equals(IDAS)
                        && MailText.of(one.message()).contains(words)
                        && MailText.of(one.message()).contains("/v/"),
                SOON);
        return MailText.of(mail.message());
    }

    private static String face(String text, int answer) {
        Matcher link = Pattern.compile("(http://\\S+/v/[A-Za-z0-9_-]+\\?f=" + answer + ")")
                .matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    /// The window that Gwen chose begins now: nobody waits an hour for a test.
    private static void itIsTime() {
        rapport.jdbc()
                .update("update call_back b set window_from = now() - interval '1 minute',"
                        + " window_to = now() + interval '59 minutes'"
                        + " from promise p where p.id = b.promise and p.state = 'OPEN'");
        rapport.jdbc()
                .update("update promise set deadline = now() + interval '59 minutes', aside_until = null"
                        + " where kind = 'CALL_BACK' and state = 'OPEN'");
    }

    private static String letter(String to, String words) throws Exception {
        SmtpSink.Received mail = world.await(
                one -> one.recipient().equals(to) && MailText.of(one.message()).contains(words), SOON);
        return MailText.of(mail.message());
    }
}
