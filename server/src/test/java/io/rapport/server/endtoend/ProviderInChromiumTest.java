package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.openid.OpenIdProvider;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An administrator sets a real OpenID provider up, and colleagues sign in at its pages.
class ProviderInChromiumTest {
    private static final String PASSWORD = "a long enough one";

    private static void person(RunningRapport rapport, String name, String address, Role role, TeamId team) {
        long account = rapport.bean(Accounts.class).create(address, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator byProvider(Page page) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Shop account"));
    }

    /// What a person does at the provider's own pages.
    private static void signIn(Page page, String address) {
        byProvider(page).click();
        page.locator("input[name=login]").fill(address);
        page.locator("input[name=password]").fill("whatever");
        page.locator("button[type=submit]").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue"))
                .click();
    }

    private static void picture(Page page, String name) {
        String folder = System.getProperty("pictures");
        if (folder != null) {
            try {
                Files.createDirectories(Path.of(folder));
                Files.write(Path.of(folder, name + ".png"), page.screenshot());
            } catch (java.io.IOException failure) {
                throw new AssertionError(failure);
            }
        }
    }

    @Test
    void colleagues_sign_in_by_the_companys_own_provider() {
        try (RunningRapport rapport = RunningRapport.start();
                Browser browser = new Browser()) {
            TeamId team = rapport.team("Harbourside");
            person(rapport, "Vera", "vera@shop.example", Role.ADMINISTRATOR, team);
            person(rapport, "Nell", "nell@shop.example", Role.AGENT, team);
            Page vera = browser.signIn(rapport.url(), "vera@shop.example", PASSWORD);
            vera.navigate(rapport.url() + "/admin");
            button(vera, "Sign-in").click();
            try (var provider = new OpenIdProvider(rapport.url() + "/api/session/provider/callback")) {
                field(vera, "Issuer").fill(provider.issuer());
                button(vera, "Look whether it answers").click();
                assertThat(vera.getByText("It answers: one key, signs by")).isVisible();
                field(vera, "What its button is called").fill("Shop account");
                field(vera, "Client id").fill(OpenIdProvider.CLIENT);
                field(vera, "Client secret").fill(OpenIdProvider.SECRET);
                field(vera, "A first sign-in finds the account that has this name")
                        .check();
                field(vera, "People may sign in by it").check();
                button(vera, "Save").click();
                assertThat(vera.getByText("Saved. It holds from now on.")).isVisible();
                picture(vera, "provider-admin");

                Page nell = browser.open(rapport.url());
                signIn(nell, "nell@shop.example");
                assertThat(nell.locator("nav.rail h2")).containsText("Harbourside");

                Page again = browser.open(rapport.url());
                signIn(again, "nell@shop.example");
                assertThat(again.locator("nav.rail h2")).containsText("Harbourside");
                assertThat(rapport.count("select count(*) from identity_link")).isEqualTo(1);

                Page stranger = browser.open(rapport.url());
                signIn(stranger, "stranger@shop.example");
                assertThat(stranger.getByRole(AriaRole.ALERT)).containsText("Nobody signs in here under your name");
                assertThat(stranger).hasURL(rapport.url() + "/");
                picture(stranger, "provider-refused");

                field(vera, "Whoever has no account here becomes an agent").check();
                field(vera, "Everybody may still sign in by password").uncheck();
                button(vera, "Save").click();
                assertThat(vera.getByText("Saved. It holds from now on.").last())
                        .isVisible();
                rapport.until(
                        java.time.Duration.ofSeconds(10),
                        () -> rapport.count("select count(*) from identity_provider where creates") == 1);
                Page newcomer = browser.open(rapport.url());
                assertThat(field(newcomer, "Password")).hasCount(0);
                signIn(newcomer, "olga@shop.example");
                assertThat(newcomer.locator("nav.rail h2")).containsText("Harbourside");
                assertThat(rapport.jdbc()
                                .queryForList("select action from audit where subject like 'olga%'", String.class))
                        .contains("came as an agent", "linked with Shop account", "sign-in");

                Page no = browser.open(rapport.url());
                byProvider(no).click();
                no.getByText("Cancel").first().click();
                assertThat(no.getByRole(AriaRole.ALERT)).containsText("You stopped at your company");
            }
            Page later = browser.open(rapport.url());
            rapport.jdbc().update("update identity_provider set issuer = issuer || '/gone'");
            byProvider(later).click();
            assertThat(later.getByRole(AriaRole.ALERT)).containsText("does not answer just now");
            button(later, "Sign in as an administrator, by password").click();
            field(later, "Name").fill("vera@shop.example");
            field(later, "Password").fill(PASSWORD);
            button(later, "Sign in").click();
            assertThat(later.locator("nav.rail h2")).containsText("Harbourside");
            assertThat(browser.mistakes()).isEqualTo(List.of());
        }
    }
}
