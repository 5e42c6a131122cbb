package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A day at the keys alone: nobody reaches for the mouse.
class KeyboardOnlyTest {
    private static final int PROMISES = 10;
    private static final List<String> NAMES =
            List.of("Ada", "Bea", "Cid", "Dot", "Eve", "Fay", "Gil", "Hal", "Ida", "Jon");

    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
        for (int i = 0; i < PROMISES; i++) {
            String name = NAMES.get(i);
            house.post()
                    .send(new MailWriter.Letter(
                            name + " Baker",
                            name.toLowerCase(java.util.Locale.ROOT) + "@bakery.example",
                            "harbourside@brightline.example",
                            "Case " + name,
                            "Please help me with case " + name + ".",
                            ""));
        }
        house.rapport().caughtUp();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @Test
    void ten_promises_are_kept_with_the_keyboard_only() {
        Page page = house.browser().open(house.rapport().url());
        countTheMouse(page);
        Keyboard keys = page.keyboard();
        signIn(page, keys);
        for (String name : NAMES) {
            walkTo(page, keys, "Case " + name);
            keys.press("t");
            assertThat(Desk.row(page, "Case " + name).locator(".acts")).containsText("Kept");
            keys.press("Enter");
            assertThat(page.locator("h1")).hasText(name + " Baker");
            assertThat(page.locator("[data-entry]").first()).isVisible();
            keys.press("r");
            assertThat(page.getByLabel("Write to " + name)).isFocused();
            keys.type("Dear " + name + ", it is done. ");
            keys.press("Alt+n");
            keys.press("Control+Enter");
            assertThat(page.getByText("Sent to " + name + " Baker.")).isVisible();
            keys.press("Escape");
            keys.press("Escape");
            assertThat(page.locator("main.today")).isVisible();
        }
        house.rapport()
                .until(
                        Duration.ofSeconds(40),
                        () -> house.rapport()
                                        .count(
                                                "select count(*) from promise where what like 'Case %' and state = 'KEPT'")
                                == PROMISES);
        for (String name : NAMES) {
            assertThat(Desk.row(page, "Case " + name)).hasCount(0);
        }
        assertThat(page.evaluate("window.mouseEvents")).isEqualTo(0);
        assertThat(house.browser().mistakes()).isEmpty();
    }

    /// Counted in the page itself: whatever a pointer would do is noticed.
    private static void countTheMouse(Page page) {
        page.evaluate("""
                window.mouseEvents = 0
                for (const kind of ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'wheel', 'touchstart'])
                  addEventListener(kind, () => window.mouseEvents++, true)
                """);
    }

    private static void signIn(Page page, Keyboard keys) {
        page.getByLabel("Name").waitFor();
        while (!Boolean.TRUE.equals(page.evaluate("document.activeElement?.tagName === 'INPUT'"))) {
            keys.press("Tab");
        }
        keys.type("nell@brightline.example");
        keys.press("Tab");
        keys.type(DemoHouse.PASSWORD);
        keys.press("Enter");
        assertThat(page.locator("nav.rail h2")).isVisible();
        assertThat(page.locator("[data-promise]").first()).isVisible();
    }

    private static void walkTo(Page page, Keyboard keys, String words) {
        assertThat(Desk.row(page, words)).isVisible();
        Locator current = page.locator("[data-promise][aria-current=true]");
        for (int up = 0; up < 80; up++) {
            keys.press("k");
        }
        for (int down = 0; down < 80; down++) {
            assertThat(current).hasCount(1);
            if (current.innerText().contains(words)) {
                return;
            }
            keys.press("j");
        }
        throw new AssertionError("no key led to " + words);
    }

    @Test
    void the_sheet_of_keys_names_what_is_done_twenty_times_a_day() {
        Page page = house.signIn("ben");
        page.keyboard().press("?");
        Locator sheet = page.getByRole(AriaRole.DIALOG);
        assertThat(sheet).isVisible();
        for (String action : List.of(
                "Next row",
                "Previous row",
                "Open the person",
                "Take",
                "Kept",
                "Hand over",
                "Accept",
                "Decline",
                "Release",
                "Move the deadline",
                "Put aside",
                "Bring back",
                "Reply",
                "Note",
                "Send the reply",
                "Nothing more to promise",
                "Promise something",
                "Close the matter",
                "Select all shown",
                "Save this view",
                "Find anything")) {
            assertThat(sheet.locator("li")
                            .filter(new Locator.FilterOptions().setHasText(action))
                            .first())
                    .isVisible();
        }
        Set<String> keys = Set.copyOf(sheet.locator("li span").allInnerTexts());
        assertThat(keys).hasSizeGreaterThanOrEqualTo(20);
    }
}
