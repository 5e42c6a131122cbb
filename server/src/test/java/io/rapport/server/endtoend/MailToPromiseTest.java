package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static io.rapport.server.endtoend.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A customer's mail program, the whole server, agents' browsers, and the mail server that answers reach.
class MailToPromiseTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        assertThat(house.browser().mistakes()).isEmpty();
    }

    private record Writer(String name, String address, String subject) {}

    /// A stranger writes to Harbourside and hears `250`.
    private static Writer writes() throws Exception {
        int n = NEXT.incrementAndGet();
        Writer writer = new Writer("Gwen Writer" + n, "gwen" + n + "@bakery.example", "Bill shows a router, case " + n);
        house.post()
                .send(new MailWriter.Letter(
                        writer.name(),
                        writer.address(),
                        "harbourside@brightline.example",
                        writer.subject(),
                        "Good morning,\n\nthe bill shows a router that I sent back.\n\nGwen",
                        ""));
        return writer;
    }

    private static Page signIn(String name) {
        return house.signIn(name);
    }

    private static void open(Page page, Writer writer) {
        Desk.open(page, writer.subject(), writer.name());
        assertThat(page.locator("[data-entry]").first()).containsText("the bill shows a router");
    }

    @Test
    void a_mail_is_painted_without_reload_answered_and_the_answer_arrives_with_its_promise() throws Exception {
        Page nell = signIn("nell");
        Writer gwen = writes();
        assertThat(row(nell, gwen.subject())).isVisible();

        open(nell, gwen);
        nell.keyboard().press("t");
        assertThat(nell.locator(".pin")).containsText("yours");
        nell.getByLabel("Write to Gwen").fill("Good morning Gwen, you are right. I took it off your bill.");
        button(nell, "I promise to …").click();
        nell.getByLabel("What you promise, as a verb: call after the visit").fill("check the next bill");
        nell.getByLabel("By when", new Page.GetByLabelOptions().setExact(true))
                .first()
                .fill("in 2 days");
        button(nell, "Send to Gwen, " + gwen.address()).click();
        assertThat(nell.locator(".toast").last()).containsText("Sent to " + gwen.name());

        SmtpSink.Received answer = house.world().await(m -> m.recipient().equals(gwen.address()), SOON);
        assertThat(answer.header("Subject")).isEqualTo("Re: " + gwen.subject());
        assertThat(answer.header("From")).contains("Nell at Brightline").contains("harbourside@brightline.example");
        assertThat(answer.header("Reply-To")).contains("harbourside+m.");
        assertThat(answer.header("In-Reply-To")).isNotEmpty();
        assertThat(new String(answer.raw(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("I took it off your bill");
        assertThat(nell.locator("[data-delivery=ACCEPTED]")).isVisible();
        assertThat(nell.locator(".pin")).containsText("check the next bill");

        house.post()
                .send(new MailWriter.Letter(
                        gwen.name(),
                        gwen.address(),
                        answer.header("Reply-To").replaceAll(".*<|>.*", ""),
                        "Re: " + gwen.subject(),
                        "And the one before?",
                        answer.header("Message-ID")));
        assertThat(nell.locator("[data-entry]").last()).containsText("And the one before?");
        assertThat(nell.locator(".know .matter")).hasCount(1);
    }

    @Test
    void a_reply_is_not_sent_before_it_says_what_is_promised_and_can_be_called_back() throws Exception {
        Page nell = signIn("nell");
        Writer gwen = writes();
        open(nell, gwen);
        nell.getByLabel("Write to Gwen").fill("Too quick.");
        button(nell, "Send to Gwen, " + gwen.address()).click();
        assertThat(nell.locator(".reply [role=alert]")).containsText("what you promise");

        button(nell, "Nothing more").click();
        button(nell, "Send to Gwen, " + gwen.address()).click();
        button(nell, "Undo").click();
        assertThat(nell.getByLabel("Write to Gwen")).hasValue("Too quick.");
        assertThat(nell.locator(".pin")).containsText("nobody’s yet");
    }

    @Test
    void what_is_typed_is_on_the_server_within_two_seconds_and_comes_back_after_a_reload() throws Exception {
        Page nell = signIn("nell");
        Writer gwen = writes();
        open(nell, gwen);
        long begun = System.nanoTime();
        nell.getByLabel("Write to Gwen").fill("Half a sentence");
        assertThat(nell.locator(".reply .foot")).containsText("draft saved");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(house.rapport().count("select count(*) from draft where text = 'Half a sentence'"))
                .isEqualTo(1);

        nell.reload();
        assertThat(nell.getByLabel("Write to Gwen")).hasValue("Half a sentence");
    }

    @Test
    void a_note_stays_in_the_house_and_a_colleague_who_looks_sees_it_at_once() throws Exception {
        Page nell = signIn("nell");
        Page ben = signIn("ben");
        Writer gwen = writes();
        open(nell, gwen);
        open(ben, gwen);
        assertThat(nell.locator(".others")).containsText("Ben also reads this");

        nell.getByLabel("What colleagues should know").fill("Her shop opens at six.");
        button(nell, "Keep note").click();
        assertThat(ben.locator(".paper")).containsText("Her shop opens at six.");
        assertThat(house.rapport().count("select count(*) from outbound where recipient = ?", gwen.address()))
                .isZero();
    }

    @Test
    void a_promise_is_handed_over_when_the_other_accepts() throws Exception {
        Page nell = signIn("nell");
        Page ben = signIn("ben");
        Writer gwen = writes();
        assertThat(row(ben, gwen.subject())).isVisible();
        open(nell, gwen);
        nell.keyboard().press("t");
        assertThat(nell.locator(".pin")).containsText("yours");
        assertThat(row(ben, gwen.subject())).hasCount(0);

        nell.locator(".pin")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Hand over"))
                .click();
        nell.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).selectOption("Ben Otieno (Available)");
        nell.getByLabel("Tried").fill("Looked at the bill of October.");
        button(nell, "Offer to Ben").click();

        Locator offered = row(ben, gwen.subject());
        assertThat(offered).isVisible();
        offered.hover();
        offered.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Accept"))
                .click();
        assertThat(nell.locator(".pin")).containsText("Ben’s");
        assertThat(nell.locator(".hand")).containsText("Looked at the bill of October.");
    }
}
