package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import io.rapport.server.RunningRapport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The form and the receipt in a real browser with scripts switched off, also on the company's own site; and how
/// Administration shows them.
class FormInChromiumTest {
    private static final AtomicInteger NEXT = new AtomicInteger();
    static final double A_PERSONS_TIME_MILLIS = 2_100;
    private static RunningRapport rapport;
    private static Browser browser;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start("--rapport.demo=true", "--rapport.webform.posts=1000");
        browser = new Browser();
    }

    @AfterAll
    static void shut() {
        browser.close();
        rapport.close();
    }

    private static String fresh() {
        return "gwen.chromium" + NEXT.incrementAndGet() + "@bakery.example";
    }

    private static Page form() {
        Page page = browser.withoutScript();
        page.navigate(rapport.url() + "/form/contact");
        return page;
    }

    private static Locator send(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"));
    }

    private static long kept(String email) {
        return rapport.count(
                "select count(*) from inbound n join interaction_content x on x.interaction = n.interaction"
                        + " where x.address = ? and n.fate = 'OPENED_MATTER'",
                email);
    }

    @Test
    void a_message_with_a_file_is_sent_and_its_receipt_shows_faces_and_takes_more(@TempDir Path folder)
            throws Exception {
        Path slip = Files.writeString(folder.resolve("slip.txt"), "Parcel 4711");
        String email = fresh();
        Page page = form();
        page.getByLabel("Your name").fill("Gwen Pritchard");
        page.getByLabel("Your mail address").fill(email);
        page.getByLabel("What is it about?").selectOption("My bill");
        page.getByLabel("What can we do for you?").fill("The bill shows a router.\n\nSee the slip.");
        page.getByLabel("Files, if they help").setInputFiles(slip);
        page.waitForTimeout(A_PERSONS_TIME_MILLIS);
        send(page).click();
        assertThat(page.locator("h1")).hasText("Thank you. We have it.");
        assertThat(kept(email)).isEqualTo(1);
        assertThat(rapport.count(
                        "select count(*) from attachment a join interaction_content x on x.interaction = a.interaction"
                                + " where x.address = ? and a.name = 'slip.txt'",
                        email))
                .isEqualTo(1);

        // The link bears the public address; here that is this server at another port.
        String link = page.locator("a.button").getAttribute("href");
        page.navigate(rapport.url() + link.substring(link.indexOf("/r/")));
        assertThat(page.locator("h1")).containsText("has it.");
        assertThat(page.locator(".faces li")).hasCount(8);
        assertThat(page.locator(".promise")).containsText("A person answers you");
        page.getByLabel("What else should we know?").fill("It was a Tuesday.");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add"))
                .click();
        assertThat(page.locator("[role=status]")).hasText("Thank you, we have it.");
        page.getByLabel("Best time to call").fill("weekdays after five");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(page.getByLabel("Best time to call")).hasValue("weekdays after five");
    }

    @Test
    void what_the_server_does_not_take_comes_back_in_the_fields() {
        Page page = form();
        page.getByLabel("Your mail address").fill("gwen@nowhere");
        page.getByLabel("What can we do for you?").fill("First line\n\n  second line");
        send(page).click();
        assertThat(page.getByLabel("Your mail address")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#email-wrong")).containsText("mail address");
        assertThat(page.getByLabel("What can we do for you?")).hasValue("First line\n\n  second line");
    }

    @Test
    void a_double_click_is_one_message() {
        String email = fresh();
        Page page = form();
        page.getByLabel("Your mail address").fill(email);
        page.getByLabel("What can we do for you?").fill("Only once, please.");
        page.waitForTimeout(A_PERSONS_TIME_MILLIS);
        send(page).dblclick();
        assertThat(page.locator("h1")).hasText("Thank you. We have it.");
        rapport.until(Duration.ofSeconds(10), () -> kept(email) > 0);
        assertThat(kept(email)).isEqualTo(1);
    }

    @Test
    void the_snippets_of_administration_work_on_another_site() throws Exception {
        Page admin = browser.signIn(rapport.url(), "admin@brightline.example", "brightline-demo");
        admin.context().grantPermissions(java.util.List.of("clipboard-read", "clipboard-write"));
        admin.navigate(rapport.url() + "/admin");
        admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Doors"))
                .click();
        admin.locator("li")
                .filter(new Locator.FilterOptions().setHasText("/form/contact"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit"))
                .click();
        String frame = copied(admin, "in a frame");
        String plain = copied(admin, "in your own looks");
        assertThat(frame).startsWith("<iframe").doesNotContain("<script");
        assertThat(plain).startsWith("<form").doesNotContain("<script");

        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        try {
            byte[] html = ("<!doctype html><h1>Our company</h1>" + frame + plain).getBytes(StandardCharsets.UTF_8);
            site.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, html.length);
                exchange.getResponseBody().write(html);
                exchange.close();
            });
            site.start();
            // By name and by number the same machine, and two sites.
            Page visitor = browser.withoutScript();
            visitor.navigate("http://localhost:" + site.getAddress().getPort());
            byFrame(visitor);
            byPlainForm(visitor);
        } finally {
            site.stop(0);
        }
    }

    private static String copied(Page admin, String title) {
        admin.locator("section")
                .filter(new Locator.FilterOptions().setHasText(title))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Copy"))
                .click();
        assertThat(admin.locator(".toast").last()).containsText("Copied");
        return (String) admin.evaluate("() => navigator.clipboard.readText()");
    }

    private static void byFrame(Page visitor) {
        String email = fresh();
        FrameLocator frame = visitor.frameLocator("iframe");
        frame.getByLabel("Your mail address").fill(email);
        frame.getByLabel("What can we do for you?").fill("From a frame.");
        visitor.waitForTimeout(A_PERSONS_TIME_MILLIS);
        frame.getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Send"))
                .click();
        assertThat(frame.locator("h1")).hasText("Thank you. We have it.");
        assertThat(kept(email)).isEqualTo(1);
    }

    private static void byPlainForm(Page visitor) {
        String email = fresh();
        visitor.locator("form [name=email]").fill(email);
        visitor.locator("form [name=message]").fill("From a form of their own.");
        visitor.locator("form button").click();
        assertThat(visitor.locator("[role=alert]")).containsText("nothing has been sent yet");
        assertThat(visitor.getByLabel("What can we do for you?")).hasValue("From a form of their own.");
        send(visitor).click();
        assertThat(visitor.locator("h1")).hasText("Thank you. We have it.");
        assertThat(kept(email)).isEqualTo(1);
    }

    @Test
    void a_lost_test_message_appears_on_the_leads_today_without_reload() {
        Page siobhan = browser.signIn(rapport.url(), "siobhan@brightline.example", "brightline-demo");
        long sales = rapport.count("select id from door where address = 'sales@brightline.example'");
        rapport.jdbc().update("insert into test_knock (door, at) values (?, now() - interval '6 minutes')", sales);
        Locator promise = siobhan.locator("[data-promise]")
                .filter(new Locator.FilterOptions().setHasText("Look at the door sales@brightline.example"));
        assertThat(promise).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        assertThat(promise).containsText("Mystery customer");
        assertThat(promise).containsText("has not arrived");

        rapport.jdbc().update("delete from test_knock where door = ?", sales);
        assertThat(promise).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
    }

    @Test
    void administration_knocks_at_a_door_and_shows_how_it_went() {
        Page admin = browser.signIn(rapport.url(), "admin@brightline.example", "brightline-demo");
        admin.navigate(rapport.url() + "/admin");
        Locator doors = admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Doors"));
        doors.click();
        Locator support = admin.locator("li").filter(new Locator.FilterOptions().setHasText("support@brightline"));
        support.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send a test"))
                .click();
        assertThat(admin.locator(".toast").last()).containsText("mystery customer is knocking");
        rapport.until(
                Duration.ofSeconds(30),
                () -> rapport.count("select count(*) from test_knock where receipt_at is not null") > 0);
        admin.reload();
        doors.click();
        assertThat(support).containsText("receipt after");
        assertThat(support).containsText("waits for a person");

        support.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit"))
                .click();
        admin.getByLabel("The mystery customer knocks by itself").selectOption("Every 4 hours");
        admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        rapport.until(
                Duration.ofSeconds(10),
                () -> rapport.count("select count(*) from test_knock_schedule where every_hours = 4") == 1);
    }
}
