package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A language is chosen at the door, kept by the account, and spoken on whichever browser that account opens.
class SpanishInChromiumTest {
    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static void enter(Page page, String name, String label, String password, String button) {
        page.getByLabel(name, new Page.GetByLabelOptions().setExact(true)).fill("ben@brightline.example");
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    @Test
    void what_is_chosen_at_the_door_is_spoken_everywhere_until_another_is_chosen() {
        Page here = house.browser().open(house.rapport().url());
        here.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Español"))
                .click();
        assertThat(here.locator("h1")).hasText("Me alegro de verte.");
        enter(here, "Nombre", "Contraseña", "not hers", "Entrar");
        assertThat(here.getByRole(AriaRole.ALERT)).containsText("El nombre o la contraseña no son correctos.");
        enter(here, "Nombre", "Contraseña", DemoHouse.PASSWORD, "Entrar");
        assertThat(here.locator("header nav.tabs").first()).containsText("Hoy");
        assertThat(here.locator("main h1")).containsText("Ben");
        assertThat(here.locator("html")).hasAttribute("lang", "es");
        house.rapport()
                .until(
                        java.time.Duration.ofSeconds(20),
                        () -> house.rapport().count("select count(*) from account where language = 'es'") == 1);

        Page there = house.browser().open(house.rapport().url());
        enter(there, "Name", "Password", DemoHouse.PASSWORD, "Sign in");
        assertThat(there.locator("header nav.tabs").first()).containsText("Hoy");
        there.keyboard().press("?");
        assertThat(there.getByRole(AriaRole.DIALOG)).containsText("Dejar aparte");
        there.keyboard().press("Escape");
        there.keyboard().press("7");
        assertThat(there.locator("main h1")).hasText("Lo que sabemos, listo para decirlo.");

        there.keyboard().press("Control+k");
        there.locator(".palette-input").fill("Ajustes");
        there.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText("Ajustes"))
                .first()
                .click();
        there.getByLabel("Idioma").selectOption("en");
        assertThat(there.locator("header nav.tabs").first()).containsText("Today");
        assertThat(there.locator("html")).hasAttribute("lang", "en");
        assertThat(house.browser().mistakes()).isEmpty();
    }
}
