package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.CarrierHouse.CALLER;
import static io.rapport.server.endtoend.CarrierHouse.NUMBER;
import static io.rapport.server.endtoend.CarrierHouse.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Wav;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A lead hears a call of somebody of her team from the team's board; and what came of a call is said by a key. A real
/// telephone, a real carrier's border, two desktops; who hears whom is told by tones.
@Timeout(180)
class ListeningInChromiumTest {
    private static final double NELL = 1_000;
    private static final double LENA = 600;

    private static CarrierHouse house;
    private static RunningRapport rapport;
    private static AgentId nellId;
    private static AgentId lenaId;
    private static Page nell;
    private static Page lena;

    @BeforeAll
    static void open() throws Exception {
        house = CarrierHouse.open("--rapport.voice.wrap-up=60s");
        rapport = house.rapport();
        nellId = rapport.agent("Nell", house.harbourside(), false);
        long account = rapport.bean(Accounts.class).create("lena", Role.LEAD, PASSWORD);
        lenaId = rapport.bean(Workforce.class)
                .addAgent(account, "Lena", "", Optional.empty(), house.harbourside(), true);
        nell = house.signIn("nell", NELL);
        lena = house.signIn("lena", LENA);
        lena.navigate(rapport.url() + "/team");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        house.noPageMadeAMistake();
    }

    /// Nell speaks with whoever calls; Lena does something else, so that it rings at Nell alone.
    private static Baresip talking(String number) {
        house.is(lenaId, Presence.State.AWAY);
        house.is(nellId, Presence.State.AVAILABLE);
        Baresip caller = new Baresip(house.telephone(number));
        caller.dial("sip:" + NUMBER + "@carrier.example");
        assertThat(nell.locator("section.call")).isVisible();
        nell.keyboard().press("Alt+c");
        caller.await("CALL_ESTABLISHED");
        Voices.hearEachOther(nell, NELL, caller, CALLER);
        return caller;
    }

    /// In no quarter of a second of all that the caller has heard is Lena.
    private static void neverHeardLena(Baresip caller) {
        short[] heard = caller.heard();
        int window = Baresip.RATE / 4;
        for (int at = 0; at + window <= heard.length; at += window / 2) {
            assertThat(Wav.amplitude(Arrays.copyOfRange(heard, at, at + window), Baresip.RATE, 250, LENA))
                    .isLessThan(300);
        }
    }

    @Test
    void a_lead_listens_whispers_and_joins_and_the_agent_sees_each_of_it() {
        try (Baresip ann = talking("+441134960111")) {
            Locator going = lena.getByLabel("On the phone", new Page.GetByLabelOptions().setExact(true));
            assertThat(going).containsText("on the phone with +441134960111");
            Desk.button(lena, "Listen to Nell’s call").click();
            Locator bar = lena.locator("section.on-call.listening");
            assertThat(bar).containsText("Nobody hears you.");
            Locator seen = nell.locator(".on-call .listeners");
            assertThat(seen).containsText("Lena listens");
            Voices.awaitTone(lena, CALLER, true);
            Voices.awaitTone(lena, NELL, true);
            Voices.awaitTone(nell, LENA, false);

            lena.keyboard().press("Alt+u");
            assertThat(seen).containsText("Lena whispers to you");
            assertThat(bar).containsText("Nell hears you");
            Voices.awaitTone(nell, LENA, true);
            Voices.awaitTone(nell, CALLER, true);
            nell.keyboard().press("Alt+o");
            Voices.awaitTone(nell, CALLER, false);
            nell.keyboard().press("Alt+o");
            Voices.hearEachOther(nell, NELL, ann, CALLER);
            Voices.awaitTone(nell, LENA, true);
            lena.keyboard().press("Alt+u");
            assertThat(seen).containsText("Lena listens");
            Voices.awaitTone(nell, LENA, false);
            neverHeardLena(ann);

            Desk.button(lena, "Join the call").click();
            assertThat(bar).not().isVisible();
            assertThat(nell.locator("section.on-call")).containsText("Lena is with you.");
            assertThat(seen).not().isVisible();
            ann.awaitTone(LENA);
            Voices.awaitTone(nell, LENA, true);
            lena.keyboard().press("Alt+x");
            ann.awaitNo(LENA);
            Voices.hearEachOther(nell, NELL, ann, CALLER);
            nell.keyboard().press("Alt+x");
            ann.await("CALL_CLOSED");
            lena.keyboard().press("Alt+y");
            nell.keyboard().press("Alt+w");
            Locator story = nell.locator("[data-entry]");
            assertThat(story.filter(new Locator.FilterOptions().setHasText("Lena whispered for"))
                            .first())
                    .isVisible();
            nell.keyboard().press("Alt+y");
        }
    }

    @Test
    void a_page_that_is_loaded_anew_listens_no_more() {
        try (Baresip bea = talking("+441134960222")) {
            Desk.button(lena, "Listen to Nell’s call").click();
            assertThat(nell.locator(".on-call .listeners")).containsText("Lena listens");
            lena.reload();
            assertThat(nell.locator(".on-call .listeners")).not().isVisible();
            assertThat(Desk.button(lena, "Listen to Nell’s call")).isEnabled();
            assertThat(lena.locator("section.on-call.listening")).not().isVisible();
            neverHeardLena(bea);
            nell.keyboard().press("Alt+x");
            bea.await("CALL_CLOSED");
            assertThat(nell.locator("section.on-call.after")).isVisible();
            nell.keyboard().press("Alt+y");
        }
    }

    @Test
    void what_came_of_a_call_is_said_by_a_key_and_changed_on_the_timeline() {
        try (Baresip cat = talking("+441134960333")) {
            nell.keyboard().press("Alt+x");
            cat.await("CALL_CLOSED");
            Locator choices = nell.locator(".on-call .came-of-it");
            assertThat(choices).containsText("Wrong number");
            nell.keyboard().press("Alt+v");
            nell.keyboard().press("4");
            assertThat(choices.locator("[aria-pressed=true]")).containsText("Wrong number");
            rapport.until(Duration.ofSeconds(20), () -> rapport.count("select count(*) from call_disposition") == 1);
            nell.keyboard().press("Alt+w");
            Locator came = nell.locator("[data-entry] .came").first();
            assertThat(came).containsText("Wrong number");
            assertThat(came).containsText("as Nell says");
            nell.keyboard().press("Alt+y");
            Desk.button(nell, "Change").first().click();
            nell.locator("[data-entry] .came-of-it button")
                    .filter(new Locator.FilterOptions().setHasText("Solved"))
                    .click();
            assertThat(came).containsText("Solved");
        }
    }
}
