package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.rapport.server.endtoend.CarrierHouse.CALLER;
import static io.rapport.server.endtoend.CarrierHouse.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rapport.outside.phone.Baresip;
import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Presence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The desktop speaks as the telephone does: what its browser sends and hears is told by the browser itself.
class CodingsInChromiumTest {
    private static final double NELL = 1_000;

    /// What the line that is open now sends, and hears.
    private static final String WAYS = """
            async () => {
              const stats = await peers.findLast((peer) => peer.connectionState === 'connected').getStats()
              const way = (type) => [...stats.values()].filter((one) => one.type === type && one.codecId)
                .map((one) => stats.get(one.codecId).mimeType.slice('audio/'.length).toUpperCase()).join()
              return way('outbound-rtp') + ' ' + way('inbound-rtp')
            }
            """;

    private static CarrierHouse house;
    private static RunningRapport rapport;
    private static AgentId nellId;
    private static Page nell;

    @BeforeAll
    static void open() throws Exception {
        house = CarrierHouse.open("--rapport.voice.codecs=opus,g722,pcma,pcmu");
        rapport = house.rapport();
        nellId = rapport.agent("Nell", house.harbourside(), false);
        nell = house.signIn("nell", NELL);
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        house.noPageMadeAMistake();
    }

    @ParameterizedTest
    @EnumSource
    void a_call_is_answered_and_both_ends_speak_alike(Baresip.Codec codec) {
        house.is(nellId, Presence.State.AVAILABLE);
        String number = "+44113496011" + codec.ordinal();
        try (Baresip ann = new Baresip(house.telephone(number).speaking(codec))) {
            ann.dial("sip:" + NUMBER + "@carrier.example");
            assertThat(nell.locator("section.call")).isVisible();
            nell.keyboard().press("Alt+c");
            ann.await("CALL_ESTABLISHED");
            Voices.hearEachOther(nell, NELL, ann, CALLER);
            nell.waitForFunction(
                    "async (both) => (await (" + WAYS + ")()) === both", codec.name() + " " + codec.name());
            Voices.hearEachOther(nell, NELL, ann, CALLER);
            nell.keyboard().press("Alt+x");
            ann.await("CALL_CLOSED");
            assertThat(nell.locator("section.on-call.after")).isVisible();
            nell.keyboard().press("Alt+y");
            assertThat(nell.locator("section.on-call")).not().isVisible();
        }
    }
}
