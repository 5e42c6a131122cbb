package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The desktop speaks as the telephone does: what its browser sends and hears is told by the browser itself.
class CodingsInChromiumTest {
    private static final String NUMBER = "+441134960100";
    private static final double NELL = 1_000;
    private static final double CALLER = 440;

    /// What the line that is open now sends, and hears.
    private static final String WAYS = """
            async () => {
              const stats = await peers.findLast((peer) => peer.connectionState === 'connected').getStats()
              const way = (type) => [...stats.values()].filter((one) => one.type === type && one.codecId)
                .map((one) => stats.get(one.codecId).mimeType.slice('audio/'.length).toUpperCase()).join()
              return way('outbound-rtp') + ' ' + way('inbound-rtp')
            }
            """;

    private static RunningRapport rapport;
    private static Kamailio carrier;
    private static Voices voices;
    private static AgentId nellId;
    private static Page nell;

    @BeforeAll
    static void open() throws Exception {
        int port = RunningRapport.freeSipPort();
        rapport = RunningRapport.start("--rapport.voice.port=" + port, "--rapport.voice.codecs=opus,g722,pcma,pcmu");
        carrier = new Kamailio("127.0.0.1:" + port, "127.0.0.1:9");
        TeamId harbourside = rapport.team("Harbourside");
        nellId = rapport.agent("Nell", harbourside, false);
        rapport.number("Harbourside's number", NUMBER, harbourside);
        rapport.bean(Trunks.class)
                .add(new Trunk(
                        0, "Carrier", List.of("127.0.0.1"), "127.0.0.1:" + carrier.port(), Trunk.Transport.UDP, true));
        voices = new Voices();
        nell = voices.signIn(rapport.url(), "nell", "a long enough one", NELL);
    }

    @AfterAll
    static void shut() {
        voices.close();
        carrier.close();
        rapport.close();
    }

    @AfterEach
    void no_page_made_a_mistake() {
        assertThat(voices.mistakes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_call_is_answered_and_both_ends_speak_alike(Baresip.Codec codec) {
        rapport.bean(Workforce.class)
                .present(new Presence(nellId, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
        String number = "+44113496011" + codec.ordinal();
        try (Baresip ann =
                new Baresip(new Baresip.Setup("sip:" + number + "@carrier.example", carrier.uri(), "", CALLER, false)
                        .speaking(codec))) {
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
