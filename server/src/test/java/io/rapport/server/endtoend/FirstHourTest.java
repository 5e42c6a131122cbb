package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.Dovecot;
import io.rapport.outside.mail.ImapClient;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A company's first hour: an empty installation, the one-time link, a mailbox at a provider, the first customer.
class FirstHourTest {
    private static final String MAILBOX = "help@corner.example";

    private static Dovecot provider;
    private static SmtpSink world;
    private static RunningRapport rapport;
    private static Browser browser;

    @BeforeAll
    static void open() {
        provider = new Dovecot();
        world = new SmtpSink();
        rapport = RunningRapport.start();
        browser = new Browser();
    }

    @AfterAll
    static void shut() {
        browser.close();
        rapport.close();
        world.close();
        provider.close();
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator field(Page page, String group, String label) {
        return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(group))
                .getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void server(Page page, String group, int port) {
        field(page, group, "Host").fill("127.0.0.1");
        field(page, group, "Port").fill(Integer.toString(port));
        field(page, group, "Security").selectOption("NONE");
    }

    private static void steps(Page page, int done) {
        page.navigate(rapport.url() + "/admin");
        assertThat(page.locator(".adm-row .kept")).hasCount(done);
    }

    @Test
    void an_empty_installation_answers_its_first_customer_within_the_hour() throws Exception {
        String link = rapport.url() + "/setup/" + rapport.bean(Accounts.class).link(null);
        Page mia = browser.open(link);
        field(mia, "Company").fill("Corner Shop");
        field(mia, "First name").fill("Mia");
        field(mia, "Last name").fill("Corner");
        field(mia, "Name to sign in with").fill("mia");
        field(mia, "Password").fill("short");
        field(mia, "Name of the team").fill("Counter");
        field(mia, "Place").fill("Leeds");
        field(mia, "Time zone").fill("Europe/London");
        button(mia, "Begin").click();
        assertThat(mia.getByText("Use at least 12 characters")).isVisible();
        assertThat(field(mia, "Company")).hasValue("Corner Shop");
        field(mia, "Password").fill("a sentence to keep in mind");
        button(mia, "Begin").click();
        assertThat(mia.locator("nav.rail h2")).containsText("Counter");

        steps(mia, 1);
        button(mia, "Doors").click();
        button(mia, "Add a door").click();
        field(mia, "Name").fill("Help");
        field(mia, "Mail address").fill(MAILBOX);
        field(mia, "How mail comes in").selectOption("IMAP");
        server(mia, "Mailbox to fetch from", provider.port());
        field(mia, "Mailbox to fetch from", "User").fill(MAILBOX);
        field(mia, "Mailbox to fetch from", "Password").fill(Dovecot.PASSWORD);
        server(mia, "Server that answers leave by", world.port());
        field(mia, "Server that answers leave by", "Sign-in").selectOption("NONE");
        button(mia, "Save").click();
        assertThat(mia.locator(".adm-row").first()).containsText(MAILBOX);

        try (ImapClient customer = new ImapClient(provider.port(), MAILBOX, Dovecot.PASSWORD)) {
            customer.put(("From: Gwen Baker <gwen@bakery.example>\r\nTo: " + MAILBOX
                            + "\r\nSubject: Do you have rye\r\nMessage-ID: <rye@bakery.example>\r\n\r\nA loaf a day.\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        mia.navigate(rapport.url());
        Desk.open(mia, "Do you have rye", "Gwen Baker");
        Desk.answer(mia, "Gwen", "We do, from eight.");
        SmtpSink.Received answer =
                world.await(m -> m.recipient().equals("gwen@bakery.example"), Duration.ofSeconds(40));
        assertThat(answer.header("From")).contains("Mia at Corner Shop").contains(MAILBOX);

        steps(mia, 4);
        assertThat(mia.getByText("Colleagues")).isVisible();
        Page late = browser.open(link);
        assertThat(late.getByText("This link has been used")).isVisible();
    }
}
