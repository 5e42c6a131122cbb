package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/// What an agent sees and presses.
final class Desk {
    private Desk() {}

    /// The promises on Today that say this.
    static Locator row(Page page, String text) {
        return page.locator("[data-promise]").filter(new Locator.FilterOptions().setHasText(text));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /// From Today to the page of the person whose promise says this.
    static void open(Page page, String text, String person) {
        row(page, text).locator("b").first().click();
        assertThat(page.locator("h1")).hasText(person);
        assertThat(page.locator("[data-entry]").first()).isVisible();
    }

    /// Answers the person whose page is open, and promises nothing more.
    static void answer(Page page, String firstName, String words) {
        page.getByLabel("Write to " + firstName).fill(words);
        button(page, "Nothing more").click();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(java.util.regex.Pattern.compile("^Send to " + firstName)))
                .click();
    }
}
