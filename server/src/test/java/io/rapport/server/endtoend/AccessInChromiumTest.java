package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How people sign in, what they are shown, and what an administrator and an auditor see of it, in real browsers.
class AccessInChromiumTest {
    private static final String PASSWORD = "a long enough one";

    private static RunningRapport rapport;
    private static Browser browser;
    private static TeamId team;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        browser = new Browser();
        rapport.bean(Accounts.class).set("company", "Corner Shop");
        team = rapport.team("Harbourside");
    }

    @AfterAll
    static void shut() {
        List<String> mistakes = browser.mistakes();
        browser.close();
        rapport.close();
        assertThat(mistakes).isEmpty();
    }

    private static void person(String name, Role role) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator part(Page page, String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }

    private static void begin(Page page, String name) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Sign in").click();
    }

    @Test
    void an_auditor_sees_everything_and_is_offered_nothing_that_changes_it() {
        person("Vera", Role.AUDITOR);
        Page vera = browser.signIn(rapport.url(), "Vera", PASSWORD);
        assertThat(vera.locator(".me button.presence")).hasCount(0);
        vera.navigate(rapport.url() + "/admin");
        button(vera, "Teams").click();
        assertThat(vera.getByText("Harbourside").first()).isVisible();
        assertThat(button(vera, "Add a team")).hasCount(0);
        button(vera, "Look").first().click();
        assertThat(field(vera, "Place")).isDisabled();
        assertThat(button(vera, "Save")).hasCount(0);
        button(vera, "Close").click();
        button(vera, "Record").click();
        assertThat(vera.locator("table.audit tbody tr").first()).isVisible();
        vera.keyboard().press("Control+k");
        vera.getByRole(AriaRole.COMBOBOX).fill("Administration");
        assertThat(vera.getByRole(AriaRole.OPTION).first()).containsText("Administration");

        person("Olga", Role.AGENT);
        Page olga = browser.signIn(rapport.url(), "Olga", PASSWORD);
        assertThat(olga.locator(".me button.presence")).isVisible();
        olga.locator(".face-button").click();
        assertThat(olga.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("How I sign in")))
                .isVisible();
        assertThat(olga.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Administration")))
                .hasCount(0);
    }

    @Test
    void a_second_step_is_scanned_asked_for_and_stood_in_for_by_a_recovery_code() {
        person("Nell", Role.AGENT);
        Page nell = browser.signIn(rapport.url(), "Nell", PASSWORD);
        nell.navigate(rapport.url() + "/sign-in");
        button(nell, "Set up with an authenticator").click();
        Authenticator phone = Authenticator.scan(nell.locator("svg.qr"));
        field(nell, "Code").fill("000000");
        button(nell, "Turn on").click();
        assertThat(nell.getByText("That is not the code of this moment")).isVisible();
        field(nell, "Code").fill(phone.now());
        button(nell, "Turn on").click();
        String recovery = nell.locator(".codes").innerText().lines().findFirst().orElseThrow();
        button(nell, "I have kept them").click();
        assertThat(nell.getByText("10 recovery codes are left.")).isVisible();

        Page again = browser.open(rapport.url());
        begin(again, "Nell");
        assertThat(again.getByText("And the second step.")).isVisible();
        field(again, "Code").fill("123456");
        button(again, "Sign in").click();
        assertThat(again.getByRole(AriaRole.ALERT)).containsText("That code is not right");
        field(again, "Code").fill(phone.next());
        button(again, "Sign in").click();
        assertThat(again.locator("nav.rail h2")).containsText("Harbourside");

        Page lost = browser.open(rapport.url());
        begin(lost, "Nell");
        field(lost, "Code").fill(recovery);
        button(lost, "Sign in").click();
        assertThat(lost.locator("nav.rail h2")).containsText("Harbourside");
        lost.navigate(rapport.url() + "/sign-in");
        assertThat(lost.getByText("9 recovery codes are left.")).isVisible();
    }

    @Test
    void signing_out_elsewhere_blanks_the_other_desk_at_once_and_an_administrator_can_do_it_too() {
        person("Ines", Role.AGENT);
        Page here = browser.signIn(rapport.url(), "Ines", PASSWORD);
        Page there = browser.signIn(rapport.url(), "Ines", PASSWORD);
        here.navigate(rapport.url() + "/sign-in");
        Locator places = part(here, "Where I am signed in").getByRole(AriaRole.LISTITEM);
        assertThat(places).hasCount(2);
        assertThat(places.first()).containsText("on Linux");
        button(here, "Sign out there").click();
        assertThat(places).hasCount(1);
        assertThat(there.getByText("You were signed out.")).isVisible();

        person("Ada", Role.ADMINISTRATOR);
        Page ada = browser.signIn(rapport.url(), "Ada", PASSWORD);
        ada.navigate(rapport.url() + "/admin");
        button(ada, "Agents").click();
        ada.getByLabel("Sign-in: Ines").click();
        assertThat(ada.getByText("Signed in at one place:")).isVisible();
        button(ada, "End all sessions").click();
        assertThat(ada.getByText("Not signed in anywhere.")).isVisible();
        assertThat(here.getByText("You were signed out.")).isVisible();

        button(ada, "Record").click();
        ada.getByLabel("What").fill("ended all sessions");
        assertThat(ada.locator("table.audit tbody tr")).hasCount(1);
        assertThat(ada.locator("table.audit tbody tr")).containsText("Ines");
        ada.getByLabel("Until").fill("2020-01-01");
        assertThat(ada.getByText("Nothing of that is on record.")).isVisible();
    }

    @Test
    void who_must_have_a_second_step_sets_it_up_before_the_desk_opens_and_gets_it_reset() {
        person("Rosa", Role.ADMINISTRATOR);
        person("Tom", Role.AGENT);
        Page rosa = browser.signIn(rapport.url(), "Rosa", PASSWORD);
        rosa.navigate(rapport.url() + "/admin");
        button(rosa, "Sign-in").click();
        rosa.getByLabel("Everybody needs a second step").click();
        assertThat(rosa.getByRole(AriaRole.ALERT)).containsText("Set up your own second step first");
        rosa.navigate(rapport.url() + "/sign-in");
        enrol(rosa);
        rosa.navigate(rapport.url() + "/admin");
        button(rosa, "Sign-in").click();
        rosa.getByLabel("Everybody needs a second step").click();
        assertThat(rosa.getByLabel("Everybody needs a second step")).isChecked();
        try {
            Page tom = browser.open(rapport.url());
            begin(tom, "Tom");
            assertThat(tom.getByText("One step more, from now on.")).isVisible();
            enrol(tom);
            assertThat(tom.locator("nav.rail h2")).containsText("Harbourside");

            rosa.onDialog(Dialog::accept);
            button(rosa, "Agents").click();
            rosa.getByLabel("Sign-in: Tom").click();
            button(rosa, "Reset the second step").click();
            assertThat(rosa.getByText("Second step: off.")).isVisible();
            assertThat(tom.getByText("You were signed out.")).isVisible();
            button(rosa, "Sign-in").first().click();
        } finally {
            rapport.bean(Accounts.class).set("second-step", "as everybody likes");
        }
    }

    private static void enrol(Page page) {
        button(page, "Set up with an authenticator").click();
        Authenticator phone = Authenticator.scan(page.locator("svg.qr"));
        field(page, "Code").fill(phone.now());
        button(page, "Turn on").click();
        button(page, "I have kept them").click();
    }

    @Test
    void a_token_is_shown_once_and_opens_what_it_says() throws Exception {
        person("Sam", Role.AGENT);
        Page sam = browser.signIn(rapport.url(), "Sam", PASSWORD);
        sam.navigate(rapport.url() + "/sign-in");
        button(sam, "Make a token").click();
        sam.getByLabel("What it is for").fill("Wallboard");
        button(sam, "Make the token").click();
        assertThat(sam.getByText("Choose at least one of what you may do yourself."))
                .isVisible();
        sam.getByLabel("see Today and the team").check();
        button(sam, "Make the token").click();
        String token = part(sam, "API tokens").locator(".code").innerText();
        assertThat(Arrays.asList(status("/api/desk/today", token), status("/api/customers", token)))
                .containsExactly(200, 403);
        sam.reload();
        assertThat(part(sam, "API tokens").getByText("see Today and the team")).isVisible();
        assertThat(sam.content()).doesNotContain(token);
        sam.getByLabel("Remove Wallboard").click();
        assertThat(sam.getByText("None. A token lets a program")).isVisible();
        assertThat(status("/api/desk/today", token)).isEqualTo(401);
    }

    private static int status(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(rapport.url() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void a_passkey_opens_the_desk_without_a_password_and_only_while_it_is_kept() {
        try (RunningRapport shop = RunningRapport.start("--rapport.web.public-url=http://localhost:${server.port}")) {
            String url = shop.url().replace("127.0.0.1", "localhost");
            TeamId counter = shop.team("Counter");
            long account = shop.bean(Accounts.class).create("Yuki", Role.AGENT, PASSWORD);
            shop.bean(Workforce.class).addAgent(account, "Yuki", "", Optional.empty(), counter, false);
            Page yuki = browser.open(url);
            laptop(yuki);
            begin(yuki, "Yuki");
            assertThat(yuki.locator("nav.rail h2")).containsText("Counter");
            yuki.navigate(url + "/sign-in");
            button(yuki, "Add a passkey").click();
            field(yuki, "What you call it").fill("My laptop");
            button(yuki, "Add a passkey").click();
            assertThat(part(yuki, "Passkeys").getByText("not used yet")).isVisible();

            yuki.context().clearCookies();
            yuki.navigate(url);
            button(yuki, "Sign in with a passkey").click();
            assertThat(yuki.locator("nav.rail h2")).containsText("Counter");
            yuki.navigate(url + "/sign-in");
            assertThat(part(yuki, "Passkeys").getByText("last used")).isVisible();
            yuki.getByLabel("Remove My laptop").click();
            assertThat(part(yuki, "Passkeys").getByRole(AriaRole.LISTITEM)).hasCount(0);

            yuki.context().clearCookies();
            yuki.navigate(url);
            button(yuki, "Sign in with a passkey").click();
            assertThat(yuki.getByRole(AriaRole.ALERT)).containsText("This passkey opens nothing here.");
        }
    }

    /// A laptop that holds passkeys, and whose owner is always there.
    private static void laptop(Page page) {
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject arguments = new JsonObject();
        arguments.add("options", options);
        devtools.send("WebAuthn.addVirtualAuthenticator", arguments);
    }
}
