package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two agents at two browsers: one hands over to the other, and asks the team room without giving the customer away.
class TeamworkInChromiumTest {
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

    private static void writes(String name, String address, String subject, String text) throws Exception {
        house.post().send(new MailWriter.Letter(name, address, "harbourside@brightline.example", subject, text, ""));
    }

    private static Locator entry(Page page, String text) {
        return page.locator("[data-entry]").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static void chooseSiobhan(Page page, String label) {
        Locator option = field(page, label).locator("option", new Locator.LocatorOptions().setHasText("Siobhan"));
        field(page, label).selectOption(option.first().getAttribute("value"));
    }

    @Test
    void a_promise_is_handed_over_with_a_card_accepted_and_counted() throws Exception {
        writes("Tilda Ohm", "tilda@ohm.example", "Line for Tilda", "My order AB-20417 has not come. Where is it?");
        Page nell = house.signIn("nell");
        Page siobhan = house.signIn("siobhan");
        Desk.open(nell, "Line for Tilda", "Tilda Ohm");
        nell.keyboard().press("t");
        assertThat(nell.getByText("Yours: Tilda Ohm.")).isVisible();

        nell.keyboard().press("h");
        assertThat(field(nell, "Asked")).hasValue("My order AB-20417 has not come. Where is it?");
        assertThat(field(nell, "Don’t ask again")).hasValue("AB-20417");
        chooseSiobhan(nell, "To");
        field(nell, "Next step").fill("Call the depot");
        field(nell, "Mood").selectOption("WORRIED");
        button(nell, "Offer to Siobhan").click();
        assertThat(entry(nell, "hand-over, not yet accepted")).isVisible();

        Desk.open(siobhan, "Line for Tilda", "Tilda Ohm");
        Locator card = entry(siobhan, "Call the depot");
        assertThat(card).containsText("AB-20417");
        assertThat(card).containsText("worried");
        siobhan.keyboard().press("a");
        assertThat(entry(siobhan, "hand-over, accepted")).isVisible();
        assertThat(entry(nell, "hand-over, accepted")).isVisible();
        assertThat(nell.locator(".know")).containsText("handed over once");
    }

    @Test
    void a_hand_over_is_declined_with_a_reason_and_stays_where_it_was() throws Exception {
        writes("Ulf Ohm", "ulf@ohm.example", "Line for Ulf", "Nothing works since Monday.");
        Page nell = house.signIn("nell");
        Page siobhan = house.signIn("siobhan");
        Desk.open(nell, "Line for Ulf", "Ulf Ohm");
        nell.keyboard().press("t");
        assertThat(nell.getByText("Yours: Ulf Ohm.")).isVisible();
        nell.keyboard().press("h");
        chooseSiobhan(nell, "To");
        button(nell, "Offer to Siobhan").click();

        Desk.open(siobhan, "Line for Ulf", "Ulf Ohm");
        siobhan.keyboard().press("d");
        field(siobhan, "Why").fill("I am off at noon");
        siobhan.keyboard().press("Enter");

        assertThat(entry(nell, "hand-over, declined")).containsText("I am off at noon");
        assertThat(nell.locator(".know")).not().containsText("handed over");
    }

    @Test
    void the_team_room_is_asked_answers_and_the_answer_stays_on_the_page() throws Exception {
        writes("Vera Ohm", "vera@ohm.example", "Line for Vera", "Can I keep my number when I move to Cork?");
        Page nell = house.signIn("nell");
        Page siobhan = house.signIn("siobhan");
        Desk.open(nell, "Line for Vera", "Vera Ohm");
        nell.keyboard().press("t");
        assertThat(nell.getByText("Yours: Vera Ohm.")).isVisible();

        nell.keyboard().press("g");
        field(nell, "What would you like to know?").fill("Who has moved a number to Cork before?");
        chooseSiobhan(nell, "Ask by name as well");
        button(nell, "Ask the room").click();
        assertThat(entry(nell, "Who has moved a number to Cork before?")).isVisible();

        siobhan.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Room"))
                .click();
        Locator question = siobhan.locator("[data-question]")
                .filter(new Locator.FilterOptions().setHasText("Who has moved a number to Cork before?"));
        assertThat(question).containsText("asks you");
        assertThat(question).containsText("about Vera Ohm");
        question.getByLabel("Answer Nell").fill("I did. Form 12, three days.");
        siobhan.keyboard().press("Control+Enter");
        assertThat(question).containsText("Form 12, three days.");

        assertThat(entry(nell, "Who has moved a number to Cork before?")).containsText("Form 12, three days.");
        assertThat(nell.locator(".pins")).containsText("yours");

        question.getByText("Settled").click();
        assertThat(entry(nell, "Who has moved a number to Cork before?")).containsText("settled");
        nell.navigate(house.rapport().url() + "/people");
        nell.getByLabel("Search people and what was said").fill("Form 12");
        assertThat(nell.locator(".said-row")).containsText("answered in the room");
        nell.locator(".said-row").click();
        assertThat(entry(nell, "Who has moved a number to Cork before?")).containsText("Form 12, three days.");
    }
}
