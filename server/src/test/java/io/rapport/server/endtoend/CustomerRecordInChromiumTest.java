package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import io.rapport.outside.mail.MailWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is known about a person beside what was said: facts, wishes, imports, and being forgotten.
class CustomerRecordInChromiumTest {
    private static final AtomicInteger NEXT = new AtomicInteger();

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

    /// A person of their own; the one who looks is on their page.
    private static String writes(Page page) throws Exception {
        String name = "Gwen Record" + NEXT.incrementAndGet();
        String subject = "Oven of " + name;
        house.post()
                .send(new MailWriter.Letter(
                        name,
                        "gwen" + NEXT.get() + "@records.example",
                        "harbourside@brightline.example",
                        subject,
                        "It is cold.",
                        ""));
        Desk.open(page, subject, name);
        return name;
    }

    private static void perform(Page page, String action) {
        page.keyboard().press("Control+k");
        page.keyboard().type(action);
        page.keyboard().press("Enter");
    }

    private static Locator know(Page page, String part) {
        return page.locator(".know section[aria-label='" + part + "']");
    }

    private static Locator toast(Page page, String text) {
        return page.locator(".toasts").getByText(text);
    }

    @Test
    void a_field_is_defined_filled_in_place_undone_and_finds_the_person() throws Exception {
        Page admin = house.signIn("admin");
        admin.navigate(house.rapport().url() + "/admin");
        button(admin, "Fields").click();
        button(admin, "Add a field").click();
        admin.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Contract");
        admin.getByLabel("Needed: the page asks").check();
        button(admin, "Save").click();
        assertThat(admin.locator(".adm-row").filter(new Locator.FilterOptions().setHasText("Contract")))
                .isVisible();

        Page nell = house.signIn("nell");
        String name = writes(nell);
        Locator facts = know(nell, "More about them");
        facts.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Change Contract"))
                .click();
        nell.keyboard().type("C-2041");
        nell.keyboard().press("Enter");
        assertThat(facts).containsText("C-2041");
        perform(nell, "Add a number of another system");
        nell.locator(".dialog")
                .getByLabel("System", new Locator.GetByLabelOptions().setExact(true))
                .fill("billing");
        nell.locator(".dialog").getByLabel("Their number or name there").fill("4711");
        nell.keyboard().press("Enter");
        assertThat(facts).containsText("4711");

        nell.keyboard().press("2");
        nell.keyboard().type("billing: 4711");
        assertThat(nell.locator(".person-row")).hasCount(1);
        assertThat(nell.locator(".person-row")).containsText(name);
        nell.getByLabel("Search people and what was said").fill("C-2041");
        nell.locator(".person-row").click();
        facts.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Change Contract"))
                .click();
        nell.keyboard().press("Control+a");
        nell.keyboard().type("C-9");
        nell.keyboard().press("Enter");
        assertThat(facts).containsText("C-9");
        nell.keyboard().press("z");
        assertThat(facts).containsText("C-2041");
    }

    @Test
    void wishes_stand_on_the_page_and_quiet_hours_warn_whoever_promises() throws Exception {
        Page nell = house.signIn("nell");
        String name = writes(nell);
        Locator wishes = know(nell, "What they want");
        perform(nell, "Note an agreement");
        nell.locator(".dialog").getByLabel("They agree to").selectOption(new SelectOption().setLabel("Surveys"));
        nell.locator(".dialog").getByLabel("How they said so").fill("in a call");
        nell.keyboard().press("Enter");
        assertThat(wishes).containsText("Surveys");
        wishes.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Withdraw Surveys"))
                .click();
        assertThat(wishes).containsText("withdrawn");
        nell.keyboard().press("z");
        assertThat(wishes).containsText("agreed today, in a call");

        perform(nell, "Set quiet hours");
        nell.locator(".dialog").getByLabel("Stretch 1, from").fill("00:00");
        nell.locator(".dialog").getByLabel("Stretch 1, to").fill("23:59");
        button(nell, "Keep").click();
        assertThat(wishes).containsText("every day 00:00 to 23:59");
        nell.keyboard().press("o");
        nell.locator(".dialog .row button").first().click();
        assertThat(nell.locator(".dialog")).containsText(name + " does not want to be called then");
        nell.keyboard().press("Escape");
    }

    @Test
    void a_file_is_looked_at_imported_reported_and_undone() throws Exception {
        Page admin = house.signIn("admin");
        admin.navigate(house.rapport().url() + "/admin");
        button(admin, "Import").click();
        String list = "Name;E-Mail;Ort\nHana Import;hana@imports.example;Köln\nNobody;;\n";
        admin.locator("input[type=file]")
                .setInputFiles(new FilePayload("people.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)));
        assertThat(admin.getByLabel("Column Ort")).hasValue("PLACE");
        button(admin, "Look what would happen").click();
        assertThat(admin.locator(".adm")).containsText("1 new");
        assertThat(admin.locator(".adm")).containsText("Neither an address nor a number in another system");
        button(admin, "Import one person").click();
        Locator past = admin.locator("[data-import]").first();
        assertThat(past).containsText("done");
        assertThat(past).containsText("1 refused");
        Download report = admin.waitForDownload(() -> past.getByText("Report").click());
        assertThat(Files.readString(report.path())).contains("2,made,").contains("3,refused,");

        button(admin, "Undo it all: people.csv").click();
        assertThat(past).containsText("undone");
        assertThat(past).not().containsText("being undone");
        admin.keyboard().press("2");
        admin.getByLabel("Search people and what was said").fill("hana@imports");
        assertThat(admin.locator(".person-row")).hasCount(0);
    }

    @Test
    void erasing_asks_for_the_name_stands_on_the_page_and_is_taken_back() throws Exception {
        Page nell = house.signIn("nell");
        String name = writes(nell);
        Page admin = house.signIn("admin");
        admin.navigate(nell.url());
        assertThat(admin.locator("header.id")).containsText(name);
        perform(admin, "Erase this person");
        Locator dialog = admin.locator(".dialog");
        assertThat(dialog).containsText("one address");
        dialog.getByLabel("Why").selectOption("THEY_ASKED");
        assertThat(button(admin, "Erase in 24 hours")).isDisabled();
        dialog.getByLabel("Type " + name).fill(name);
        button(admin, "Erase in 24 hours").click();
        assertThat(nell.getByText("This person will be erased on")).isVisible();
        admin.locator(".banner").getByText("Take it back").click();
        assertThat(nell.getByText("This person will be erased on")).hasCount(0);
        assertThat(toast(admin, "Nothing is erased")).isVisible();
    }
}
