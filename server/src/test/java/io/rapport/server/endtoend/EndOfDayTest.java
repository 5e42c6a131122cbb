package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import io.rapport.server.RunningRapport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What becomes of promises when their owner goes home, and of a sales enquiry when they have decided.
class EndOfDayTest {
    private static final String PASSWORD = "brightline-demo";

    private static RunningRapport rapport;
    private static Browser browser;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start("--rapport.demo=true");
        browser = new Browser();
    }

    @AfterAll
    static void shut() {
        browser.close();
        rapport.close();
    }

    private static Page signIn(String name) {
        return browser.signIn(rapport.url(), name + "@brightline.example", PASSWORD);
    }

    private static void writes(String name, String to, String subject) throws Exception {
        String address = name.toLowerCase(java.util.Locale.ROOT) + "@bakery.example";
        new MailWriter(rapport.smtpPort())
                .send(new MailWriter.Letter(name + " Baker", address, to, subject, "Please call me.", ""));
    }

    private static void promise(Page page, String what, String when) {
        page.keyboard().press("o");
        page.getByLabel("What you promise, as a verb").fill(what);
        page.getByLabel("By when", new Page.GetByLabelOptions().setExact(true))
                .first()
                .fill(when);
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Promise"))
                .click();
        assertThat(page.locator(".pin").filter(new Locator.FilterOptions().setHasText(what)))
                .isVisible();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    @Test
    void at_the_end_of_a_shift_what_is_due_before_its_owner_is_back_goes_to_the_team() throws Exception {
        Page nell = signIn("nell");
        Page ben = signIn("ben");
        writes("Gwen", "harbourside@brightline.example", "The oven is off line");
        Desk.open(nell, "The oven is off line", "Gwen Baker");
        promise(nell, "ring the engineer", "in 2 hours");
        promise(nell, "check the next bill", "in 30 days");

        nell.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Where you are: Available"))
                .click();
        nell.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Go home"))
                .click();
        Locator dialog = nell.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("ring the engineer");
        assertThat(dialog).not().containsText("check the next bill");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Go home"))
                .click();
        assertThat(nell.getByText("One promise went to Harbourside")).isVisible();

        Locator unowned = Desk.row(ben, "ring the engineer");
        assertThat(unowned).isVisible();
        assertThat(rapport.jdbc()
                        .queryForList(
                                "select payload ->> 'why' from event where type like '%PromisePassed%'", String.class))
                .containsExactly("END_OF_SHIFT");
        assertThat(rapport.count("select count(*) from promise where what = 'check the next bill' and owner is null"))
                .isZero();
    }

    @Test
    void a_sales_enquiry_ends_with_a_yes_that_makes_a_prospect_a_customer() throws Exception {
        Page nell = signIn("nell");
        writes("Carol", "sales@brightline.example", "What does fibre cost");
        rapport.caughtUp();
        long team = rapport.count("select home_team from customer where name = 'Carol Baker'");
        long harbourside = rapport.count("select id from team where name = 'Harbourside'");
        if (team != harbourside) {
            rapport.jdbc().update("update customer set home_team = ? where name = 'Carol Baker'", harbourside);
        }
        String id =
                rapport.jdbc().queryForObject("select id::text from customer where name = 'Carol Baker'", String.class);
        nell.navigate(rapport.url() + "/people/" + id);
        assertThat(nell.locator("h1")).hasText("Carol Baker");
        assertThat(nell.locator(".id")).containsText("not a customer yet");
        nell.keyboard().press("t");
        assertThat(nell.locator(".pin")).containsText("yours");
        nell.keyboard().press("p");
        assertThat(nell.locator(".pin")).hasCount(0);

        nell.keyboard().press("e");
        nell.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("They signed up"))
                .click();
        assertThat(nell.getByText("Carol Baker is a customer now.")).isVisible();
        assertThat(nell.locator(".id")).not().containsText("not a customer yet");
        assertThat(rapport.jdbc()
                        .queryForObject(
                                "select m.closed_why from matter m join customer c on c.id = m.customer"
                                        + " where c.name = 'Carol Baker'",
                                String.class))
                .isEqualTo("SIGNED_UP");
    }
}
