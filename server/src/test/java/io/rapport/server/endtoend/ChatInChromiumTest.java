package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.Doors;
import io.rapport.server.chat.ChatDoors;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The widget on the company's own site, which is another origin than ours, and the agent's desktop beside it.
class ChatInChromiumTest {
    private static RunningRapport rapport;
    private static Browser browser;
    private static HttpServer site;

    @BeforeAll
    static void open() throws IOException {
        rapport = RunningRapport.start("--rapport.demo=true");
        browser = new Browser();
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        // The strictest policy under which a site can embed us.
        String policy = "default-src 'none'; script-src " + rapport.url() + "; connect-src " + rapport.url()
                + "; img-src " + rapport.url();
        String page =
                ("<!doctype html><html lang=en><meta name=viewport content='width=device-width'><h1>Our company</h1>"
                        + "<p><a href=\"/prices\">Prices</a></p>"
                        + "<a href=\"" + rapport.url() + "/form/web\" data-rapport=\"web\">Write to us</a>"
                        + "<script src=\"" + rapport.url() + "/chat/widget.js\" async></script>");
        site.createContext("/", exchange -> {
            boolean spanish = exchange.getRequestURI().getPath().equals("/es");
            byte[] html = (spanish ? page.replace("lang=en", "lang=es-MX") : page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        site.start();
        rapport.bean(ChatDoors.class).allow(door(), List.of(address()));
    }

    @AfterAll
    static void shut() {
        site.stop(0);
        browser.close();
        rapport.close();
    }

    private static DoorId door() {
        return rapport.bean(Doors.class).at(Channel.CHAT, "web").orElseThrow().id();
    }

    /// By name and by number the same machine, and two origins.
    private static String address() {
        return "http://localhost:" + site.getAddress().getPort();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Page visit() {
        Page page = browser.open(address());
        button(page, "Write to us").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        return page;
    }

    private static void say(Page visitor, String words) {
        visitor.getByLabel("Your message").fill(words);
        visitor.keyboard().press("Enter");
        assertThat(visitor.locator(".mine .t").last()).hasText(words);
        assertThat(visitor.locator(".going")).hasCount(0);
    }

    private static Locator log(Page visitor) {
        return visitor.getByRole(AriaRole.LOG);
    }

    private static long kept(String text) {
        return rapport.count("select count(*) from interaction_content where text = ?", text);
    }

    /// The lead of the team that has it, whose desktop shows it as unowned.
    private static Page leadOfTheTeamOf(String text) {
        String name = rapport.jdbc().queryForObject("""
                        select a.name from interaction_content x join interaction i on i.id = x.interaction
                          join customer c on c.id = i.customer join agent g on g.team = c.home_team and g.lead
                          join account a on a.id = g.account where x.text = ?
                        """, String.class, text);
        return browser.signIn(rapport.url(), name, "brightline-demo");
    }

    @Test
    void a_first_visit_goes_from_the_widget_to_a_closed_matter() {
        Page visitor = visit();
        assertThat(visitor.getByRole(AriaRole.STATUS)).containsText("A person answers by");
        String question = "Is my street getting fibre this year?";
        say(visitor, question);
        assertThat(kept(question)).isEqualTo(1);

        Page agent = leadOfTheTeamOf(question);
        Desk.row(agent, question).waitFor();
        Desk.row(agent, question).locator("b").first().click();
        assertThat(agent.locator("h1")).containsText("Visitor");
        say(visitor, "I live at 4 Mill Lane.");
        assertThat(agent.locator("[data-entry]").last()).containsText("4 Mill Lane");

        agent.getByLabel("Write to Visitor").fill("Yes: we dig in March.");
        button(agent, "Send to Visitor, in the chat").click();
        assertThat(log(visitor)).containsText("Yes: we dig in March.");
        assertThat(visitor.locator(".l:not(.mine) .by").last()).not().hasText("We");

        picture(visitor, "widget");
        agent.setViewportSize(900, 800);
        picture(agent, "agent-narrow");

        say(visitor, "Thank you!");
        rapport.until(
                Duration.ofSeconds(10),
                () -> rapport.count(
                                "select count(*) from matter where about = ? and state = 'CLOSED' and closed_why = 'AGREED'",
                                question)
                        == 1);
        assertThat(rapport.count("select count(*) from matter where about like '4 Mill%' or about like 'Thank%'"))
                .as("one talk is one matter")
                .isZero();
        assertThat(browser.mistakes()).isEmpty();
    }

    @Test
    void what_is_written_without_a_network_is_sent_once_when_it_is_back_also_after_the_page_was_left() {
        Page visitor = visit();
        say(visitor, "Before the tunnel.");
        visitor.context().setOffline(true);
        visitor.getByLabel("Your message").fill("In the tunnel.");
        visitor.keyboard().press("Enter");
        assertThat(visitor.locator(".going")).hasCount(1);
        assertThat(visitor.getByRole(AriaRole.ALERT)).containsText("kept here");
        visitor.context().setOffline(false);
        assertThat(visitor.locator(".going")).hasCount(0);
        assertThat(visitor.locator(".mine .t")).hasCount(2);
        assertThat(kept("In the tunnel.")).isEqualTo(1);

        // The server has it, but the answer is lost on its way, and the visitor leaves the page.
        visitor.route("**/messages", route -> {
            route.fetch();
            route.abort();
        });
        visitor.getByLabel("Your message").fill("Half way.");
        visitor.keyboard().press("Enter");
        rapport.until(Duration.ofSeconds(10), () -> kept("Half way.") == 1);
        visitor.unroute("**/messages");
        visitor.reload();
        button(visitor, "Write to us").click();
        assertThat(visitor.locator(".mine .t")).hasCount(3);
        assertThat(visitor.locator(".going")).hasCount(0);
        assertThat(kept("Half way.")).isEqualTo(1);
    }

    @Test
    void who_leaves_is_answered_by_mail() {
        Page visitor = visit();
        String question = "Why was I charged twice in May?";
        say(visitor, question);
        button(visitor, "I have to go: answer me by mail").click();
        visitor.getByLabel("Your mail address").fill("gwen.leaves@bakery.example");
        button(visitor, "Answer me there").click();
        assertThat(visitor.getByRole(AriaRole.STATUS)).containsText("by mail, at gwen.leaves@bakery.example");

        Page agent = leadOfTheTeamOf(question);
        Desk.row(agent, question).locator("b").first().click();
        assertThat(agent.getByText("gwen.leaves@bakery.example").first()).isVisible();
        assertThat(button(agent, "Send to Visitor, gwen.leaves@bakery.example")).isVisible();
    }

    @Test
    void the_keyboard_stays_in_the_open_panel_and_escape_leaves_it() {
        Page visitor = visit();
        assertThat(visitor.getByLabel("Your message")).isFocused();
        for (int i = 0; i < 8; i++) {
            visitor.keyboard().press("Tab");
            assertThat(visitor.locator("a[href='/prices']")).not().isFocused();
            assertThat((Boolean) visitor.evaluate("() => document.activeElement?.dataset.rapportChat === 'web'"))
                    .isTrue();
        }
        visitor.keyboard().press("Escape");
        assertThat(visitor.getByRole(AriaRole.DIALOG)).isHidden();
        assertThat(button(visitor, "Write to us")).isFocused();
    }

    @Test
    void everybody_can_use_the_chat_the_form_and_the_receipt() {
        Page visitor = browser.open(address());
        button(visitor, "Write to us").waitFor();
        assertThat(Axe.violations(visitor, "[data-rapport-chat]")).as("closed").isEmpty();
        button(visitor, "Write to us").click();
        assertThat(visitor.getByRole(AriaRole.STATUS)).containsText("A person answers by");
        assertThat(Axe.violations(visitor, "[data-rapport-chat]")).as("open").isEmpty();
        say(visitor, "Can everybody read this?");
        assertThat(Axe.violations(visitor, "[data-rapport-chat]"))
                .as("after a message")
                .isEmpty();

        Page form = browser.open(rapport.url() + "/form/web");
        assertThat(Axe.violations(form, "html")).as("the form").isEmpty();
        form.getByLabel("Your name").fill("Ines");
        form.getByLabel("Your mail address").fill("ines@bakery.example");
        form.getByLabel("What can we do for you?").fill("Do you deliver on Sundays?");
        // Nobody fills it in faster.
        form.waitForTimeout(FormInChromiumTest.A_PERSONS_TIME_MILLIS);
        form.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))
                .click();
        Locator receipt = form.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("See who has it"));
        receipt.waitFor();
        assertThat(Axe.violations(form, "html")).as("the thanks").isEmpty();
        receipt.click();
        form.waitForURL("**/r/**");
        assertThat(Axe.violations(form, "html")).as("the receipt").isEmpty();
    }

    @Test
    void who_has_no_time_chooses_in_the_chat_when_they_are_called() {
        Page visitor = visit();
        assertThat(button(visitor, "Call me at a time I choose")).isHidden();
        String question = "Could somebody explain my bill to me?";
        say(visitor, question);
        Page choosing = visitor.waitForPopup(
                () -> button(visitor, "Call me at a time I choose").click());
        assertThat(choosing.locator("h1")).hasText("When may we call you?");
        assertThat(choosing.locator(".about")).containsText(question);
        assertThat(Axe.violations(choosing, "html"))
                .as("the page of a call, without a number")
                .isEmpty();
        choosing.locator("input[name=window]").nth(1).check();
        choosing.getByLabel("Your number").fill("0117 496 0777");
        button(choosing, "Yes, call me then").click();
        assertThat(choosing.locator(".said")).containsText("We call you then.");
        assertThat(choosing.getByText("One of us calls you")).isVisible();
        assertThat(Axe.violations(choosing, "html")).as("the page of a call").isEmpty();

        Page agent = leadOfTheTeamOf(question);
        assertThat(Desk.row(agent, "Call back: " + question)).containsText("call between");
    }

    @Test
    void files_go_both_ways() throws IOException {
        Page visitor = visit();
        say(visitor, "I send you my bill.");
        Path bill = Files.createTempDirectory("chat").resolve("bill.pdf");
        Files.write(bill, new byte[70_000]);
        visitor.locator("input[type=file]").setInputFiles(bill);
        assertThat(button(visitor, "Download bill.pdf")).isVisible();
        assertThat(visitor.locator(".going")).hasCount(0);

        Page agent = leadOfTheTeamOf("I send you my bill.");
        Desk.row(agent, "I send you my bill.").waitFor();
        Desk.row(agent, "I send you my bill.").locator("b").first().click();
        assertThat(agent.locator("[data-entry]").last()).containsText("bill.pdf");
        Path answer = bill.resolveSibling("contract.txt");
        Files.writeString(answer, "This is what we agreed on.");
        agent.locator(".reply input[type=file]").setInputFiles(answer);
        assertThat(agent.locator(".reply")).containsText("contract.txt");
        agent.getByLabel("Write to Visitor").fill("Here is the contract.");
        button(agent, "Send to Visitor, in the chat").click();
        Locator theirs = button(visitor, "Download contract.txt");
        assertThat(theirs).isVisible();
        com.microsoft.playwright.Download download = visitor.waitForDownload(theirs::click);
        assertThat(Files.readString(download.path())).isEqualTo("This is what we agreed on.");
        picture(visitor, "files");
        assertThat(browser.mistakes()).isEmpty();
    }

    @Test
    void a_spanish_page_has_a_spanish_chat() {
        Page visitor = browser.open(address() + "/es");
        button(visitor, "Write to us").click();
        assertThat(visitor.getByRole(AriaRole.STATUS)).containsText("Una persona responde");
        visitor.getByLabel("Su mensaje").fill("¿Cuándo abren?");
        visitor.keyboard().press("Enter");
        assertThat(visitor.locator(".mine .t").last()).hasText("¿Cuándo abren?");
        visitor.getByText("Tengo que irme").click();
        visitor.getByLabel("Su dirección de correo").fill("nonsense@nowhere");
        button(visitor, "Respóndanme ahí").click();
        assertThat(visitor.getByRole(AriaRole.ALERT)).containsText("Por favor, indique el correo");
        picture(visitor, "spanish");
    }

    @Test
    void words_are_words_whatever_they_look_like() {
        Page visitor = visit();
        String hostile = "<img src=x onerror=alert(1)><script>alert(2)</script> **bold**";
        say(visitor, hostile);
        assertThat(visitor.locator(".log img, .log script")).hasCount(0);
    }

    @Test
    void without_script_the_link_leads_to_the_form() {
        Page visitor = browser.withoutScript();
        visitor.navigate(address());
        visitor.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Write to us"))
                .click();
        assertThat(visitor.getByLabel("What can we do for you?")).isVisible();
    }

    @Test
    void administration_shows_the_line_to_embed_and_keeps_the_sites() {
        Page admin = browser.signIn(rapport.url(), "admin@brightline.example", "brightline-demo");
        admin.navigate(rapport.url() + "/admin");
        button(admin, "Doors").click();
        admin.locator("li")
                .filter(new Locator.FilterOptions().setHasText("Website chat"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit"))
                .click();
        assertThat(admin.getByText("data-rapport=\"web\"")).isVisible();
        Locator sites = admin.getByLabel("Sites that may embed it");
        assertThat(sites).hasValue(address());
        sites.fill(address() + "\nnonsense");
        button(admin, "Keep the sites").click();
        assertThat(admin.getByText("A site is written like")).isVisible();
        sites.fill(address() + "\nhttps://Shop.example/prices");
        button(admin, "Keep the sites").click();
        assertThat(sites).hasValue(address() + "\nhttps://shop.example");
        button(admin, "Make a secret").click();
        assertThat(admin.getByText("It is shown once")).isVisible();
        picture(admin, "admin");
    }

    @Test
    void the_demo_companys_own_page_embeds_it() {
        Page visitor = browser.open(rapport.url() + "/demo-site");
        button(visitor, "Write to us").click();
        say(visitor, "Just looking.");
        visitor.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
        picture(visitor, "demo-dark");
        visitor.setViewportSize(390, 780);
        assertThat((Boolean) visitor.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        picture(visitor, "demo-phone");
    }

    /// For looking at, where `-Dpictures=folder` asks for it.
    private static void picture(Page page, String name) {
        String folder = System.getProperty("pictures");
        if (folder != null) {
            try {
                Files.createDirectories(Path.of(folder));
                Files.write(Path.of(folder, name + ".png"), page.screenshot());
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }
    }
}
