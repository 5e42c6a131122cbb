package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.feedback.MailLinks;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matters;
import io.rapport.server.interaction.Said;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// From a mail with four faces to the desk of whoever answers: a customer at the keys, a machine in front of their
/// mailbox, and an agent.
class VotesInChromiumTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open("--rapport.voice.enabled=false");
        house.rapport().jdbc().update("update survey set delay_minutes = 0");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    /// Somebody writes, Nell takes care of it and closes it; then they are asked.
    private static MailLinks asked(String name, String address, String subject) throws Exception {
        house.post()
                .send(new MailWriter.Letter(
                        name, address, "harbourside@brightline.example", subject, "Could you look, please?", ""));
        var rapport = house.rapport();
        long customer = rapport.count("select id from customer where name = ?", name);
        // A mail server of theirs that signs its mails would have proved it.
        rapport.jdbc().update("update customer_contact_point set proof = 'VERIFIED' where customer = ?", customer);
        MatterId matter = new MatterId(rapport.count("select id from matter where customer = ?", customer));
        AgentId nell = new AgentId(rapport.count("select id from agent where first_name = 'Nell'"));
        rapport.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            rapport.bean(Customers.class).lock(new CustomerId(customer));
            rapport.bean(Interactions.class).keep(reply(new CustomerId(customer), matter, nell, address));
            Promises promises = rapport.bean(Promises.class);
            promises.openAnswers(matter).forEach(one -> promises.keep(one, Optional.of(nell), Instant.now()));
            rapport.bean(Matters.class)
                    .close(matter, InteractionEvent.MatterClosed.Why.BY_AGENT, Optional.of(nell), Instant.now());
        });
        SmtpSink.Received mail = house.world()
                .await(
                        one -> one.recipient().equals(address)
                                && one.header("Subject").equals("How did we do?"),
                        SOON);
        assertThat(mail.header("From")).contains("Nell at Brightline");
        assertThat(mail.header("Auto-Submitted")).isNotEmpty();
        assertThat(part(mail.message(), "text/plain")).contains("Very good:", "?f=4", "Ask me nothing more");
        String html = part(mail.message(), "text/html");
        // The link bears the public address; here that is this server at another port.
        return MailLinks.of(html.replace("http://127.0.0.1:8080", rapport.url()));
    }

    private static Said reply(CustomerId customer, MatterId matter, AgentId nell, String address) {
        return new Said(
                customer,
                Optional.of(matter),
                Channel.MAIL,
                Said.Direction.OUTBOUND,
                Optional.empty(),
                Optional.empty(),
                Optional.of(nell),
                false,
                "PROVEN",
                Instant.now(),
                address,
                "",
                Optional.empty(),
                "Re",
                "I looked; it is mended.",
                "",
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                List.of());
    }

    private static String part(Part part, String type) throws Exception {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart one = parts.getBodyPart(i);
                String found = part(one, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    @Test
    void a_face_in_a_mail_is_clicked_sent_by_keys_alone_and_stands_on_the_desk_of_whoever_served_them()
            throws Exception {
        MailLinks links = asked("Vera Votes", "vera@votes.example", "The line of Vera");
        Page page = house.browser().withoutScript();
        page.navigate(links.answer(2));
        assertThat(page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Not so good")))
                .isChecked();
        Keyboard keys = page.keyboard();
        keys.press("Tab");
        keys.press("Tab");
        keys.type("Nobody told me when.");
        keys.press("Tab");
        keys.press("Space");
        keys.press("Tab");
        keys.press("Enter");
        assertThat(page.locator("[role=status]")).hasText("We have your answer: Not so good");
        assertThat(page.locator(".card")).containsText("Nell reads it and answers you.");

        Page nell = house.signIn("nell");
        Locator row = Desk.row(nell, "Nobody told me when.");
        assertThat(row).isVisible();
        assertThat(row.getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName("Not so good")))
                .isVisible();
        row.locator("b").first().click();
        assertThat(nell.locator("h1")).hasText("Vera Votes");
        Locator vote = nell.locator("[data-entry] .vote");
        assertThat(vote).containsText("How did we do?");
        assertThat(vote).containsText("Not so good");
        assertThat(vote).containsText("Had to explain it more than once.");
        assertThat(nell.locator(".know")).containsText("Nobody told me when.");
        assertThat(house.browser().mistakes()).isEmpty();
    }

    @Test
    void a_machine_that_runs_scripts_on_every_page_of_a_mail_votes_for_nothing_and_the_page_shuts_nobody_out()
            throws Exception {
        MailLinks links = asked("Sam Scanned", "sam@scanned.example", "The line of Sam");
        Page machine = house.browser().open(house.rapport().url() + "/help");
        for (String link : links.all()) {
            machine.navigate(link);
            machine.waitForLoadState();
        }
        assertThat(
                        house.rapport()
                                .count(
                                        "select count(*) from vote v join customer c on c.id = v.customer where c.name = 'Sam Scanned'"))
                .isZero();
        Axe axe = new Axe();
        machine.navigate(links.answer(4));
        axe.look(machine, "the page of a vote");
        Locator faces = machine.locator(".answers label");
        assertThat(faces).hasCount(4);
        assertThat(faces.last().boundingBox().y)
                .as("all four stand in one row")
                .isEqualTo(faces.first().boundingBox().y);
        machine.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))
                .click();
        assertThat(machine.locator("[role=status]")).containsText("Very good");
        axe.look(machine, "thanks for a vote");
        machine.navigate(links.all().stream()
                .filter(link -> link.endsWith("/stop"))
                .findFirst()
                .orElseThrow());
        axe.look(machine, "the page that stops surveys");
        machine.setViewportSize(390, 844);
        machine.navigate(links.answer(4));
        axe.look(machine, "the page of a vote, narrow");
        assertThat(axe.found()).isEmpty();
    }
}
