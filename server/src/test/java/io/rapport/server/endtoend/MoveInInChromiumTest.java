package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import io.rapport.outside.mail.MailWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// Moving in from another system, as an administrator and an agent see it.
class MoveInInChromiumTest {

    private static byte[] export() throws IOException {
        Path folder = Path.of("src/test/resources/movein/zammad");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    private static void give(Page admin) throws IOException {
        admin.locator("input[type=file]").setInputFiles(new FilePayload("zammad.zip", "application/zip", export()));
    }

    @Test
    void an_old_story_moves_in_once_and_the_same_person_writes_on() throws Exception {
        try (DemoHouse house = DemoHouse.open()) {
            Page admin = house.signIn("admin");
            admin.navigate(house.rapport().url() + "/admin");
            button(admin, "Move in").click();
            admin.getByLabel("From", new Page.GetByLabelOptions().setExact(true))
                    .selectOption(new SelectOption().setLabel("Zammad"));
            give(admin);
            Locator row = admin.locator("[data-move-in]").first();
            assertThat(row).containsText("Two conversations, five messages");
            assertThat(row).containsText("The oven hums at night");
            assertThat(row).containsText("Wilma Hartmann, wilma@hartmann.example");
            admin.getByLabel("What is open there becomes a promise to carry on").check();
            button(admin, "Move two conversations in").click();
            assertThat(row).containsText("done");
            assertThat(row).containsText("one new person");
            assertThat(row).containsText("one promise");
            house.rapport().caughtUp();

            house.post()
                    .send(new MailWriter.Letter(
                            "Wilma Hartmann",
                            "wilma@hartmann.example",
                            "harbourside@brightline.example",
                            "A third oven",
                            "Do you still have it?",
                            ""));
            Page nell = house.signIn("nell");
            // Whichever team has room has her.
            nell.keyboard().press("2");
            nell.getByLabel("Search people and what was said").fill("Wilma Hartmann");
            nell.locator(".person-row").first().click();
            assertThat(nell.locator("h1")).hasText("Wilma Hartmann");
            Locator story = nell.locator("#screen");
            assertThat(story).containsText("quirrelhum starts at two");
            assertThat(story).containsText("Lena Fischer wrote:");
            assertThat(story).containsText("Same fan as last year.");
            assertThat(story).containsText("Carry on: Which filter fits the small oven");
            assertThat(story).containsText("Do you still have it?");
            assertThat(story).containsText("before we moved in, from wilma@hartmann.example");

            give(admin);
            Locator again = admin.locator("[data-move-in]").first();
            assertThat(again).containsText("known already");
            button(admin, "Move two conversations in").click();
            assertThat(again).containsText("done");
            assertThat(again).containsText("5 known already");
            assertThat(again).not().containsText("new person");
            String pictures = System.getProperty("pictures", "");
            if (!pictures.isEmpty()) {
                admin.screenshot(new Page.ScreenshotOptions().setPath(Path.of(pictures, "movein-admin.png")));
                nell.screenshot(new Page.ScreenshotOptions().setPath(Path.of(pictures, "movein-story.png")));
            }
            assertThat(house.browser().mistakes()).isEmpty();
        }
    }
}
