package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One writes what customers should hear, another approves it, and whoever speaks with them knows it first.
class IncidentsInChromiumTest {
    private static final Duration SOON = Duration.ofSeconds(45);

    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open("--rapport.voice.enabled=false");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        assertThat(house.browser().mistakes()).isEmpty();
    }

    private static Locator english(Page page) {
        return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("In English"));
    }

    private static void write(Page page, String mail) {
        page.getByLabel("What we call it").fill("Bills with a wrong date");
        english(page).getByLabel("What happened").fill("On Sunday we sent bills with a wrong date.");
        english(page).getByLabel("What we do about it").fill("You have until 30 March.");
        english(page).getByLabel("Subject of the mail").fill("Your bill has a wrong date");
        english(page)
                .getByLabel("The mail", new Locator.GetByLabelOptions().setExact(true))
                .fill(mail);
    }

    @Test
    void what_one_writes_another_approves_and_whoever_talks_with_them_knows_it_first() throws Exception {
        house.post()
                .send(new MailWriter.Letter(
                        "Ula Voss",
                        "ula@voss.example",
                        "harbourside@brightline.example",
                        "A question of Ula",
                        "Is my line ready?",
                        ""));
        Page siobhan = house.signIn("siobhan");
        siobhan.keyboard().press("8");
        assertThat(siobhan.locator("h1")).isVisible();
        button(siobhan, "Tell customers something").click();
        write(siobhan, "Hello {first name},\n\nwe apologise if you were confused.");
        assertThat(siobhan.locator(".out-faults")).containsText("apologise if you");
        write(
                siobhan,
                "Hello {first name},\n\nwe put a wrong date on your bill. We are sorry. You have until 30 March.");
        assertThat(siobhan.locator(".out-faults")).hasCount(0);
        siobhan.getByLabel("A file of addresses or numbers")
                .setInputFiles(new FilePayload(
                        "touched.csv",
                        "text/csv",
                        "email\nula@voss.example\nnobody@nowhere.example\n".getBytes(StandardCharsets.UTF_8)));
        button(siobhan, "Save").click();
        assertThat(siobhan.locator("h1")).hasText("Bills with a wrong date");
        button(siobhan, "Count them").click();
        assertThat(siobhan.getByText("It touches one customer.")).isVisible();
        assertThat(siobhan.getByText("nobody@nowhere.example")).isVisible();
        button(siobhan, "Give it to somebody to approve").click();
        assertThat(siobhan.locator(".out-note")).containsText("You wrote it");
        assertThat(button(siobhan, "Approve")).hasCount(0);

        Page other = house.signIn("admin");
        other.keyboard().press("8");
        button(other, "Bills with a wrong date").click();
        button(other, "Approve").click();
        assertThat(button(other, "Tell one customer now")).isVisible();

        siobhan.reload();
        button(siobhan, "Tell one customer now").click();
        assertThat(siobhan.locator("[data-campaign]")).containsText("1 of 1 accepted");
        SmtpSink.Received told = house.world()
                .await(
                        mail -> mail.recipient().equals("ula@voss.example")
                                && !mail.header("List-Unsubscribe").isEmpty(),
                        SOON);
        known(told);

        Page nell = house.signIn("nell");
        Desk.open(nell, "A question of Ula", "Ula Voss");
        Locator card = nell.locator(".concern");
        assertThat(card).containsText("On Sunday we sent bills with a wrong date.");
        assertThat(card).containsText("knows: pressed the button");
        button(nell, "Talk about it").click();
        assertThat(nell.locator(".guide")).containsText("They were told we are sorry.");
        nell.getByLabel("What they say").fill("A credit would be fair.");
        nell.getByLabel("It does not", new Page.GetByLabelOptions().setExact(true))
                .check();
        button(nell, "They know now").click();
        assertThat(card).containsText("A credit would be fair.");

        siobhan.reload();
        assertThat(siobhan.locator(".out-opinions")).containsText("A credit would be fair.");
        button(siobhan, "Propose it for all who are touched").click();
        siobhan.getByLabel("What they get").fill("A credit");
        siobhan.getByLabel("Amount each").fill("15.00");
        button(siobhan, "Propose it for all who are touched").click();
        assertThat(siobhan.getByText("one make-good: 1 proposed")).isVisible();
        other.reload();
        button(other, "Approve 1").click();
        assertThat(other.getByText("1 approved")).isVisible();
    }

    /// By the button on the page behind the link, in a browser without anything of ours.
    private static void known(SmtpSink.Received told) throws Exception {
        String text = new String(told.raw(), StandardCharsets.UTF_8).replace("=\r\n", "");
        Matcher link = Pattern.compile("/n/[A-Za-z0-9_-]+").matcher(text);
        assertThat(link.find()).isTrue();
        Page page = house.browser().open(house.rapport().url() + link.group());
        assertThat(page.locator("main")).containsText("You have until 30 March.");
        button(page, "I know now").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Thank you.");
        assertThat(button(page, "I know now")).hasCount(0);
    }
}
