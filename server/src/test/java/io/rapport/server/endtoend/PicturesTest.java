package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.rapport.outside.mail.MailWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The ten main screens, in light and dark. The walk always runs; with `-Drapport.write` it leaves its pictures in
/// `docs/using/screens`.
class PicturesTest {
    private static final Path FOLDER = Path.of("..", "docs", "using", "screens");
    private static final List<String> THEMES = List.of("light", "dark");
    private static final long MOST_BYTES = 2_500_000;

    private static DemoHouse house;

    private final List<String> taken = new ArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
        writes(
                "Greta Holm",
                "greta@holmandsons.example",
                "The line is down again",
                "Hello,\n\nsince noon the line is down again, as on Monday. The router was restarted twice.\n"
                        + "We have a delivery at four and can't take payments.\n\nGreta Holm");
        writes("Owen Marsh", "owen@marsh.example", "Moving to Cork", "Can I keep my number when I move to Cork?");
        writes(
                "Greta Holm",
                "g.holm@holmandsons.example",
                "Invoice for November",
                "The invoice names a router that we sent back.");
        house.rapport().caughtUp();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static void writes(String name, String address, String subject, String text) throws Exception {
        house.post().send(new MailWriter.Letter(name, address, "harbourside@brightline.example", subject, text, ""));
    }

    private void picture(Page page, String name) throws IOException {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.mouse().move(720, 899);
        for (String theme : THEMES) {
            page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme);
            String file = name + "-" + theme + ".png";
            byte[] png = page.screenshot(new Page.ScreenshotOptions()
                    .setAnimations(com.microsoft.playwright.options.ScreenshotAnimations.DISABLED));
            taken.add(file);
            if (System.getProperty("rapport.write") != null) {
                Files.createDirectories(FOLDER);
                Files.write(FOLDER.resolve(file), SmallPng.of(png));
            }
        }
        page.evaluate("() => { document.documentElement.dataset.theme = 'light' }");
    }

    private static void goes(Page page, String path, String title) {
        page.navigate(house.rapport().url() + path);
        assertThat(page.locator("main h1")).containsText(title);
    }

    @Test
    void ten_screens_are_shown_as_they_are() throws Exception {
        Page siobhan = house.signIn("siobhan");
        Page nell = house.signIn("nell");
        assertThat(Desk.row(nell, "Moving to Cork")).isVisible();
        picture(nell, "1-today");
        Desk.open(nell, "The line is down again", "Greta Holm");
        nell.keyboard().press("t");
        assertThat(nell.locator(".pin").first()).containsText("yours");
        nell.keyboard().press("n");
        nell.keyboard().type("The engineer of Monday left a spare router with them.");
        nell.keyboard().press("Control+Enter");
        assertThat(nell.locator(".paper")).containsText("spare router");
        assertThat(nell.getByText("Yours: Greta Holm.")).hasCount(0);
        nell.keyboard().press("Escape");
        nell.keyboard().press("r");
        nell.keyboard().insertText("Dear Greta,\n\nI see your line from here. I send an engineer today.");
        nell.keyboard().press("Alt+p");
        nell.keyboard().insertText("call after the visit");
        picture(nell, "2-person");
        nell.keyboard().press("Escape");
        nell.keyboard().press("h");
        assertThat(nell.locator(".dialog")).containsText("Hand over");
        picture(nell, "3-hand-over");
        nell.keyboard().press("Escape");
        nell.keyboard().press("g");
        nell.getByLabel("What would you like to know?").fill("Who has a spare router for Holm & Sons?");
        button(nell, "Ask the room").click();
        assertThat(nell.locator("[data-entry]").last()).isVisible();
        button(nell, "Compare with Greta Holm").click();
        assertThat(nell.locator(".beside section")).hasCount(2);
        picture(nell, "4-merge");
        nell.keyboard().press("Escape");
        goes(nell, "/people", "Everyone");
        picture(nell, "5-people");
        nell.keyboard().press("Control+k");
        nell.keyboard().insertText("router");
        assertThat(nell.locator(".palette-list mark").first()).isVisible();
        picture(nell, "6-find");
        nell.keyboard().press("Escape");
        goes(nell, "/promises", "Everything we said");
        assertThat(nell.locator("main [data-promise]").first()).isVisible();
        picture(nell, "7-promises");
        goes(siobhan, "/team", "");
        picture(siobhan, "8-team");
        goes(siobhan, "/room", "open");
        assertThat(siobhan.locator("[data-question]")).containsText("Who has a spare router");
        picture(siobhan, "9-room");
        goes(siobhan, "/admin", "Administration");
        siobhan.locator(".adm nav button")
                .filter(new Locator.FilterOptions().setHasText("Doors"))
                .click();
        assertThat(siobhan.getByText("support@brightline.example").first()).isVisible();
        picture(siobhan, "10-administration");

        assertThat(house.browser().mistakes()).isEmpty();
        assertThat(taken).hasSize(20);
        long bytes = 0;
        for (String file : taken) {
            bytes += Files.size(FOLDER.resolve(file));
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }
}
