package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is done again and again, done with the keyboard alone and with the mouse, and counted.
/// `docs/using/daily-tasks.md` is the result; `-Drapport.write` writes it anew.
class DailyTasksTest {
    private static final Path TABLE = Path.of("..", "docs", "using", "daily-tasks.md");
    /// Far above what it takes, for machines that do other things as well.
    private static final double LONGEST_SECONDS = 15;

    private static DemoHouse house;
    private static int next;

    private final List<String> lines = new ArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    /// Somebody who has just written, with a name and a word that nobody else has.
    private record Caller(String first, String name, String word) {
        static Caller writes() throws Exception {
            int n = ++next;
            String first = "Cal" + (char) ('a' + n / 5) + "vin".substring(0, 1 + n % 3) + (char) ('a' + n % 5);
            Caller caller = new Caller(first, first + " Quill", "umbrella" + first.toLowerCase(Locale.ROOT));
            caller.writesFrom("home");
            return caller;
        }

        void writesFrom(String where) throws Exception {
            house.post()
                    .send(new MailWriter.Letter(
                            name,
                            first.toLowerCase(Locale.ROOT) + "." + where + "@quill" + next + ".example",
                            "harbourside@brightline.example",
                            "About the " + word + ", " + where,
                            "It leaks. What shall I do?",
                            ""));
            house.rapport().caughtUp();
        }

        String about() {
            return "About the " + word + ", home";
        }
    }

    private interface Step {
        void with(Hand hand, Caller caller) throws Exception;
    }

    private static final Step ON_TODAY =
            (hand, caller) -> assertThat(Desk.row(hand.page(), caller.about())).isVisible();
    private static final Step ON_THEIR_PAGE = (hand, caller) -> Desk.open(hand.page(), caller.about(), caller.name());
    private static final Step MINE_ON_THEIR_PAGE = (hand, caller) -> {
        Desk.open(hand.page(), caller.about(), caller.name());
        hand.page().keyboard().press("t");
        assertThat(hand.page().locator(".pin").first()).containsText("yours");
    };
    private static final Step MINE_ON_TODAY = (hand, caller) -> {
        MINE_ON_THEIR_PAGE.with(hand, caller);
        hand.page().keyboard().press("Escape");
        assertThat(Desk.row(hand.page(), caller.about()).locator(".acts")).containsText("Kept");
    };

    private void task(String name, Page page, Step keysFrom, Step byKeys, Step mouseFrom, Step byMouse, Step done)
            throws Exception {
        Hand keys = counted(name, page, keysFrom, byKeys, done);
        String pressed = String.format(Locale.ROOT, "%d | %.1f s", keys.keys(), keys.seconds());
        assertThat(keys.clicks()).as(name + " by keyboard").isZero();
        Hand mouse = counted(name, page, mouseFrom, byMouse, done);
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.1f s |",
                name,
                pressed,
                mouse.clicks(),
                mouse.keys(),
                mouse.seconds()));
    }

    private static Hand counted(String name, Page page, Step from, Step does, Step done) throws Exception {
        Caller caller = Caller.writes();
        page.navigate(house.rapport().url());
        Hand hand = new Hand(page);
        from.with(hand, caller);
        hand.begins();
        does.with(hand, caller);
        done.with(hand, caller);
        assertThat(hand.seconds()).as(name).isLessThan(LONGEST_SECONDS);
        return hand;
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator starting(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static Locator onRow(Page page, Caller caller, String name) {
        // The buttons of a row stand where the pointer is.
        Desk.row(page, caller.about()).hover();
        return Desk.row(page, caller.about())
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static Step sees(Consumer<Seen> check) {
        return (hand, caller) -> check.accept(new Seen(hand.page(), caller));
    }

    private record Seen(Page page, Caller caller) {}

    @Test
    void ten_daily_tasks_take_few_keys_and_few_clicks() throws Exception {
        Page nell = house.signIn("nell");
        template(nell);
        task(
                "Answer",
                nell,
                ON_THEIR_PAGE,
                (hand, caller) -> hand.press("r").write("Turn it round.").press("Alt+n", "Control+Enter"),
                ON_THEIR_PAGE,
                (hand, caller) -> hand.click(nell.getByLabel("Write to " + caller.first()))
                        .write("Turn it round.")
                        .click(button(nell, "Nothing more"))
                        .click(starting(nell, "Send to " + caller.first())),
                sees(seen -> assertThat(
                                seen.page().getByText("Sent to " + seen.caller().name() + "."))
                        .isVisible()));
        task(
                "Hand over",
                nell,
                MINE_ON_THEIR_PAGE,
                (hand, caller) -> {
                    hand.press("h");
                    assertThat(field(nell, "To")).isFocused();
                    hand.press("s", "i", "o", "Control+Enter");
                },
                MINE_ON_THEIR_PAGE,
                (hand, caller) -> hand.click(starting(nell, "Hand over"))
                        .choose(
                                field(nell, "To"),
                                Long.toString(
                                        house.rapport().count("select id from agent where first_name = 'Siobhan'")))
                        .click(button(nell, "Offer to Siobhan")),
                sees(seen ->
                        assertThat(seen.page().getByText("Offered to Siobhan.")).isVisible()));
        task(
                "Find a person",
                nell,
                ON_TODAY,
                (hand, caller) -> {
                    hand.press("Control+k").write(caller.name());
                    found(nell, "People", 1);
                    hand.press("Enter");
                },
                ON_TODAY,
                (hand, caller) -> {
                    hand.click(button(nell, "Find a person, a promise, a word")).write(caller.name());
                    hand.click(found(nell, "People", 1));
                },
                sees(seen -> assertThat(seen.page().locator("h1"))
                        .hasText(seen.caller().name())));
        task(
                "Promise",
                nell,
                ON_THEIR_PAGE,
                (hand, caller) -> {
                    hand.press("o");
                    assertThat(field(nell, "What you promise, as a verb")).isFocused();
                    hand.write("send a new one")
                            .press("Tab")
                            .write("tomorrow 9")
                            .press("Enter");
                },
                ON_THEIR_PAGE,
                (hand, caller) -> hand.click(starting(nell, "Promise something"))
                        .write("send a new one")
                        .click(field(nell, "By when"))
                        .write("tomorrow 9")
                        .click(nell.getByRole(AriaRole.DIALOG)
                                .getByRole(
                                        AriaRole.BUTTON,
                                        new Locator.GetByRoleOptions()
                                                .setName("Promise")
                                                .setExact(true))),
                sees(seen -> assertThat(seen.page()
                                .locator(".pin")
                                .filter(new Locator.FilterOptions().setHasText("send a new one")))
                        .isVisible()));
        task(
                "Put aside",
                nell,
                MINE_ON_THEIR_PAGE,
                (hand, caller) -> {
                    hand.press("s");
                    assertThat(button(nell, "In an hour")).isFocused();
                    hand.press("Enter");
                },
                MINE_ON_TODAY,
                (hand, caller) -> hand.click(onRow(nell, caller, "Put aside")).click(button(nell, "In an hour")),
                sees(seen -> assertThat(seen.page()
                                .getByText("Put aside: " + seen.caller().name() + " is back"))
                        .isVisible()));
        Step twice = (hand, caller) -> {
            caller.writesFrom("work");
            ON_THEIR_PAGE.with(hand, caller);
            assertThat(starting(nell, "Compare with")).isVisible();
        };
        task(
                "Merge",
                nell,
                twice,
                (hand, caller) -> {
                    hand.press("i");
                    assertThat(nell.getByRole(AriaRole.DIALOG)).containsText("Who is the same person");
                    hand.write(caller.first().toLowerCase(Locale.ROOT) + ".work");
                    assertThat(nell.locator(".dialog .choice")).hasCount(1);
                    hand.press("Enter");
                    assertThat(button(nell, "They are one: merge")).isFocused();
                    hand.press("Enter");
                },
                twice,
                (hand, caller) ->
                        hand.click(starting(nell, "Compare with").first()).click(button(nell, "They are one: merge")),
                sees(seen -> assertThat(seen.page().locator(".know"))
                        .containsText("Also " + seen.caller().name())));
        task(
                "Use a template",
                nell,
                ON_THEIR_PAGE,
                (hand, caller) -> {
                    hand.press("r").write("/leak");
                    assertThat(nell.locator(".typing-list [role=option]")).containsText("It leaks");
                    hand.press("Enter");
                },
                ON_THEIR_PAGE,
                (hand, caller) -> hand.click(nell.getByLabel("Write to " + caller.first()))
                        .write("/leak")
                        .click(nell.locator(".typing-list [role=option]")),
                sees(seen -> assertThat(seen.page()
                                .getByLabel("Write to " + seen.caller().first()))
                        .hasValue("Dear " + seen.caller().first() + ", turn it round.")));
        task(
                "Keep a note",
                nell,
                ON_THEIR_PAGE,
                (hand, caller) -> hand.press("n").write("The seal is worn.").press("Control+Enter"),
                ON_THEIR_PAGE,
                (hand, caller) -> hand.click(nell.getByLabel("What colleagues should know"))
                        .write("The seal is worn.")
                        .click(button(nell, "Keep note")),
                sees(seen -> assertThat(seen.page().locator(".paper")).containsText("The seal is worn.")));
        task(
                "Attach a file",
                nell,
                ON_THEIR_PAGE,
                (hand, caller) -> hand.file("plan.txt", () -> hand.press("Alt+a")),
                ON_THEIR_PAGE,
                (hand, caller) -> hand.file("plan.txt", () -> hand.click(button(nell, "Attach files"))),
                sees(seen -> assertThat(seen.page().locator("[data-file]")).containsText("plan.txt")));
        task(
                "Look up the past",
                nell,
                ON_TODAY,
                (hand, caller) -> {
                    hand.press("Control+k").write(caller.word());
                    found(nell, "What was said", 1);
                    hand.press("ArrowDown", "Enter");
                },
                ON_TODAY,
                (hand, caller) -> {
                    hand.click(button(nell, "Find a person, a promise, a word")).write(caller.word());
                    hand.click(found(nell, "What was said", 1));
                },
                sees(seen -> assertThat(seen.page().locator(".found-here")).containsText("It leaks.")));
        assertThat(house.browser().mistakes()).isEmpty();
        compare();
    }

    private static Locator found(Page page, String group, int number) {
        Locator options = page.getByRole(
                        AriaRole.GROUP,
                        new Page.GetByRoleOptions().setName(group).setExact(true))
                .getByRole(AriaRole.OPTION);
        assertThat(options).hasCount(number);
        return options.first();
    }

    private static void template(Page page) {
        page.navigate(house.rapport().url() + "/knowledge");
        button(page, "Templates").click();
        button(page, "New template").click();
        page.getByLabel("Title").fill("It leaks");
        page.getByLabel("Shortcut").fill("leaks");
        field(page, "Text").fill("Dear {{customer.firstName}}, turn it round.");
        button(page, "Keep").click();
        assertThat(page.locator("[data-template]").first()).isVisible();
    }

    private void compare() throws IOException {
        String text = """
                # Ten daily tasks

                What an agent does again and again, by the keyboard alone and by the mouse. Every key or chord counts
                as one press, every click as one; choosing from a list of the system counts as two. Words that
                somebody writes (an answer, a name) are not counted: they are the same either way. The seconds are what
                Rapport took, from the first press until the result stood on the screen, with nobody thinking or typing.

                Each task begins on the person's page; finding and looking up begin on Today, and so does putting aside by
                the mouse.

                | Task | Keys | | Clicks | and keys | |
                |---|--:|--:|--:|--:|--:|
                %s

                `DailyTasksTest` does all of this in a browser and compares the counts with this page.
                """.formatted(String.join("\n", lines));
        if (System.getProperty("rapport.write") != null) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, text);
        }
        assertThat(withoutSeconds(Files.readString(TABLE)))
                .as("the table is stale; ./rapport test -Dtest=DailyTasksTest -Drapport.write writes it anew")
                .isEqualTo(withoutSeconds(text));
    }

    private static String withoutSeconds(String text) {
        return text.replaceAll("\\d+\\.\\d s", "- s");
    }
}
