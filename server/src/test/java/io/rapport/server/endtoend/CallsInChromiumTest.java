package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.CarrierHouse.CALLER;
import static io.rapport.server.endtoend.CarrierHouse.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Wav;
import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A real telephone calls through a real carrier's border, and one of us answers in a browser; who hears whom is told
/// by
/// the tones that they speak.
class CallsInChromiumTest {
    private static final String NIGHT = "+441134960199";
    private static final double NELL = 1_000;
    private static final double SIOBHAN = 600;

    private static CarrierHouse house;
    private static RunningRapport rapport;
    private static AgentId nellId;
    private static AgentId siobhanId;
    private static Page nell;
    private static Page siobhan;

    @BeforeAll
    static void open() throws Exception {
        house = CarrierHouse.open(
                "--rapport.voice.longest-voicemail=2s",
                "--rapport.voice.ringing.greet-after=2s",
                "--rapport.voice.wrap-up=20s");
        rapport = house.rapport();
        TeamId cork = rapport.team("Cork");
        nellId = rapport.agent("Nell", house.harbourside(), false);
        siobhanId = rapport.agent("Siobhan", cork, false);
        rapport.number("The night's number", NIGHT, rapport.closedTeam("Night"));
        nell = house.signIn("nell", NELL);
        siobhan = house.signIn("siobhan", SIOBHAN);
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        house.noPageMadeAMistake();
    }

    private static Baresip telephone(String number) {
        return new Baresip(house.telephone(number));
    }

    private static void available(AgentId agent) {
        house.is(agent, Presence.State.AVAILABLE);
    }

    private static Locator ringing(Page page) {
        return page.locator("section.call");
    }

    @Test
    void a_stranger_calls_is_seen_while_it_rings_answered_held_and_let_go() {
        available(nellId);
        try (Baresip ann = telephone("+441134960111")) {
            ann.dial("sip:" + NUMBER + "@carrier.example");
            ann.await("CALL_RINGING");
            assertThat(ringing(nell)).isVisible();
            assertThat(ringing(nell)).containsText("+441134960111");
            assertThat(nell.locator("h1")).containsText("+441134960111");
            nell.keyboard().press("Alt+c");
            ann.await("CALL_ESTABLISHED");
            Voices.hearEachOther(nell, NELL, ann, CALLER);

            nell.keyboard().press("Alt+o");
            ann.awaitNo(NELL);
            Voices.awaitTone(nell, CALLER, false);
            nell.keyboard().press("Alt+o");
            Voices.hearEachOther(nell, NELL, ann, CALLER);

            nell.keyboard().press("Alt+x");
            ann.await("CALL_CLOSED");
            assertThat(nell.locator("section.on-call.after")).containsText("After the call with");
            nell.keyboard().press("Alt+y");
            assertThat(nell.locator("section.on-call")).not().isVisible();
        }
    }

    @Test
    void who_agreed_is_recorded_and_heard_in_their_story_and_found_by_the_keyboard() {
        available(nellId);
        rapport.jdbc()
                .update(
                        "insert into recording_rule (team, rule, keep_days) select team, 'CONSENT', 30 from agent where id = ?",
                        nellId.value());
        try (Baresip cat = telephone("+441134960777")) {
            cat.dial("sip:" + NUMBER + "@carrier.example");
            assertThat(ringing(nell)).isVisible();
            nell.keyboard().press("Alt+c");
            cat.await("CALL_ESTABLISHED");
            Voices.hearEachOther(nell, NELL, cat, CALLER);
            Desk.button(nell, "They agreed").click();
            Locator recording = nell.locator(".on-call .recording");
            assertThat(recording).containsText("Recorded");
            nell.keyboard().press("Alt+b");
            assertThat(recording).containsText("Recording paused");
            nell.keyboard().press("Alt+b");
            assertThat(recording).containsText("Recorded");
            nell.keyboard().press("Alt+x");
            cat.await("CALL_CLOSED");
            nell.keyboard().press("Alt+y");
            assertThat(nell.locator(".taped")).containsText("asked by Nell");
            rapport.until(
                    Duration.ofSeconds(20),
                    () -> rapport.count("select count(*) from recording where millis is not null") == 1);
            nell.locator(".taped button").click();
            Locator place = nell.locator(".player [role=slider]");
            assertThat(place).isVisible();
            place.focus();
            nell.keyboard().press("End");
            assertThat(place).hasAttribute("aria-valuenow", place.getAttribute("aria-valuemax"));
            nell.keyboard().press("Home");
            nell.keyboard().press("Space");
            nell.waitForFunction("() => document.querySelector('.player audio').duration > 0");
        } finally {
            rapport.jdbc().update("delete from recording_rule");
        }
    }

    @Test
    void a_call_is_handed_over_with_its_card_to_a_colleague_who_hears_both_first() {
        available(nellId);
        available(siobhanId);
        try (Baresip bea = telephone("+441134960222")) {
            bea.dial("sip:" + NUMBER + "@carrier.example");
            assertThat(ringing(nell)).isVisible();
            nell.keyboard().press("Alt+c");
            bea.await("CALL_ESTABLISHED");
            Voices.hearEachOther(nell, NELL, bea, CALLER);

            nell.keyboard().press("h");
            nell.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).selectOption(siobhanId.toString());
            nell.getByLabel("Next step", new Page.GetByLabelOptions().setExact(true))
                    .fill("Send her the invoice again");
            Desk.button(nell, "Offer to Siobhan").click();
            assertThat(nell.locator("section.on-call")).containsText("Rings at Siobhan.");

            assertThat(ringing(siobhan)).containsText("Nell speaks with them and asks you to join.");
            assertThat(siobhan.locator("[data-entry]")
                            .filter(new Locator.FilterOptions().setHasText("Send her the invoice again")))
                    .isVisible();
            siobhan.keyboard().press("Alt+c");
            Voices.awaitTone(siobhan, CALLER, true);
            Voices.awaitTone(siobhan, NELL, true);
            Voices.awaitTone(nell, SIOBHAN, true);
            bea.awaitTone(SIOBHAN);
            bea.awaitTone(NELL);
            assertThat(nell.locator("section.on-call")).containsText("Siobhan is with you.");

            nell.keyboard().press("Alt+x");
            bea.awaitNo(NELL);
            Voices.hearEachOther(siobhan, SIOBHAN, bea, CALLER);
            assertThat(nell.locator("section.on-call.after")).isVisible();
            assertThat(siobhan.locator("[data-entry]")
                            .filter(new Locator.FilterOptions().setHasText("hand-over, accepted")))
                    .isVisible();

            bea.hangUp();
            assertThat(siobhan.locator("section.on-call.after")).isVisible();
            siobhan.keyboard().press("Alt+y");
            nell.keyboard().press("Alt+y");
        }
    }

    @Test
    void who_hangs_up_while_waiting_is_to_be_called_first() {
        available(nellId);
        try (Baresip cat = telephone("+441134960333")) {
            cat.dial("sip:" + NUMBER + "@carrier.example");
            assertThat(ringing(nell)).isVisible();
            cat.hangUp();
            assertThat(ringing(nell)).not().isVisible();
            rapport.caughtUp();
            nell.navigate(rapport.url());
            Locator row = Desk.row(nell, "+441134960333");
            assertThat(row).containsText("Call back: hung up after");
        }
    }

    @Test
    void who_calls_a_closed_team_leaves_a_message_that_is_heard_on_their_page() throws Exception {
        try (Baresip dot = telephone("+441134960444")) {
            dot.dial("sip:" + NIGHT + "@carrier.example");
            dot.await("CALL_ESTABLISHED");
            rapport.until(
                    Duration.ofSeconds(30),
                    () -> rapport.count("select count(*) from call where state = 'VOICEMAIL'") == 1);
            rapport.until(
                    Duration.ofSeconds(20),
                    () -> rapport.count("select count(*) from attachment where name = 'voicemail.wav'") == 1);
        }
        rapport.caughtUp();
        long customer = rapport.count("select max(customer) from call");
        nell.navigate(rapport.url() + "/people/" + customer);
        Locator recorded = nell.locator("audio.recorded");
        assertThat(recorded).isVisible();
        Object seconds = recorded.evaluate("""
                audio => new Promise((told, failed) => {
                  audio.onloadedmetadata = () => told(audio.duration);
                  audio.onerror = () => failed(audio.error.message);
                  audio.load();
                  audio.preload = 'metadata';
                })
                """);
        assertThat(((Number) seconds).doubleValue()).isBetween(1.0, 3.0);
        byte[] wav = Objects.requireNonNull(
                nell.request().get(rapport.url() + recorded.getAttribute("src")).body());
        assertThat(Wav.amplitude(Wav.samples(wav), Baresip.RATE, 1_000, CALLER)).isGreaterThan(2_000);
    }
}
