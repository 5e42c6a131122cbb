package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static io.rapport.server.endtoend.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One person who writes from two addresses: merged on their page, answered, and parted again.
class MergeInChromiumTest {
    private static final Duration SOON = Duration.ofSeconds(30);
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

    /// A person with a name of their own, at a company of their own.
    private record Gwen(String name, String home, String work) {
        static Gwen fresh() {
            int n = NEXT.incrementAndGet();
            return new Gwen("Gwen Merged" + n, "gwen@bakers" + n + ".example", "g.merged@bakers" + n + ".example");
        }

        String routerSubject() {
            return "Router of " + name;
        }

        String invoiceSubject() {
            return "Invoice of " + name;
        }

        void writesFromBoth() throws Exception {
            writes(home, routerSubject(), "The router blinks.");
            writes(work, invoiceSubject(), "The invoice is wrong.");
        }

        void writes(String address, String subject, String text) throws Exception {
            house.post()
                    .send(new MailWriter.Letter(name, address, "harbourside@brightline.example", subject, text, ""));
        }
    }

    private static Locator entry(Page page, String text) {
        return page.locator("[data-entry]").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Page signIn() {
        return house.signIn("nell");
    }

    @Test
    void a_suggested_duplicate_is_compared_merged_answered_and_parted() throws Exception {
        Gwen gwen = Gwen.fresh();
        gwen.writesFromBoth();
        Page nell = signIn();
        assertThat(row(nell, gwen.invoiceSubject())).isVisible();
        Desk.open(nell, gwen.routerSubject(), gwen.name());

        assertThat(nell.locator(".know")).containsText("the same name, the same company");
        button(nell, "Compare with " + gwen.name()).click();
        assertThat(nell.locator(".beside section")).hasCount(2);
        assertThat(nell.locator(".beside")).containsText(gwen.invoiceSubject());
        button(nell, "They are one: merge").click();

        assertThat(entry(nell, "The router blinks.")).isVisible();
        assertThat(entry(nell, "The invoice is wrong.")).isVisible();
        assertThat(entry(nell, "Merged with")).isVisible();
        assertThat(nell.locator(".know .matter")).hasCount(2);
        assertThat(nell.locator(".know .cp")).hasCount(2);
        assertThat(nell.locator(".know")).not().containsText("Perhaps the same person");

        gwen.writes(gwen.work(), "Another wish of " + gwen.name(), "And a second line, please.");
        assertThat(entry(nell, "And a second line, please.")).isVisible();

        Desk.answer(nell, "Gwen", "Both is done, Gwen.");
        SmtpSink.Received answer = house.world()
                .await(
                        m -> m.recipient().equals(gwen.work())
                                && m.header("Subject").contains("Another wish"),
                        SOON);
        assertThat(new String(answer.raw(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("Both is done");

        button(nell, "Part " + gwen.name() + " from this page").click();
        assertThat(entry(nell, "Parted from")).isVisible();
        assertThat(entry(nell, "The invoice is wrong.")).hasCount(0);
        assertThat(entry(nell, "And a second line, please.")).hasCount(0);
        assertThat(nell.locator(".know .cp")).hasCount(1);
        assertThat(nell.locator(".know")).not().containsText("Perhaps the same person");

        nell.keyboard().press("1");
        Desk.open(nell, gwen.invoiceSubject(), gwen.name());
        assertThat(entry(nell, "The invoice is wrong.")).isVisible();
        assertThat(entry(nell, "And a second line, please.")).isVisible();
        assertThat(entry(nell, "Both is done, Gwen.")).isVisible();
    }

    @Test
    void with_the_keyboard_alone_two_are_merged_from_the_palette_and_undone() throws Exception {
        Gwen gwen = Gwen.fresh();
        gwen.writesFromBoth();
        Page nell = signIn();
        Desk.open(nell, gwen.routerSubject(), gwen.name());

        nell.keyboard().press("Control+k");
        nell.keyboard().type("Merge with");
        nell.keyboard().press("Enter");
        assertThat(nell.getByRole(AriaRole.DIALOG)).containsText("Who is the same person");
        nell.keyboard().type(gwen.work());
        assertThat(nell.locator(".dialog .choice")).hasCount(1);
        nell.keyboard().press("Enter");
        assertThat(nell.locator(".beside section")).hasCount(2);
        assertThat(button(nell, "They are one: merge")).isFocused();
        nell.keyboard().press("Enter");
        assertThat(entry(nell, "The invoice is wrong.")).isVisible();

        nell.keyboard().press("z");
        assertThat(entry(nell, "Parted from")).isVisible();
        assertThat(entry(nell, "The invoice is wrong.")).hasCount(0);
    }

    @Test
    void who_looks_at_the_absorbed_ones_page_is_led_to_the_page_that_shows_both() throws Exception {
        Gwen gwen = Gwen.fresh();
        gwen.writesFromBoth();
        Page nell = signIn();
        Page ben = signIn();
        Desk.open(ben, gwen.invoiceSubject(), gwen.name());
        Desk.open(nell, gwen.routerSubject(), gwen.name());

        button(nell, "Compare with " + gwen.name()).click();
        button(nell, "They are one: merge").click();

        assertThat(entry(ben, "The router blinks.")).isVisible();
        assertThat(ben).hasURL(nell.url());
    }

    private static Locator address(Page page) {
        return page.locator(".dialog").getByLabel("Address or number");
    }

    @Test
    void an_address_is_added_told_apart_from_somebody_elses_and_taken_away_again() throws Exception {
        Gwen gwen = Gwen.fresh();
        gwen.writesFromBoth();
        Page nell = signIn();
        Desk.open(nell, gwen.routerSubject(), gwen.name());

        button(nell, "Add an address or number").click();
        address(nell).fill("nobody");
        nell.keyboard().press("Enter");
        assertThat(nell.locator(".dialog .wrong")).containsText("neither an e-mail address nor a telephone number");
        address(nell).fill(gwen.work());
        nell.keyboard().press("Enter");
        assertThat(nell.locator(".dialog .wrong")).containsText("If they are one person, merge them");
        address(nell).fill("+44 117 496 0" + NEXT.incrementAndGet() + "23");
        nell.keyboard().press("Enter");

        Locator number = nell.locator(".know .cp").filter(new Locator.FilterOptions().setHasText("+44117496"));
        assertThat(number).containsText("not proven");
        number.hover();
        number.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove"))
                .click();
        assertThat(number).hasCount(0);
        nell.keyboard().press("z");
        assertThat(number).hasCount(1);
    }

    @Test
    void a_lead_exports_all_that_is_known_and_an_agent_may_not() throws Exception {
        Gwen gwen = Gwen.fresh();
        gwen.writesFromBoth();
        Page lead = house.signIn("admin");
        Page nell = signIn();
        Desk.open(nell, gwen.routerSubject(), gwen.name());
        String customer = nell.url().replaceAll(".*/", "");
        assertThat(nell.request()
                        .get(house.rapport().url() + "/api/customers/" + customer + "/export")
                        .status())
                .isEqualTo(403);

        button(nell, "Compare with " + gwen.name()).click();
        button(nell, "They are one: merge").click();
        assertThat(entry(nell, "The invoice is wrong.")).isVisible();

        lead.navigate(house.rapport().url() + "/people/" + customer);
        assertThat(entry(lead, "The router blinks.")).isVisible();
        Download file = lead.waitForDownload(() -> {
            lead.keyboard().press("Control+k");
            lead.keyboard().type("Export all");
            lead.keyboard().press("Enter");
        });
        JsonNode all;
        try (ZipFile zip = new ZipFile(file.path().toFile())) {
            all = JsonMapper.builder().build().readTree(zip.getInputStream(zip.getEntry("customer.json")));
            assertThat(zip.stream().map(ZipEntry::getName).filter(n -> n.startsWith("originals/")))
                    .hasSize(2);
        }
        assertThat(all.path("records").size()).isEqualTo(2);
        assertThat(all.path("contactPoints").toString()).contains(gwen.home(), gwen.work());
        assertThat(all.path("interactions").toString()).contains("The router blinks.", "The invoice is wrong.");
        assertThat(all.path("promises").size()).isEqualTo(2);
    }

    @Test
    void people_of_one_organisation_stand_on_each_others_pages_and_it_is_renamed_for_all() throws Exception {
        Gwen gwen = Gwen.fresh();
        gwen.writesFromBoth();
        Page nell = signIn();
        Desk.open(nell, gwen.routerSubject(), gwen.name());
        fillOrganisation(nell, "Bakers of " + gwen.name());
        nell.keyboard().press("Enter");
        assertThat(nell.locator("header.id")).containsText("Bakers of " + gwen.name());

        nell.keyboard().press("1");
        Desk.open(nell, gwen.invoiceSubject(), gwen.name());
        fillOrganisation(nell, "bakers of " + gwen.name());
        nell.keyboard().press("Enter");
        assertThat(nell.locator(".know")).containsText("Bakers of " + gwen.name() + ", 2 people");

        fillOrganisation(nell, "Millers of " + gwen.name());
        nell.getByLabel("Call it so for everybody in it").check();
        button(nell, "Keep").click();
        assertThat(nell.locator("header.id")).containsText("Millers of " + gwen.name());
        nell.locator(".know a.one").click();
        assertThat(entry(nell, "The router blinks.")).isVisible();
        assertThat(nell.locator("header.id")).containsText("Millers of " + gwen.name());
    }

    private static void fillOrganisation(Page page, String name) {
        page.keyboard().press("Control+k");
        page.keyboard().type("Set the organisation");
        page.keyboard().press("Enter");
        page.locator(".dialog input.input").fill(name);
    }
}
