package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.rapport.outside.net.Ports;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.chat.ChatDoors;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A visitor calls from the company's own site, and one of us answers: two browsers, each with a tone for a voice.
class PageCallsInChromiumTest {
    private static final String PASSWORD = "a long enough one";
    private static final double NELL = 1_000;
    private static final double VISITOR = 440;
    /// The first tone of the music.
    private static final double MUSIC = 262;

    private static RunningRapport rapport;
    private static Site site;
    private static Voices voices;
    private static AgentId nellId;
    private static Page nell;
    private static Page visitor;

    @BeforeAll
    static void open() throws Exception {
        rapport = RunningRapport.start(
                "--rapport.voice.port=" + Ports.free(),
                "--rapport.voice.longest-voicemail=2s",
                "--rapport.voice.ringing.greet-after=20s",
                "--rapport.voice.wrap-up=20s",
                "--rapport.chat.calls=100",
                "--rapport.chat.calls-per-address=100");
        TeamId harbourside = rapport.team("Harbourside");
        nellId = rapport.agent("Nell", harbourside, false);
        site = new Site(rapport.url(), path -> path.equals("/night") ? "night" : "web");
        door("web", harbourside);
        door("night", rapport.closedTeam("Night"));
        voices = new Voices();
        nell = voices.signIn(rapport.url(), "nell", PASSWORD, NELL);
        visitor = voices.visit(address("/prices"), VISITOR);
    }

    private static void door(String key, TeamId team) {
        DoorId door = rapport.bean(ConfiguredDoors.class)
                .add(new ConfiguredDoors.Draft(
                        Channel.CHAT,
                        "Website " + key,
                        key,
                        Optional.of(team),
                        true,
                        Optional.empty(),
                        Optional.empty()));
        rapport.bean(ChatDoors.class).allow(door, List.of(address("")));
        rapport.bean(ChatDoors.class).takeCalls(door, true);
    }

    @AfterAll
    static void shut() {
        voices.close();
        site.close();
        rapport.close();
    }

    /// Each visitor is a new one, and Nell is free.
    @BeforeEach
    void begin() {
        rapport.bean(Workforce.class)
                .present(new Presence(nellId, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
        visitor.navigate(address("/prices"));
        visitor.evaluate("() => localStorage.clear()");
        go("/prices");
    }

    @AfterEach
    void no_page_made_a_mistake() {
        visitor.navigate("about:blank");
        rapport.until(
                Duration.ofSeconds(30), () -> rapport.count("select count(*) from call where ended is null") == 0);
        assertThat(voices.mistakes()).isEmpty();
    }

    private static String address(String path) {
        return site.address(path);
    }

    private static void go(String path) {
        visitor.navigate(address(path));
        button("Write to us").click();
        assertThat(visitor.getByRole(AriaRole.DIALOG)).isVisible();
    }

    private static Locator button(String name) {
        return visitor.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator stand() {
        return visitor.locator(".calling .stand");
    }

    private static Locator ringing() {
        return nell.locator("section.call");
    }

    private static Map<String, Object> lastCall() {
        return rapport.jdbc().queryForMap("select * from call order by id desc limit 1");
    }

    private static Map<String, Object> promise() {
        return rapport.jdbc()
                .queryForMap("select * from promise where id = ?", lastCall().get("promise"));
    }

    private static void ended(String state) {
        rapport.until(
                Duration.ofSeconds(30),
                () -> state.equals(lastCall().get("state")) && lastCall().get("ended") != null);
    }

    private static void call() {
        button("Call us").click();
        assertThat(stand()).containsText("It rings at Harbourside.");
        assertThat(ringing()).isVisible();
    }

    private static void answer() {
        nell.keyboard().press("Alt+c");
        assertThat(stand()).containsText("Nell has answered.");
        Voices.awaitTone(nell, VISITOR, true);
        Voices.awaitTone(visitor, NELL, true);
    }

    @Test
    void a_visitor_calls_is_seen_while_it_rings_answered_held_and_let_go() {
        call();
        assertThat(ringing()).containsText("from the website, " + address("/prices") + " (Website web)");
        assertThat(ringing()).containsText("Visitor");
        assertThat(rapport.count(
                        "select count(*) from promise where id = ? and call_first",
                        lastCall().get("promise")))
                .isEqualTo(1);
        picture(visitor, "rings");
        picture(nell, "agent-rings");
        answer();
        assertThat(visitor.getByRole(AriaRole.TIMER)).containsText("0:");
        picture(visitor, "talks");

        nell.keyboard().press("Alt+o");
        assertThat(stand()).containsText("Nell has put you on hold.");
        Voices.awaitTone(visitor, NELL, false);
        Voices.awaitTone(visitor, MUSIC, true);
        Voices.awaitTone(nell, VISITOR, false);
        nell.keyboard().press("Alt+o");
        Voices.awaitTone(visitor, NELL, true);

        button("Mute").click();
        assertThat(stand()).containsText("You are muted.");
        Voices.awaitTone(nell, VISITOR, false);
        button("Unmute").click();
        Voices.awaitTone(nell, VISITOR, true);

        nell.keyboard().press("Alt+x");
        assertThat(stand()).containsText("The call with Nell is over.");
        ended("TALKED");
        assertThat(promise()).containsEntry("state", "KEPT");
        button("Done").click();
        assertThat(button("Call us")).isVisible();
    }

    @Test
    void what_a_visitor_wrote_and_their_call_are_one_matter_of_one_customer() {
        visitor.getByLabel("Your message").fill("Is my street getting fibre?");
        visitor.keyboard().press("Enter");
        assertThat(visitor.locator(".going")).hasCount(0);
        long customer = rapport.count("""
                select i.customer from interaction i join interaction_content x on x.interaction = i.id
                 where x.text = 'Is my street getting fibre?'
                """);
        call();
        answer();
        assertThat(lastCall()).containsEntry("customer", customer);
        assertThat(rapport.count("select count(*) from matter where customer = ?", customer))
                .isEqualTo(1);
        button("Hang up").click();
        assertThat(stand()).containsText("The call with Nell is over.");
        assertThat(nell.locator("section.on-call.after")).isVisible();
        ended("TALKED");
    }

    @Test
    void who_hangs_up_before_an_answer_is_written_to_in_the_chat_unless_they_say_how_else() {
        call();
        button("Hang up").click();
        assertThat(ringing()).not().isVisible();
        ended("MISSED");
        assertThat(stand()).containsText("We have noted your call.");
        assertThat(String.valueOf(promise().get("what")))
                .startsWith("Write in the chat: called from the website, hung up after ")
                .endsWith(", left no number");
        visitor.getByLabel("Your name").fill("Gwen Pritchard");
        visitor.getByLabel("Number or mail").fill("no number at all");
        button("Keep").click();
        assertThat(visitor.locator(".calling .sorry")).containsText("Please give a mail address, or a number");
        visitor.getByLabel("Number or mail").fill("+44 113 496 0777");
        button("Keep").click();
        assertThat(visitor.getByText("We reach you at +44 113 496 0777.")).isVisible();
        assertThat(promise()).containsEntry("state", "OPEN").containsEntry("call_first", true);
        assertThat(String.valueOf(promise().get("what")))
                .startsWith("Call back: called from the website, hung up after ");
        assertThat(rapport.jdbc()
                        .queryForObject(
                                "select name from customer where id = ?",
                                String.class,
                                lastCall().get("customer")))
                .isEqualTo("Gwen Pritchard");
    }

    @Test
    void whoever_it_rings_at_sees_the_name_that_is_given_meanwhile_and_answers_in_the_chat_afterwards() {
        call();
        visitor.getByLabel("Your name").fill("Ines Duarte");
        visitor.keyboard().press("Enter");
        assertThat(ringing().locator("h2")).hasText("Ines Duarte");
        button("Hang up").click();
        ended("MISSED");
        rapport.caughtUp();
        nell.navigate(rapport.url() + "/people/" + lastCall().get("customer"));
        nell.getByLabel("Write to Ines").fill("I am sorry that we missed you.");
        nell.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send to Ines, in the chat"))
                .click();
        assertThat(visitor.getByRole(AriaRole.LOG)).containsText("I am sorry that we missed you.");
    }

    @Test
    void a_page_that_is_left_hangs_up() {
        call();
        visitor.navigate(address("/es"));
        assertThat(ringing()).not().isVisible();
        ended("MISSED");
        go("/prices");
        call();
        answer();
        visitor.navigate("about:blank");
        assertThat(nell.locator("section.on-call.after")).isVisible();
        ended("TALKED");
        visitor.navigate(address("/prices"));
    }

    @Test
    void where_nobody_can_answer_a_message_is_left() {
        nell.navigate("about:blank");
        try {
            leavesAMessage();
        } finally {
            nell.navigate(rapport.url());
            nell.waitForFunction("async () => (await (await fetch('/api/phone')).json()).line");
        }
    }

    private static void leavesAMessage() {
        button("Call us").click();
        assertThat(stand()).containsText("You hear how to leave a message.");
        assertThat(stand())
                .containsText(
                        "Speak now",
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(30_000));
        assertThat(stand()).containsText("What you said after the tone is with us.");
        ended("VOICEMAIL");
        assertThat(rapport.count(
                        "select count(*) from attachment a join interaction i on i.id = a.interaction where i.customer = ?",
                        lastCall().get("customer")))
                .isEqualTo(1);
        assertThat(String.valueOf(promise().get("what")))
                .isEqualTo("Write in the chat: called from the website, left a message, left no number");
    }

    @Test
    void a_closed_team_is_written_to() {
        go("/night");
        assertThat(visitor.getByRole(AriaRole.STATUS).first()).containsText("Nobody is here just now.");
        assertThat(button("Call us")).not().isVisible();
        visitor.getByLabel("Your message").fill("Hello?");
        go("/prices");
        assertThat(button("Call us")).isVisible();
    }

    @Test
    void what_keeps_a_browser_from_calling_is_said() {
        visitor.evaluate("""
                () => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError') } }
                """);
        button("Call us").click();
        Locator sorry = visitor.locator(".calling .sorry");
        assertThat(sorry).containsText("The microphone is not allowed, so nobody would hear you.");
        visitor.evaluate("""
                () => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotFoundError') } }
                """);
        button("Call us").click();
        assertThat(sorry).containsText("There is no microphone");
        visitor.evaluate("() => { globalThis.RTCPeerConnection = undefined }");
        button("Call us").click();
        assertThat(sorry).containsText("Calls are not possible in this browser.");
        assertThat(rapport.count("select count(*) from call where ended is null"))
                .isZero();
    }

    @Test
    void a_spanish_page_calls_in_spanish() {
        go("/es");
        button("Llámenos").click();
        assertThat(stand()).containsText("Suena en Harbourside.");
        assertThat(ringing()).isVisible();
        nell.keyboard().press("Alt+c");
        assertThat(stand()).containsText("Nell ha contestado.");
        button("Colgar").click();
        assertThat(stand()).containsText("La llamada con Nell ha terminado.");
        ended("TALKED");
    }

    @Test
    void everybody_can_call() {
        assertThat(button("Call us")).isVisible();
        assertThat(Axe.violations(visitor, "[data-rapport-chat]")).as("before").isEmpty();
        button("Call us").focus();
        visitor.keyboard().press("Enter");
        assertThat(stand()).containsText("It rings at Harbourside.");
        assertThat(button("Hang up")).isFocused();
        assertThat(Axe.violations(visitor, "[data-rapport-chat]")).as("rings").isEmpty();
        answer();
        visitor.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(Axe.violations(visitor, "[data-rapport-chat]")).as("talks").isEmpty();
        picture(visitor, "dark");
        button("Mute").focus();
        visitor.keyboard().press("Space");
        assertThat(button("Unmute")).isFocused();
        visitor.keyboard().press("Escape");
        assertThat(visitor.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Write to us in a call")))
                .isVisible();
        visitor.keyboard().press("Enter");
        button("Hang up").focus();
        visitor.keyboard().press("Enter");
        assertThat(stand()).containsText("The call with Nell is over.");
        assertThat(button("Done")).isFocused();
        visitor.setViewportSize(360, 640);
        picture(visitor, "narrow");
        visitor.setViewportSize(1440, 900);
        assertThat(Axe.violations(visitor, "[data-rapport-chat]")).as("is over").isEmpty();
        visitor.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /// For looking at, where `-Dpictures=folder` asks for it.
    private static void picture(Page page, String name) {
        String folder = System.getProperty("pictures");
        if (folder != null) {
            try {
                Files.createDirectories(Path.of(folder));
                Files.write(Path.of(folder, "page-call-" + name + ".png"), page.screenshot());
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }
    }
}
