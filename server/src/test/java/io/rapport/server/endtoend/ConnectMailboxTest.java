package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.Dovecot;
import io.rapport.outside.mail.ImapClient;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.outside.oauth.AuthorizationServer;
import io.rapport.server.RunningRapport;
import io.rapport.server.email.imap.Mailboxes;
import io.rapport.server.vocabulary.DoorId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An administrator connects a mailbox at a provider: our pages, the provider's page of consent, and back.
class ConnectMailboxTest {
    private static final String PASSWORD = "brightline-demo";
    private static final String MAILBOX = "care@brightline.example";

    private static AuthorizationServer provider;
    private static SmtpSink world;
    private static Dovecot dovecot;
    private static RunningRapport rapport;
    private static Browser browser;

    @BeforeAll
    static void open() {
        provider = new AuthorizationServer();
        world = new SmtpSink();
        dovecot = new Dovecot(new Dovecot.Provider(provider.introspectionUrl(), world.port()));
        rapport = RunningRapport.start("--rapport.demo=true");
        browser = new Browser();
    }

    @AfterAll
    static void shut() {
        browser.close();
        rapport.close();
        dovecot.close();
        world.close();
        provider.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        Assertions.assertThat(browser.mistakes()).isEmpty();
    }

    private static void put(String subject) throws Exception {
        try (ImapClient program = new ImapClient(dovecot.port(), MAILBOX, Dovecot.PASSWORD)) {
            program.put(("From: Gwen Writer <gwen@bakery.example>\r\nSubject: " + subject + "\r\nMessage-ID: <"
                            + subject.hashCode() + "@bakery.example>\r\n\r\nThe bill shows a router.\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String group, String label) {
        return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(group))
                .getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    /// Sets a mailbox of "another" provider up, as its operator would be told to.
    private static void setUp(Page admin) {
        admin.navigate(rapport.url() + "/admin");
        button(admin, "Doors").click();
        button(admin, "Add a door").click();
        admin.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Care");
        admin.getByLabel("Mail address").fill(MAILBOX);
        admin.getByLabel("How mail comes in").selectOption("IMAP");
        String mailbox = "Mailbox to fetch from";
        field(admin, mailbox, "Sign-in").selectOption("OAUTH2");
        assertThat(field(admin, mailbox, "Host")).hasValue("outlook.office365.com");
        String relay = "Server that answers leave by";
        field(admin, relay, "Sign-in").selectOption("OAUTH2");
        String connection = "Connection with the mail provider";
        field(admin, connection, "Provider").selectOption("GOOGLE");
        assertThat(field(admin, mailbox, "Host")).hasValue("imap.gmail.com");
        assertThat(field(admin, relay, "Host")).hasValue("smtp.gmail.com");
        assertThat(field(admin, relay, "User")).hasValue(MAILBOX);
        field(admin, connection, "Provider").selectOption("OTHER");
        assertThat(admin.getByText(rapport.url() + "/api/oauth/callback")).isVisible();
        field(admin, connection, "Client id").fill(AuthorizationServer.CLIENT);
        field(admin, connection, "Client secret").fill(AuthorizationServer.SECRET);
        field(admin, connection, "Authorisation address").fill(provider.authorizeUrl());
        field(admin, connection, "Token address").fill(provider.tokenUrl());
        server(admin, mailbox, dovecot.port());
        server(admin, relay, dovecot.submissionPort());
        button(admin, "Save").click();
    }

    private static void server(Page admin, String group, int port) {
        field(admin, group, "Host").fill("127.0.0.1");
        field(admin, group, "Port").fill(Integer.toString(port));
        field(admin, group, "Security").selectOption("NONE");
    }

    @Test
    void a_mailbox_is_connected_fetched_answered_and_connected_again_after_the_consent_was_taken_back()
            throws Exception {
        put("A router on my bill");
        Page admin = browser.signIn(rapport.url(), "admin@brightline.example", PASSWORD);
        setUp(admin);
        Locator row = admin.locator(".adm-row").filter(new Locator.FilterOptions().setHasText(MAILBOX));

        button(admin, "Connect Care").click();
        assertThat(admin.getByLabel("Account")).hasValue(MAILBOX);
        button(admin, "Deny").click();
        assertThat(admin.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("did not give its consent")))
                .isVisible();

        button(admin, "Connect Care").click();
        button(admin, "Allow").click();
        assertThat(admin.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("The door is connected")))
                .isVisible();
        Assertions.assertThat(admin.url()).isEqualTo(rapport.url() + "/admin");

        Page nell = browser.signIn(rapport.url(), "nell@brightline.example", PASSWORD);
        Locator arrived =
                nell.locator("[data-promise]").filter(new Locator.FilterOptions().setHasText("A router on my bill"));
        arrived.locator("b").first().click();
        nell.locator(".pin")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Take"))
                .click();
        assertThat(nell.locator(".pin")).containsText("yours");
        nell.getByLabel("Write to Gwen").fill("I took it off your bill.");
        button(nell, "Nothing more").click();
        button(nell, "Send to Gwen, gwen@bakery.example").click();
        SmtpSink.Received answer =
                world.await(m -> m.recipient().equals("gwen@bakery.example"), Duration.ofSeconds(30));
        Assertions.assertThat(answer.header("From")).contains(MAILBOX);

        provider.revoke(MAILBOX);
        rapport.bean(Mailboxes.class)
                .again(new DoorId(rapport.count("select id from door where address = ?", MAILBOX)));
        put("And the one before");
        // Looked at again until it says so: the list shows how a door fared when it was opened.
        assertThat(row).not().containsText("nothing known yet");
        for (int looks = 0; looks < 50 && !row.innerText().contains("connect it again"); looks++) {
            admin.reload();
            button(admin, "Doors").click();
            row.waitFor();
        }
        assertThat(row).containsText("connect it again in Administration");
        button(admin, "Connect Care").click();
        button(admin, "Allow").click();
        assertThat(nell.locator("[data-entry]").filter(new Locator.FilterOptions().setHasText("The bill shows")))
                .hasCount(2);
    }

    @Test
    void whoever_comes_back_without_having_gone_is_told_so() {
        Page admin = browser.signIn(rapport.url(), "admin@brightline.example", PASSWORD);
        admin.navigate(rapport.url() + "/api/oauth/callback?code=x&state=" + "y".repeat(43));
        assertThat(admin.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("was not begun here")))
                .isVisible();
        Page nell = browser.signIn(rapport.url(), "nell@brightline.example", PASSWORD);
        nell.navigate(rapport.url() + "/api/oauth/callback?code=x&state=" + "y".repeat(43));
        Assertions.assertThat(nell.url()).doesNotContain("code=");
    }
}
