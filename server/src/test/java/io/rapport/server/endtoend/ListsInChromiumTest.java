package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.PromiseId;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Finding and viewing: what is put aside, the list of promises, views with names, and Ctrl K.
class ListsInChromiumTest {
    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
    }

    @AfterAll
    static void shut() {
        assertThat(house.browser().mistakes()).isEmpty();
        house.close();
    }

    private static void writes(String name, String subject, String text) throws Exception {
        String address = name.toLowerCase(java.util.Locale.ROOT) + "@bakery.example";
        house.post()
                .send(new MailWriter.Letter(
                        name + " Baker", address, "harbourside@brightline.example", subject, text, ""));
        house.rapport().caughtUp();
    }

    private static Locator inRole(Page page, AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void list(Page page, String words) {
        page.keyboard().press("5");
        assertThat(page.locator("main h1")).hasText("Everything we said we would do.");
        page.keyboard().press("/");
        page.keyboard().type(words);
        page.keyboard().press("Escape");
    }

    @Test
    void what_is_put_aside_leaves_today_for_all_and_comes_back_when_they_write() throws Exception {
        Page nell = house.signIn("nell");
        Page ben = house.signIn("ben");
        writes("Wilma", "The oven is cold", "It says E-42.");
        Desk.open(nell, "The oven is cold", "Wilma Baker");
        nell.keyboard().press("t");
        assertThat(nell.locator(".pin")).containsText("yours");
        nell.keyboard().press("s");
        Locator dialog = nell.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText("In an hour")))
                .isFocused();
        nell.keyboard().press("Enter");
        assertThat(nell.getByText("Put aside: Wilma Baker is back")).isVisible();
        assertThat(nell.locator(".pin")).containsText("back ");

        nell.keyboard().press("z");
        assertThat(nell.getByText("Wilma Baker is back.", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(nell.locator(".pin")).not().containsText("back ");

        nell.keyboard().press("s");
        dialog.getByLabel("Or until").fill("in 300 days");
        assertThat(dialog).containsText("That is past the deadline.");
        dialog.getByLabel("Or until").fill("in 30 minutes");
        nell.keyboard().press("Enter");
        assertThat(dialog).hasCount(0);
        nell.keyboard().press("Escape");
        Locator fold = nell.locator("details.aside");
        assertThat(fold).containsText("Put aside");
        assertThat(fold).containsText("the next is back");
        assertThat(nell.locator(".when [data-promise]")
                        .filter(new Locator.FilterOptions().setHasText("The oven is cold")))
                .hasCount(0);
        list(ben, "oven");
        assertThat(Desk.row(ben, "The oven is cold")).containsText("back ");

        writes("Wilma", "The oven is cold", "Are you there?");
        assertThat(Desk.row(ben, "The oven is cold")).not().containsText("back ");
        assertThat(fold).hasCount(0);
        assertThat(nell.locator(".when [data-promise]")
                        .filter(new Locator.FilterOptions().setHasText("The oven is cold")))
                .hasCount(1);
    }

    @Test
    void many_are_taken_at_once_and_what_changed_meanwhile_is_said_with_its_reason() throws Exception {
        for (String name : new String[] {"Xena", "Yves", "Zita"}) {
            writes(name, "Quagmire of " + name, "Please look.");
        }
        Page nell = house.signIn("nell");
        // A colleague is quicker with one of them, in the moment before the stream says so. Long before
        // it is asked for: a page takes up what is held back only after a while.
        nell.route("**/api/promises/many", route -> {
            PromiseId zitas =
                    new PromiseId(house.rapport().count("select id from promise where what = 'Quagmire of Zita'"));
            AgentId ben = new AgentId(house.rapport().count("select id from agent where first_name = 'Ben'"));
            assertThat(house.rapport().bean(Promises.class).take(zitas, ben, Instant.now()))
                    .isInstanceOf(Promises.TakeResult.Yours.class);
            route.resume();
        });
        list(nell, "quagmire");
        assertThat(nell.locator("main [data-promise]")).hasCount(3);
        nell.keyboard().press("j");
        nell.keyboard().press("x");
        nell.keyboard().press("Shift+ArrowDown");
        assertThat(nell.getByText("2 selected")).isVisible();
        nell.keyboard().press("*");
        assertThat(nell.getByText("3 selected")).isVisible();

        nell.keyboard().press("t");
        Locator dialog = nell.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Some had changed meanwhile");
        assertThat(dialog).containsText("Zita Baker");
        assertThat(dialog).containsText("Ben has taken it already.");
        nell.keyboard().press("Enter");
        assertThat(dialog).hasCount(0);
        assertThat(nell.getByText("Two promises are yours.")).isVisible();

        Desk.button(nell, "Nobody’s").click();
        assertThat(nell.locator("main [data-promise]")).hasCount(0);
        assertThat(nell.getByText("No promise is like that.")).isVisible();
    }

    @Test
    void a_view_gets_a_name_stands_in_the_rail_of_the_team_and_can_be_deleted_and_undone() throws Exception {
        writes("Vera", "Marzipan on the line", "Please look.");
        Page nell = house.signIn("nell");
        Page ben = house.signIn("ben");
        list(nell, "marzipan");
        assertThat(nell.locator("main [data-promise]")).hasCount(1);
        nell.keyboard().press("v");
        nell.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Sweet things");
        nell.getByLabel("For everybody in Harbourside").check();
        nell.keyboard().press("Enter");

        Locator bens = ben.locator("nav.rail .views");
        assertThat(bens).containsText("Sweet things");
        bens.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sweet things"))
                .first()
                .click();
        assertThat(ben.locator("main [data-promise]")).hasCount(1);
        assertThat(Desk.row(ben, "Marzipan on the line")).isVisible();

        Desk.button(nell, "More for Sweet things").first().click();
        inRole(nell, AriaRole.MENUITEM, "Delete").click();
        assertThat(bens).hasCount(0);
        nell.keyboard().press("z");
        assertThat(nell.getByText("“Sweet things” is back.")).isVisible();
        assertThat(bens).containsText("Sweet things");
    }

    @Test
    void ctrl_k_finds_a_word_and_a_promise_and_enter_opens_the_place_in_the_story() throws Exception {
        writes("Ulla", "Something old", "The word is xylophone, long ago.");
        for (int i = 0; i < 12; i++) {
            writes("Ulla", "Something newer " + i, "A line.\n".repeat(40));
        }
        Page nell = house.signIn("nell");
        nell.keyboard().press("Control+k");
        nell.keyboard().type("xylophone");
        Locator said = nell.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("What was said"))
                .getByRole(AriaRole.OPTION);
        assertThat(said).hasCount(1);
        assertThat(said.locator("mark")).hasText("xylophone");
        nell.keyboard().press("Enter");
        assertThat(nell.locator("h1")).hasText("Ulla Baker");
        Locator place = nell.locator(".found-here");
        assertThat(place).containsText("xylophone");
        assertThat(place).isInViewport();

        nell.keyboard().press("Control+k");
        nell.keyboard().type("ulla");
        assertThat(nell.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("People"))
                        .getByRole(AriaRole.OPTION))
                .hasCount(1);
        nell.keyboard().press("Escape");
        nell.keyboard().press("Control+k");
        nell.keyboard().type("something old");
        assertThat(nell.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Promises"))
                        .getByRole(AriaRole.OPTION))
                .containsText("Ulla Baker");
    }

    @Test
    void ctrl_k_finds_an_article_and_enter_opens_it() {
        Page nell = house.signIn("nell");
        nell.keyboard().press("Control+k");
        nell.keyboard().type("orange lamp");
        Locator known = inRole(nell, AriaRole.GROUP, "What we know").getByRole(AriaRole.OPTION);
        assertThat(known).hasCount(1);
        assertThat(known).containsText("What the four lamps on the box mean");
        nell.keyboard().press("Enter");
        Locator article = nell.locator("article.reading");
        assertThat(article.locator("h2")).hasText("What the four lamps on the box mean");
        assertThat(article).containsText("the box is learning");

        nell.reload();
        assertThat(article.locator("h2")).hasText("What the four lamps on the box mean");
        Desk.button(nell, "All articles").click();
        assertThat(nell.locator("[data-article]")).hasCount(3);
        assertThat(article).hasCount(0);
    }

    @Test
    void what_is_read_stays_in_place_while_older_pages_come_above_it() throws Exception {
        for (int i = 0; i < 150; i++) {
            house.post()
                    .send(new MailWriter.Letter(
                            "Olga Baker",
                            "olga@bakery.example",
                            "millbrook@brightline.example",
                            "A long story",
                            "Letter " + i + ".\n" + "A line of it.\n".repeat(3 + i % 20),
                            ""));
        }
        house.rapport().caughtUp();
        Page nell = house.signIn("nell");
        nell.navigate(house.rapport().url() + "/people/"
                + house.rapport().count("select id from customer where name = ?", "Olga Baker"));
        assertThat(nell.locator("[data-entry]").last()).isVisible();

        Object strayed = nell.evaluate("""
                () => new Promise((done) => {
                  const flow = document.querySelector('section.flow')
                  const { left, top } = flow.getBoundingClientRect()
                  let seen = null, strayed = 0, frames = 0
                  const begins = () => [...document.querySelectorAll('.say')].some((one) => one.textContent.startsWith('Letter 0.'))
                  const step = () => {
                    if (seen !== null) strayed = Math.max(strayed, Math.abs(seen.line.getBoundingClientRect().top - seen.at))
                    if (frames++ > 5000) return done(1e6)
                    if (begins() && flow.scrollTop <= 0) return done(strayed)
                    const by = Math.min(150, flow.scrollTop)
                    const line = document.elementFromPoint(left + 300, top + 300)?.closest('[data-entry]')
                    seen = line == null ? null : { line, at: line.getBoundingClientRect().top + by }
                    flow.scrollTop -= by
                    requestAnimationFrame(step)
                  }
                  // From when all of the newest page is drawn.
                  let height = 0, same = 0
                  const rest = () => {
                    same = flow.scrollHeight === height ? same + 1 : 0
                    height = flow.scrollHeight
                    requestAnimationFrame(same < 10 ? rest : step)
                  }
                  rest()
                })
                """);
        assertThat(((Number) strayed).doubleValue()).isLessThan(120);
    }

    @Test
    void the_team_board_says_who_is_on_what_and_what_they_owe_next() throws Exception {
        writes("Tess", "Lintel and lamp", "Please look.");
        Page nell = house.signIn("nell");
        Page ben = house.signIn("ben");
        ben.keyboard().press("3");
        Locator board = ben.locator("[data-agent]").filter(new Locator.FilterOptions().setHasText("Nell Hartigan"));
        Desk.open(nell, "Lintel and lamp", "Tess Baker");
        assertThat(board).containsText("with Tess Baker");
        nell.keyboard().press("r");
        nell.keyboard().type("Dear Tess");
        assertThat(board).containsText("writes to Tess Baker");
        nell.keyboard().press("Escape");
        int before = openOf("Nell");
        nell.keyboard().press("t");
        assertThat(board).containsText((before + 1) + " open promise");
        nell.keyboard().press("Escape");
        assertThat(board).not().containsText("Tess Baker");

        board.click();
        assertThat(ben.locator("main h1")).hasText("Everything we said we would do.");
        assertThat(Desk.row(ben, "Lintel and lamp")).isVisible();
        assertThat(ben.getByLabel("Owner"))
                .hasValue(Long.toString(house.rapport().count("select id from agent where first_name = 'Nell'")));
    }

    private static int openOf(String firstName) {
        return (int) house.rapport()
                .count(
                        "select count(*) from promise p join agent a on a.id = p.owner"
                                + " where a.first_name = ? and p.state = 'OPEN'",
                        firstName);
    }
}
