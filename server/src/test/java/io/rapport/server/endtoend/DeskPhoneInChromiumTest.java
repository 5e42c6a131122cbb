package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.rapport.outside.net.Ports;
import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Kamailio;
import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.Trunk;
import io.rapport.server.voice.Trunks;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One of us has a real telephone on the desk, beside the desktop.
@Timeout(180)
class DeskPhoneInChromiumTest {
    private static final String NUMBER = "+441134960100";
    private static final String ANNS = "+441134960111";
    private static final double NELLS_BROWSER = 1_000;
    private static final double NELLS_DESK = 800;
    private static final double CALLER = 440;

    @Test
    void a_telephone_is_set_up_answers_a_call_that_the_desktop_ends_and_rings_first_when_its_owner_calls()
            throws Exception {
        int port = Ports.free();
        try (RunningRapport rapport = RunningRapport.start("--rapport.voice.port=" + port);
                Baresip ann =
                        new Baresip(new Baresip.Setup("sip:" + ANNS + "@carrier.example", "", "", CALLER, false));
                Kamailio carrier = new Kamailio("127.0.0.1:" + port, "127.0.0.1:" + ann.port());
                Voices voices = new Voices()) {
            TeamId harbourside = rapport.team("Harbourside");
            AgentId nellId = rapport.agent("Nell", harbourside, false);
            rapport.number("Harbourside's number", NUMBER, harbourside);
            rapport.bean(Trunks.class)
                    .add(new Trunk(
                            0,
                            "Carrier",
                            List.of("127.0.0.1"),
                            "127.0.0.1:" + carrier.port(),
                            Trunk.Transport.UDP,
                            true));
            Page nell = voices.signIn(rapport.url(), "nell", "a long enough one", NELLS_BROWSER);
            try (Baresip desk = setUp(nell, rapport.url())) {
                rapport.bean(Workforce.class)
                        .present(new Presence(nellId, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
                answered(nell, ann, desk, carrier);
                called(nell, ann, desk);
            }
            assertThat(voices.mistakes()).isEmpty();
        }
    }

    /// Types into a telephone what the page shows.
    private static Baresip setUp(Page nell, String url) {
        nell.navigate(url + "/telephone");
        Locator part = nell.getByLabel("Desk phone", new Page.GetByLabelOptions().setExact(true));
        Desk.button(nell, "Set up a desk phone").click();
        Locator shown = part.locator("dd");
        assertThat(shown).hasCount(3);
        Baresip desk = new Baresip(Baresip.Setup.registered(
                shown.nth(1).innerText(), shown.nth(2).innerText(), shown.nth(0).innerText(), NELLS_DESK, "127.0.0.3"));
        Desk.button(nell, "I have it").click();
        part.getByLabel("Call from my desk phone").click();
        assertThat(part.getByLabel("Call from my desk phone")).isChecked();
        assertThat(part.locator("li")).containsText("baresip");
        assertThat(part.locator("li")).containsText("registered");
        return desk;
    }

    private static void answered(Page nell, Baresip ann, Baresip desk, Kamailio carrier) {
        ann.dial("sip:" + NUMBER + "@127.0.0.1:" + carrier.port());
        assertThat(nell.locator("section.call")).isVisible();
        assertThat(desk.await("CALL_INCOMING")).contains(ANNS);
        desk.accept();
        Locator bar = nell.locator("section.on-call");
        assertThat(bar).containsText("At your desk phone");
        assertThat(nell.locator("section.call")).not().isVisible();
        ann.awaitTone(NELLS_DESK);
        desk.awaitTone(CALLER);
        ann.awaitNo(NELLS_BROWSER);
        nell.keyboard().press("Alt+o");
        ann.awaitNo(NELLS_DESK);
        nell.keyboard().press("Alt+o");
        ann.awaitTone(NELLS_DESK);
        nell.keyboard().press("Alt+w");
        assertThat(nell.locator("h1")).containsText(ANNS);
        nell.keyboard().press("Alt+x");
        ann.await("CALL_CLOSED");
        desk.await("CALL_CLOSED");
        assertThat(nell.locator("section.on-call.after")).containsText("After the call with");
        nell.keyboard().press("Alt+y");
        assertThat(bar).not().isVisible();
    }

    private static void called(Page nell, Baresip ann, Baresip desk) {
        nell.keyboard().press("c");
        assertThat(nell.locator("section.on-call")).containsText("Your desk phone rings.");
        assertThat(desk.await("CALL_INCOMING")).contains(ANNS);
        desk.accept();
        ann.await("CALL_INCOMING");
        ann.accept();
        ann.await("CALL_ESTABLISHED");
        ann.awaitTone(NELLS_DESK);
        desk.awaitTone(CALLER);
        assertThat(nell.locator("section.on-call")).containsText("At your desk phone");
        desk.hangUp();
        ann.await("CALL_CLOSED");
    }
}
