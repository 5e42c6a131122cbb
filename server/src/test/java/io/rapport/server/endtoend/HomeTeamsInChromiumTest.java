package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import io.rapport.outside.mail.MailWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Teams that have a place: their page, whose customers they have, and the organisations these belong to.
class HomeTeamsInChromiumTest {
    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        assertThat(house.browser().mistakes()).isEmpty();
    }

    private static void does(Page page, String action) {
        page.keyboard().press("Control+k");
        page.locator(".palette-input").fill(action);
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Do").setExact(true))
                .getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(action))
                .first()
                .click();
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillOval(200, 50, 500, 500);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    @Test
    void everybody_sees_who_a_team_is_without_script_and_each_of_us_says_whether_they_are_shown() throws Exception {
        Page reader = house.browser().withoutScript();
        reader.setViewportSize(380, 800);
        reader.navigate(house.rapport().url() + "/team/harbourside");
        assertThat(reader.locator("h1")).hasText("Harbourside in Bristol");
        assertThat(reader.locator("main")).containsText("Open now");
        assertThat(reader.locator("main")).containsText("day and night");
        assertThat(reader.locator("a[href='tel:+441174960100']")).isVisible();
        assertThat(reader.locator("a[href='mailto:harbourside@brightline.example']"))
                .isVisible();
        assertThat(reader.locator(".faces")).containsText("Edie");
        assertThat(reader.locator("main")).not().containsText("Walsh");
        assertThat((Integer) reader.locator("html").evaluate("e => e.scrollWidth"))
                .isLessThanOrEqualTo(380);

        Page edie = house.signIn("edie");
        edie.navigate(house.rapport().url() + "/sign-in");
        Locator mine = edie.locator("section[aria-label='On our team’s page']");
        mine.locator("input[type=file]").setInputFiles(new FilePayload("me.png", "image/png", picture()));
        assertThat(edie.locator(".toasts").getByText("That is you.")).isVisible();
        assertThat(mine.locator("img")).hasAttribute("src", Pattern.compile("^/faces/own/.*"));
        String face = mine.locator("img").getAttribute("src");
        mine.locator("input[type=file]")
                .setInputFiles(new FilePayload("me.png", "image/png", "<svg onload=alert(1)>".getBytes()));
        assertThat(edie.locator(".toasts").getByText("That is no picture we can read."))
                .isVisible();
        reader.reload();
        assertThat(reader.locator(".faces img[src='" + face + "']")).isVisible();

        mine.getByLabel("Show me on our team’s page").click();
        assertThat(edie.locator(".toasts").getByText("You are neither on the page nor on receipts."))
                .isVisible();
        reader.reload();
        assertThat(reader.locator(".faces")).containsText("Nell");
        assertThat(reader.locator(".faces")).not().containsText("Edie");
    }

    @Test
    void a_lead_sees_what_goes_along_before_a_customer_goes_to_another_team_and_takes_it_back() throws Exception {
        house.post()
                .send(new MailWriter.Letter(
                        "Gwen Moves",
                        "gwen@moves.example",
                        "harbourside@brightline.example",
                        "The oven of Gwen Moves",
                        "It is cold.",
                        ""));
        Page siobhan = house.signIn("siobhan");
        Desk.open(siobhan, "The oven of Gwen Moves", "Gwen Moves");
        Locator know = siobhan.locator(".know");
        assertThat(know).containsText("Harbourside, by the door they came by");
        does(siobhan, "Move to another team");
        Locator dialog = siobhan.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("To which team").selectOption(new SelectOption().setLabel("Castlegate"));
        assertThat(dialog).containsText("Gwen Moves is at home with Castlegate.");
        assertThat(dialog).containsText("One open promise that nobody has yet");
        assertThat(dialog).containsText("nobody has it, by");
        assertThat(dialog).containsText("Nobody at Castlegate has spoken with them yet.");
        button(siobhan, "Move").last().click();
        assertThat(siobhan.locator(".toasts").getByText("Gwen Moves is at home with Castlegate now."))
                .isVisible();
        assertThat(know).containsText("Castlegate, moved there by one of us");
        assertThat(siobhan.locator("[data-entry]").last())
                .containsText("Siobhan moved them from Harbourside to Castlegate");

        siobhan.locator(".toasts").getByText("Undo").click();
        assertThat(know).containsText("Harbourside, by the door they came by");
        assertThat(siobhan.locator("[data-entry]").last()).containsText("back from Castlegate to Harbourside");

        Page nell = house.signIn("nell");
        nell.navigate(siobhan.url());
        assertThat(nell.locator(".know")).containsText("Harbourside, by the door");
        assertThat(button(nell, "Move to another team")).hasCount(0);
    }

    @Test
    void an_organisation_has_a_page_that_follows_what_happens_with_its_people() throws Exception {
        Page nell = house.signIn("nell");
        nell.keyboard().press("Control+k");
        nell.locator(".palette-input").fill("minster");
        nell.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Organisations"))
                .getByRole(AriaRole.OPTION)
                .first()
                .click();
        assertThat(nell.locator("main h1")).hasText("Minster Cycles");
        Locator people = nell.locator("section[aria-label='Its people'] .person-row");
        assertThat(people).hasCount(4);
        assertThat(nell.locator("main")).containsText("Nothing is open.");

        String address = people.first().locator(".second").innerText();
        String name = people.first().locator("b").innerText();
        house.post()
                .send(new MailWriter.Letter(
                        name, address, "harbourside@brightline.example", "A bell for the shop", "Ours is broken.", ""));
        assertThat(nell.locator("section[aria-label='What we owe them']")).containsText("A bell for the shop");

        button(nell, "Rename").click();
        nell.getByLabel("Name").fill("Minster Cycles & Sons");
        button(nell, "Keep").click();
        assertThat(nell.locator("main h1")).hasText("Minster Cycles & Sons");
        people.first().click();
        assertThat(nell.locator("h1")).hasText(name);
        nell.locator(".know")
                .getByRole(
                        AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("Minster Cycles & Sons")))
                .click();
        assertThat(nell.locator("main h1")).hasText("Minster Cycles & Sons");
    }

    @Test
    void an_administrator_gives_a_team_its_place_and_moves_many_after_seeing_whom() {
        Page ada = house.signIn("admin");
        ada.navigate(house.rapport().url() + "/admin");
        button(ada, "Teams").click();
        ada.locator(".adm-row")
                .filter(new Locator.FilterOptions().setHasText("Millbrook"))
                .getByText("Edit")
                .click();
        ada.getByLabel("Postcodes").fill("GB NR, IP");
        button(ada, "Save").click();
        assertThat(ada.locator(".field")
                        .filter(new Locator.FilterOptions().setHasText("Postcodes"))
                        .locator(".wrong"))
                .containsText("“IP” is not how postcodes begin.");
        ada.getByLabel("Postcodes").fill("GB NR, GB IP");
        button(ada, "Save").click();
        assertThat(ada.locator(".toasts").getByText("Saved.")).isVisible();

        button(ada, "Move customers").click();
        ada.getByLabel("From", new Page.GetByLabelOptions().setExact(true))
                .selectOption(new SelectOption().setLabel("Millbrook"));
        ada.getByLabel("To", new Page.GetByLabelOptions().setExact(true))
                .selectOption(new SelectOption().setLabel("Castlegate"));
        ada.getByLabel("Whom").selectOption(new SelectOption().setLabel("Who live in"));
        ada.getByLabel("How it begins").fill("Norwich");
        button(ada, "Show who moves").click();
        assertThat(ada.locator("form")).containsText("customers move, with");
        assertThat(ada.locator("form .homes-owed li")).hasCount(10);
        button(ada, "Move 1").last().click();
        Locator removal = ada.locator("[data-removal]").first();
        assertThat(removal).containsText("Millbrook to Castlegate");
        assertThat(removal).containsText("done");
        button(ada, "Take back: Millbrook to Castlegate").first().click();
        assertThat(removal).containsText("taken back");
    }
}
