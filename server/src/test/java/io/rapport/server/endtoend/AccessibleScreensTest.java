package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.Desk.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.rapport.outside.mail.MailWriter;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.PromiseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every screen, every dialog and every public page, in light and dark, looked at by axe-core. A screen or a dialog
/// that the desktop gains and nobody walks through here fails this too.
class AccessibleScreensTest {
    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open("--rapport.voice.enabled=false");
        writes("Iris Vale", "iris@vale.example", "The line of Iris", "My order AB-20417 has not come. Where is it?");
        writes("Iris Vale", "iris.vale@vale.example", "Iris writes from work", "And what does it cost?");
        writes("Jude Vale", "jude@vale.example", "The line of Jude", "Nothing works since Monday.");
        writes("Kay Vale", "kay@vale.example", "The line of Kay", "May I keep my number?");
        writes("Lena Vale", "lena@vale.example", "Quicksand of Lena", "Please look.");
        writes("Milo Vale", "milo@vale.example", "Quicksand of Milo", "Please look.");
        house.rapport().caughtUp();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static void writes(String name, String address, String subject, String text) throws Exception {
        house.post().send(new MailWriter.Letter(name, address, "harbourside@brightline.example", subject, text, ""));
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

    /// Opens it by its action, looks at it, and closes it.
    private static void dialog(Axe axe, Page page, String kind, String action) {
        try {
            does(page, action);
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
            axe.look(page, kind);
            closed(page);
        } catch (RuntimeException | AssertionError e) {
            axe.missed(kind, e);
            page.keyboard().press("Escape");
        }
    }

    private static void closed(Page page) {
        Locator open = page.getByRole(AriaRole.DIALOG);
        open.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .first()
                .click();
        assertThat(open).hasCount(0);
    }

    @Test
    void no_screen_and_no_dialog_shuts_anybody_out() throws IOException {
        Axe axe = new Axe();
        Page gate = house.browser().open(house.rapport().url());
        gate.getByLabel("Name").waitFor();
        axe.look(gate, "gate");
        Page ada = house.signIn("admin");
        assertThat(ada.locator("[data-promise]").first()).isVisible();
        axe.look(ada, "TODAY");
        does(ada, "All keys");
        axe.look(ada, "KEYS");
        closed(ada);
        dialog(axe, ada, "SETTINGS", "Settings");
        ada.keyboard().press("Control+k");
        ada.locator(".palette-input").fill("line");
        assertThat(ada.getByRole(AriaRole.OPTION).first()).isVisible();
        axe.look(ada, "PALETTE");
        ada.keyboard().press("Escape");
        person(axe, ada);
        offered(axe, ada);
        endOfShift(axe, ada);
        lists(axe, ada);
        incidents(axe, ada);
        notDone(axe, ada);
        narrow(axe, ada);
        telephone(axe, house.signIn("nell"));
        administration(axe, ada);
        assertThat(axe.found()).isEmpty();

        Set<String> wanted = kinds("export type DialogWanted =\n((?:  \\|.*\n)+)", "kind: '([A-Z_]+)'");
        wanted.addAll(kinds("export type Screen = (.*)", "'([A-Z_]+)'"));
        assertThat(axe.seen()).containsAll(wanted);
        assertThat(house.browser().mistakes()).isEmpty();
    }

    private static Set<String> kinds(String where, String what) throws IOException {
        var block = Pattern.compile(where).matcher(Files.readString(Path.of("../desktop/src/model/place.ts")));
        assertThat(block.find()).isTrue();
        return Pattern.compile(what)
                .matcher(block.group(1))
                .results()
                .map(one -> one.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The list, the form with a fault in its words, an incident before and after it was told, and its public pages.
    private static void incidents(Axe axe, Page page) {
        page.keyboard().press("8");
        assertThat(page.locator("h1")).isVisible();
        axe.look(page, "INCIDENTS");
        Desk.button(page, "Tell customers something").click();
        page.getByLabel("What we call it").fill("A late engineer");
        page.getByLabel("What happened").first().fill("We apologise if you were upset.");
        assertThat(page.locator(".out-faults").first()).isVisible();
        axe.look(page, "INCIDENT_FORM");
        Desk.button(page, "Save").click();
        Desk.button(page, "Count them").click();
        assertThat(page.locator(".out-faults").first()).isVisible();
        axe.look(page, "INCIDENT");
        Desk.button(page, "All incidents").click();
        Desk.button(page, "Who gets nothing").click();
        axe.look(page, "STOPS");
        axe.look(house.browser().open(house.rapport().url() + "/status"), "status");
        page.keyboard().press("1");
    }

    private static void hasNumber(String name) {
        var jdbc = house.rapport().jdbc();
        jdbc.update("insert into contact_point (kind, value) values ('PHONE', '+441174960177')");
        jdbc.update(
                "insert into customer_contact_point (contact_point, customer, proof, since)"
                        + " select p.id, c.id, 'SEEN', now() from contact_point p, customer c"
                        + " where p.value = '+441174960177' and c.name = ?",
                name);
    }

    private static void person(Axe axe, Page page) {
        hasNumber("Iris Vale");
        Desk.open(page, "The line of Iris", "Iris Vale");
        page.keyboard().press("t");
        assertThat(page.locator(".pin").first()).containsText("yours");
        page.keyboard().press("n");
        page.keyboard().type("She calls again at five.");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".paper")).containsText("calls again at five");
        page.keyboard().press("Escape");
        page.keyboard().press("r");
        page.keyboard().type("Dear Iris, it is on its way.");
        axe.look(page, "PERSON");
        page.keyboard().press("Escape");
        dialog(axe, page, "HAND_OVER", "Hand over");
        dialog(axe, page, "RELEASE", "Release");
        dialog(axe, page, "MOVE", "Move the deadline");
        dialog(axe, page, "ASIDE", "Put aside");
        dialog(axe, page, "PROMISE", "Promise something");
        dialog(axe, page, "REASON", "Say what the matter is about");
        dialog(axe, page, "CLOSE_MATTER", "Close the matter");
        does(page, "Mark as sales");
        assertThat(page.locator(".know")).containsText("sales");
        dialog(axe, page, "CLOSE_MATTER, sales", "Close the matter");
        dialog(axe, page, "NEEDS_NO_ANSWER", "Needs no answer");
        dialog(axe, page, "ADD_ADDRESS", "Add an address or number");
        dialog(axe, page, "ORGANISATION", "Set the organisation");
        moveHome(axe, page);
        dialog(axe, page, "ASK_ROOM", "Ask the team room");
        dialog(axe, page, "EXTERNAL_ID", "Add a number of another system");
        dialog(axe, page, "ERASE", "Erase this person");
        dialog(axe, page, "AGREEMENT", "Note an agreement");
        dialog(axe, page, "QUIET", "Set quiet hours");
        dialog(axe, page, "PLAN_CALL", "Promise a call at a time they choose");
        dialog(axe, page, "ASK_HOW", "Ask them how it was");
        Desk.answer(page, "Iris", "It comes tomorrow, Iris.");
        assertThat(page.getByText("Sent to Iris Vale.")).isVisible();
        assertThat(page.locator("[data-entry]").last()).containsText("It comes tomorrow, Iris.");
        dialog(axe, page, "ARTICLE", "Keep the last answer as article");
        dialog(axe, page, "MERGE, whom", "Merge with somebody");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Compare with")))
                .first()
                .click();
        assertThat(page.locator(".beside section")).hasCount(2);
        axe.look(page, "MERGE");
        button(page, "They are one: merge").click();
        assertThat(page.locator(".know")).containsText("Also Iris Vale");
        dialog(axe, page, "PART", "Part what was merged");
        axe.look(page, "PERSON, answered");
    }

    private static void moveHome(Axe axe, Page page) {
        try {
            does(page, "Move to another team");
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("To which team")
                    .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("Castlegate"));
            assertThat(dialog).containsText("What stays");
            axe.look(page, "MOVE_HOME");
            closed(page);
        } catch (RuntimeException | AssertionError e) {
            axe.missed("MOVE_HOME", e);
            page.keyboard().press("Escape");
        }
    }

    /// A colleague offers Kay's promise, and it is about to be declined.
    private static void offered(Axe axe, Page page) {
        Page nell = house.signIn("nell");
        Desk.open(nell, "The line of Kay", "Kay Vale");
        nell.keyboard().press("t");
        assertThat(nell.getByText("Yours: Kay Vale.")).isVisible();
        nell.keyboard().press("h");
        Locator to = nell.getByLabel("To", new Page.GetByLabelOptions().setExact(true));
        String me = Long.toString(
                house.rapport().count("select id from agent where first_name = ? and last_name = ?", "Ada", "Winter"));
        to.selectOption(me);
        nell.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Offer to")))
                .click();
        Locator card = nell.locator("[data-entry]")
                .filter(new Locator.FilterOptions().setHasText("hand-over, not yet accepted"));
        assertThat(card).isVisible();

        page.navigate(house.rapport().url() + "/people/"
                + house.rapport().count("select id from customer where name = ?", "Kay Vale"));
        assertThat(page.locator("h1")).hasText("Kay Vale");
        assertThat(button(page, "Decline")).isVisible();
        axe.look(page, "PERSON, offered");
        dialog(axe, page, "DECLINE", "Decline");
    }

    /// Something falls due before its owner is back.
    private static void endOfShift(Axe axe, Page page) {
        page.keyboard().press("o");
        page.getByLabel("What you promise, as a verb").fill("ring the engineer");
        page.getByLabel("By when", new Page.GetByLabelOptions().setExact(true))
                .first()
                .fill("in 30 minutes");
        within(page.getByRole(AriaRole.DIALOG), "Promise").click();
        assertThat(page.locator(".pin").filter(new Locator.FilterOptions().setHasText("ring the engineer")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        dialog(axe, page, "GO_HOME", "Go home");
    }

    /// Of two promises that are taken at once a colleague has one already, which the list does not know yet. A page
    /// takes up what is held back only after a while, so that is said first.
    private static void notDone(Axe axe, Page page) {
        page.route("**/api/promises/many", route -> {
            PromiseId milos =
                    new PromiseId(house.rapport().count("select id from promise where what = ?", "Quicksand of Milo"));
            AgentId ben = new AgentId(house.rapport().count("select id from agent where first_name = ?", "Ben"));
            assertThat(house.rapport().bean(Promises.class).take(milos, ben, Instant.now()))
                    .isInstanceOf(Promises.TakeResult.Yours.class);
            route.resume();
        });
        page.keyboard().press("5");
        assertThat(page.locator("main h1")).hasText("Everything we said we would do.");
        assertThat(page.locator("main [data-promise]").first()).isVisible();
        page.keyboard().press("/");
        page.keyboard().type("quicksand");
        page.keyboard().press("Escape");
        assertThat(page.locator("main [data-promise]")).hasCount(2);
        page.keyboard().press("j");
        page.keyboard().press("*");
        assertThat(page.getByText("2 selected")).isVisible();
        page.keyboard().press("t");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Milo Vale");
        axe.look(page, "NOT_DONE");
        closed(page);
        page.unroute("**/api/promises/many");
    }

    /// On a telephone: what we know of a person and the menu are within reach there, too.
    private static void narrow(Axe axe, Page page) {
        page.setViewportSize(390, 844);
        page.navigate(house.rapport().url());
        assertThat(page.locator("main [data-promise]").first()).isVisible();
        assertThat(button(page, "Ada Winter")).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        axe.look(page, "TODAY, narrow");
        page.navigate(house.rapport().url() + "/people/"
                + house.rapport().count("select id from customer where name = ?", "Kay Vale"));
        assertThat(page.locator("[data-entry]").last()).isVisible();
        axe.look(page, "PERSON, narrow");
        assertThat(page.getByText("What they want")).not().isVisible();
        button(page, "About them").click();
        assertThat(page.getByText("What they want")).isVisible();
        assertThat(page.getByLabel("Write to Kay")).not().isVisible();
        axe.look(page, "PERSON, narrow, about them");
        button(page, "To the story").click();
        assertThat(page.getByLabel("Write to Kay")).isVisible();
        page.setViewportSize(1440, 900);
    }

    /// What the server would say while somebody calls is said for it: here nobody calls, and its own telephone is off.
    private static void telephone(Axe axe, Page page) {
        AtomicReference<String> phone = new AtomicReference<>(phone("", ""));
        page.route(
                "**/api/phone",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(phone.get())));
        page.route("**/api/phone/line", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        goes(axe, page, "/telephone", "TELEPHONE", "Telephone");
        button(page, "Set up a desk phone").click();
        assertThat(page.locator(".desk-phone")).isVisible();
        axe.look(page, "TELEPHONE, a password for a desk phone");
        phone.set(phone("", "").replace("\"pickUp\": null", "\"pickUp\": " + kay()));
        page.navigate(house.rapport().url());
        assertThat(button(page, "Don’t call")).isVisible();
        axe.look(page, "TODAY, the desk phone rings");
        phone.set(phone(call("RINGING", "null"), ""));
        page.navigate(house.rapport().url());
        assertThat(button(page, "Not now")).isVisible();
        assertThat(page.locator("main h1")).hasText("Kay Vale");
        axe.look(page, "PERSON, ringing");
        goes(axe, page, "/telephone", "TELEPHONE, ringing", "Telephone");
        phone.set(phone(call("TALKING", "\"2026-11-24T10:42:00Z\""), ""));
        page.navigate(house.rapport().url());
        button(page, "Keypad").click();
        axe.look(page, "TODAY, talking");
        button(page, "Colleague").click();
        assertThat(page.getByLabel("Colleague", new Page.GetByLabelOptions().setExact(true)))
                .isVisible();
        axe.look(page, "COLLEAGUE");
        page.keyboard().press("Escape");
        button(page, "Put through").click();
        assertThat(page.getByLabel("Number", new Page.GetByLabelOptions().setExact(true)))
                .isVisible();
        axe.look(page, "ONWARDS");
        page.keyboard().press("Escape");
        phone.set(phone(call("PASSING", "\"2026-11-24T10:42:00Z\""), ""));
        page.navigate(house.rapport().url());
        assertThat(button(page, "Take back")).isVisible();
        axe.look(page, "TODAY, putting through");
        phone.set(phone("", "").replace("\"listening\": null", """
                "listening": {"call": "9", "customer": %s, "agents": ["1"], "how": "WHISPERS",
                              "since": "2026-11-24T10:43:00Z", "held": true}
                """.formatted(kay())));
        page.navigate(house.rapport().url());
        assertThat(button(page, "Stop listening")).isVisible();
        axe.look(page, "TODAY, listening");
        page.route(
                "**/api/interactions/7/disposition",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(DISPOSITION)));
        phone.set(phone("", """
                {"call": "9", "interaction": "7", "customer": %s, "until": "2099-01-01T00:00:00Z", "promise": null}
                """.formatted(kay())));
        page.navigate(house.rapport().url());
        assertThat(page.getByLabel("What was said, for us")).isVisible();
        assertThat(button(page, "Passed on")).isVisible();
        axe.look(page, "TODAY, after a call");
        page.setViewportSize(390, 844);
        axe.look(page, "TODAY, after a call, narrow");
    }

    private static String phone(String call, String wrapUp) {
        return """
                {"open": true, "line": false, "desk": false, "deskFirst": false, "pickUp": null, "calls": [%s], "wrapUp": %s, "listening": null, "waiting": [
                  {"id": "8", "customer": %s, "number": "", "since": "2026-11-24T10:42:00Z", "hears": true}
                ]}
                """.formatted(call, wrapUp.isEmpty() ? "null" : wrapUp, kay());
    }

    private static String call(String state, String answered) {
        return """
                {"id": "9", "direction": "IN", "state": "%s", "customer": %s, "number": "+447700900862",
                 "door": "The shop", "why": "HOME", "since": "2026-11-24T10:42:00Z", "answeredAt": %s,
                 "promise": null, "matter": null, "desk": false, "colleagues": [], "asked": null,
                 "sound": %s, "listeners": [%s]}
                """.formatted(
                        state,
                        kay(),
                        answered,
                        state.equals("TALKING") ? SOUND : "null",
                        state.equals("TALKING") ? WHISPERS : "");
    }

    private static final String WHISPERS = """
            {"agent": "1", "how": "WHISPERS", "since": "2026-11-24T10:43:00Z"}
            """;

    private static final String DISPOSITION = """
            {"chosen": "2", "choices": [{"id": "1", "name": "Solved"}, {"id": "2", "name": "Passed on"}]}
            """;

    /// A rough line, a customer who can't be heard, and a recording that is paused.
    private static final String SOUND = """
            {"theirs": {"grade": "ROUGH", "lostPercent": 4, "farLostPercent": 0, "jitterMillis": 31, "roundTripMillis": 80},
             "yours": {"grade": "GOOD", "lostPercent": 0, "farLostPercent": null, "jitterMillis": 1, "roundTripMillis": null},
             "faults": [{"fault": "NOTHING_COMES", "whose": "CUSTOMER", "since": "2026-11-24T10:43:00Z"}],
             "recording": "PAUSED"}
            """;

    private static String kay() {
        return """
                {"id": "%d", "name": "Kay Vale"}
                """.formatted(house.rapport().count("select id from customer where name = ?", "Kay Vale"));
    }

    private static void lists(Axe axe, Page page) throws IOException {
        goes(axe, page, "/people", "PEOPLE", "Everyone who ever reached us.");
        page.getByLabel("Search people and what was said").fill("monday");
        assertThat(page.locator(".said-row").first()).isVisible();
        axe.look(page, "PEOPLE, searched");
        page.getByLabel("Search people and what was said").fill("minster");
        // People of it are found as well: they bear its name behind their own.
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Minster Cycles")))
                .first()
                .click();
        assertThat(page.locator("main h1")).hasText("Minster Cycles");
        axe.look(page, "ORGANISATION");
        button(page, "Rename").click();
        axe.look(page, "ORGANISATION, its name");
        goes(axe, page, "/team", "TEAM", "");
        goes(axe, page, "/room", "ROOM", "");
        goes(axe, page, "/junk", "JUNK", "");
        goes(axe, page, "/promises", "PROMISES", "Everything we said we would do.");
        assertThat(page.locator("main [data-promise]").first()).isVisible();
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("Shift+ArrowDown");
        assertThat(page.getByText("2 selected")).isVisible();
        axe.look(page, "PROMISES, selected");
        dialog(axe, page, "MANY", "Hand over");
        dialog(axe, page, "SAVE_VIEW", "Save this view");
        goes(axe, page, "/knowledge", "KNOWLEDGE", "What we know, ready to be said.");
        button(page, "New article").click();
        axe.look(page, "KNOWLEDGE, an article");
        page.navigate(house.rapport().url() + "/knowledge");
        button(page, "Templates").click();
        axe.look(page, "KNOWLEDGE, templates");
        button(page, "New template").click();
        axe.look(page, "KNOWLEDGE, a template");
        button(page, "Signature").click();
        axe.look(page, "KNOWLEDGE, signatures");
        goes(axe, page, "/figures", "FIGURES", "What customers say, and how sure we are");
        goes(axe, page, "/sign-in", "SIGN_IN", "How I sign in");
    }

    private static void goes(Axe axe, Page page, String path, String view, String title) {
        page.navigate(house.rapport().url() + path);
        Locator head = page.locator("main h1, main .empty").first();
        assertThat(head).isVisible();
        if (!title.isEmpty()) {
            assertThat(page.locator("main h1")).hasText(title);
        }
        page.waitForLoadState(
                com.microsoft.playwright.options.LoadState.NETWORKIDLE,
                new Page.WaitForLoadStateOptions().setTimeout(5_000));
        axe.look(page, view);
    }

    private static void administration(Axe axe, Page page) {
        goes(axe, page, "/admin", "ADMIN", "Administration");
        for (String part : page.locator(".adm nav button").allInnerTexts()) {
            within(page.locator(".adm nav"), part).click();
            axe.look(page, "ADMIN, " + part);
            for (String act : List.of(
                    "Add a team",
                    "Add an agent",
                    "Add a door",
                    "Add a trunk",
                    "Add a field",
                    "Add a survey",
                    "Add a webhook")) {
                Locator add = within(page.locator(".adm"), act);
                if (add.count() > 0) {
                    add.click();
                    axe.look(page, "ADMIN, " + part + ", " + act);
                    within(page.locator(".adm form"), "Cancel").click();
                }
            }
            Locator preview = within(page.locator(".adm"), "Preview After each matter");
            if (preview.count() > 0) {
                within(page.locator(".adm"), "Edit After each matter").click();
                axe.look(page, "ADMIN, a survey");
                within(page.locator(".adm form"), "Cancel").click();
                preview.click();
                axe.look(page, "ADMIN, a survey as a mail");
                within(page.locator(".adm"), "Back").click();
            }
            Locator many = within(page.locator(".adm"), "Move customers");
            if (many.count() > 0) {
                many.click();
                within(page.locator(".adm"), "Show who moves").click();
                assertThat(page.locator(".adm form")).containsText("customers move");
                axe.look(page, "ADMIN, Move customers");
                within(page.locator(".adm"), "Back to the teams").click();
            }
        }
    }

    private static Locator within(Locator in, String name) {
        return in.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void no_public_page_shuts_anybody_out() {
        Axe axe = new Axe();
        Page page = house.browser().open(house.rapport().url() + "/form/contact");
        axe.look(page, "the form");
        page.locator("form button").last().click();
        page.waitForLoadState();
        axe.look(page, "the form, with what is wrong in it");
        page.navigate(house.rapport().url() + "/help");
        axe.look(page, "the help pages");
        page.navigate(house.rapport().url() + "/team/harbourside");
        axe.look(page, "a team's page");
        page.navigate(house.rapport().url() + "/team/millbrook");
        axe.look(page, "a team's page, with hours");
        page.navigate(house.rapport().url() + "/team/nothing");
        axe.look(page, "a team's page that is not there");
        page.navigate(house.rapport().url() + "/r/nothing");
        axe.look(page, "a receipt that is not there");
        page.navigate(house.rapport().url() + "/setup/nothing");
        page.locator("h1").waitFor();
        axe.look(page, "a link that is not valid");
        assertThat(axe.found()).isEmpty();
    }
}
