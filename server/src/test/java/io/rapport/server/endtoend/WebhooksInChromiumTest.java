package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.webhook.Hearer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An administrator lets another system hear what happens, and looks at what it answered.
class WebhooksInChromiumTest {

    @Test
    void another_system_hears_what_happens_and_what_failed_is_sent_again() throws Exception {
        try (Hearer hearer = new Hearer();
                DemoHouse house = DemoHouse.open("--rapport.webhook.allow=127.0.0.1")) {
            Page admin = house.signIn("admin");
            admin.navigate(house.rapport().url() + "/admin");
            button(admin, "Webhooks").click();
            assertThat(admin.getByText("No other system hears what happens.")).isVisible();
            button(admin, "Add a webhook").click();
            admin.getByLabel("Address").fill("http://example.org/");
            admin.getByLabel("Types of events").fill("PromiseMade");
            button(admin, "Save").click();
            assertThat(admin.getByText("leads to the public Internet", new Page.GetByTextOptions().setExact(false))
                            .last())
                    .isVisible();
            admin.getByLabel("Address").fill(hearer.url());
            button(admin, "Save").click();
            String secret = admin.locator(".code").textContent();

            hearer.be(Hearer.Mood.FAILS);
            house.post()
                    .send(new MailWriter.Letter(
                            "Gwen Baker",
                            "gwen@bakery.example",
                            "harbourside@brightline.example",
                            "Off line",
                            "Help.",
                            ""));
            house.rapport().until(Duration.ofSeconds(20), () -> !hearer.heard().isEmpty());
            assertThat(hearer.heard().getFirst().isSignedBy(secret)).isTrue();
            assertThat(hearer.heard().getFirst().body())
                    .contains("PromiseMade")
                    .doesNotContain("gwen")
                    .doesNotContain("Off line");
            house.rapport()
                    .until(
                            Duration.ofSeconds(20),
                            () -> house.rapport().count("select count(*) from webhook_delivery where status = 500")
                                    > 0);
            house.rapport().jdbc().update("update webhook_delivery set state = 'PARKED', next_attempt = null");
            hearer.be(Hearer.Mood.WELL);
            admin.reload();
            button(admin, "Webhooks").click();
            button(admin, "What was told to " + hearer.url()).click();
            Locator row = admin.locator("tbody tr").first();
            assertThat(row).containsText("given up");
            assertThat(row).containsText("500 not today");
            picture(admin, "webhooks-log");
            button(admin, "Send again").first().click();
            house.rapport()
                    .until(
                            Duration.ofSeconds(20),
                            () -> house.rapport()
                                            .count("select count(*) from webhook_delivery where state = 'DELIVERED'")
                                    > 0);
            button(admin, "Back to webhooks").click();
            picture(admin, "webhooks");
            button(admin, "What was told to " + hearer.url()).click();
            assertThat(admin.locator("tbody tr").first()).containsText("arrived");
        }
    }

    private static void picture(Page page, String name) {
        String folder = System.getProperty("pictures", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }
}
