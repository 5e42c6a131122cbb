package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.rapport.outside.mail.Dovecot;
import io.rapport.outside.mail.ImapClient;
import io.rapport.outside.mail.Postfix;
import io.rapport.outside.net.Ports;
import io.rapport.server.RunningRapport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The world as it is: swaks writes, a Postfix relays, a Dovecot keeps the customers' mail. Needs root, as Postfix
/// does.
class FarSideTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    /// A reply waits ten seconds in which it can be taken back.
    private static final IsVisibleOptions AFTER_UNDO = new IsVisibleOptions().setTimeout(40_000);

    private static final String PASSWORD = "brightline-demo";

    private static Dovecot mailboxes;
    private static Postfix postfix;
    private static RunningRapport rapport;
    private static Browser browser;

    @BeforeAll
    static void open() {
        assumeTrue(Postfix.possible(), "Postfix is started by root alone");
        mailboxes = new Dovecot();
        int listener = Ports.free();
        postfix = new Postfix(mailboxes, "bakery.example", List.of("gwen"), "brightline.example", listener);
        rapport = RunningRapport.start(
                "--rapport.demo=true",
                "--rapport.email.smtp.port=" + listener,
                "--rapport.email.relay.host=127.0.0.1",
                "--rapport.email.relay.port=" + postfix.port(),
                "--rapport.email.relay.security=NONE");
        browser = new Browser();
    }

    @AfterAll
    static void shut() {
        if (browser != null) {
            browser.close();
            rapport.close();
            postfix.close();
            mailboxes.close();
        }
    }

    /// Hands a mail to Postfix, as a customer's own mail program does.
    private static void swaks(String from, String name, String subject, String words) throws Exception {
        Process swaks = new ProcessBuilder(
                        "swaks",
                        "--server",
                        "127.0.0.1:" + postfix.port(),
                        "--from",
                        from,
                        "--to",
                        "harbourside@brightline.example",
                        "--h-From",
                        name + " <" + from + ">",
                        "--h-Subject",
                        subject,
                        "--body",
                        words)
                .redirectErrorStream(true)
                .start();
        String said = new String(swaks.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(swaks.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(swaks.exitValue()).as(said).isZero();
    }

    /// The customer looks into their mailbox until a mail with this subject is there.
    private static String received(String user, String subject) throws Exception {
        long until = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < until) {
            try (ImapClient mailbox = new ImapClient(mailboxes.port(), user, Dovecot.PASSWORD)) {
                Optional<String> found = mailbox.all().stream()
                        .map(raw -> new String(raw, StandardCharsets.UTF_8))
                        .filter(mail -> mail.contains("\nSubject: " + subject))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new AssertionError(
                user + " received nothing about " + subject + " within " + SOON + "; Postfix said:\n" + postfix.log());
    }

    private static Page nell() {
        return browser.signIn(rapport.url(), "nell@brightline.example", PASSWORD);
    }

    @Test
    void a_mail_from_swaks_is_painted_answered_and_the_answer_lies_in_the_customer_s_mailbox() throws Exception {
        Page nell = nell();
        swaks("gwen@bakery.example", "Gwen Baker", "The oven is off line", "Since Monday. Please help.\n\nGwen");
        assertThat(Desk.row(nell, "The oven is off line")).isVisible();

        Desk.open(nell, "The oven is off line", "Gwen Baker");
        assertThat(nell.locator("[data-entry]").last()).containsText("Since Monday.");
        Desk.answer(nell, "Gwen", "Good morning Gwen, it is on again since ten.");

        String answer = received("gwen", "Re: The oven is off line");
        assertThat(answer)
                .contains("it is on again since ten")
                .contains("for <gwen@bakery.example>")
                .contains("Delivered-To: gwen@bakery.example");
        assertThat(nell.locator("[data-delivery=ACCEPTED]")).isVisible(AFTER_UNDO);
    }

    @Test
    void an_answer_that_the_world_sends_back_is_told_and_becomes_its_writer_s_promise() throws Exception {
        Page nell = nell();
        swaks("nobody.home@bakery.example", "Nora Body", "Where is my parcel", "It has not come.\n\nNora");
        Desk.open(nell, "Where is my parcel", "Nora Body");
        Desk.answer(nell, "Nora", "It is with your neighbour.");

        assertThat(nell.locator("[data-delivery=BOUNCED]")).isVisible(AFTER_UNDO);
        assertThat(nell.locator(".pin"))
                .containsText("Reach them another way: your mail to nobody.home@bakery.example did not arrive");
        assertThat(rapport.jdbc()
                        .queryForList(
                                "select o.detail from outbound o where o.recipient = 'nobody.home@bakery.example'"
                                        + " and o.state = 'BOUNCED'",
                                String.class))
                .singleElement()
                .asString()
                .contains("5.1.1");
        List<String> fates = rapport.jdbc()
                .queryForList(
                        "select distinct fate from inbound where outbound in"
                                + " (select id from outbound where recipient = 'nobody.home@bakery.example')",
                        String.class);
        assertThat(fates).containsExactly("BOUNCE_OF");
    }
}
