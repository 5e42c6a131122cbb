package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rapport.media.line.Passage;
import io.rapport.outside.phone.Baresip;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Real telephones that speak in one way each, and browsers that speak in all.
@Timeout(120)
class CodingsOfCallsTest {
    private static final String PASSWORD = "a long enough one";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HARBOURSIDE = "+441174960100";

    private static RunningRapport rapport;
    private static AgentBrowser browsers;
    private static AgentId nell;
    private static Page atNells;
    private static Http asNell;
    private static int port;

    @BeforeAll
    static void open() throws Exception {
        rapport = RunningRapport.start("--rapport.voice.codecs=opus,g722,pcma,pcmu");
        TeamId team = rapport.team("Harbourside");
        nell = rapport.agent("Nell", team, false);
        rapport.number("Harbourside", HARBOURSIDE, team);
        rapport.bean(Trunks.class)
                .add(new Trunk(0, "Provider", List.of("127.0.0.1"), "127.0.0.1:9", Trunk.Transport.UDP, true));
        port = rapport.bean(Exchange.class).port().orElseThrow();
        browsers = new AgentBrowser();
        atNells = browsers.connect(rapport, "nell", 1_000);
        asNell = Http.signedIn(rapport, "nell", PASSWORD, "");
    }

    @AfterAll
    static void shut() {
        browsers.close();
        rapport.close();
    }

    @BeforeEach
    void she_is_free() {
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        rapport.bean(WrapUps.class).done(nell);
        rapport.bean(Workforce.class)
                .present(new Presence(nell, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
        rapport.until(SOON, () -> phone().path("line").asBoolean());
    }

    private static JsonNode phone() {
        return asNell.get("/api/phone").json();
    }

    private static String speaks() {
        return phone().path("speaks").asString("");
    }

    private static Passage heardByCustomer(String call) throws Exception {
        return rapport.bean(Switchboard.class)
                .passage(Long.parseLong(call))
                .orElseThrow()
                .get(5, TimeUnit.SECONDS);
    }

    private static Passage heardByNell() throws Exception {
        return rapport.bean(AgentLines.class).of(nell).orElseThrow().passage().get(5, TimeUnit.SECONDS);
    }

    /// She answers, and speaks as the telephone does.
    private static String answered(Baresip telephone) {
        telephone.dial("sip:" + HARBOURSIDE + "@127.0.0.1:" + port);
        rapport.until(SOON, () -> theirs().path("state").asString("").equals("RINGING"));
        String call = theirs().path("id").asString();
        assertThat(asNell.ask("POST", "/api/phone/calls/" + call + "/answer", "")
                        .status())
                .isEqualTo(200);
        telephone.await("CALL_ESTABLISHED");
        return call;
    }

    private static JsonNode theirs() {
        return phone().path("calls").path(0);
    }

    private static Baresip telephone(String number, Baresip.Codec... codecs) {
        return new Baresip(
                new Baresip.Setup("sip:" + number + "@carrier.example", "sip:127.0.0.1:" + port, "", 440, false)
                        .speaking(codecs));
    }

    @ParameterizedTest
    @EnumSource
    void a_telephone_and_a_browser_hear_each_other_and_nothing_is_written_anew(Baresip.Codec codec) throws Exception {
        try (Baresip ann = telephone("+44117496020" + codec.ordinal(), codec)) {
            String call = answered(ann);
            hearEachOther(ann);
            rapport.until(SOON, () -> speaks().equals(codec.name()));
            AgentBrowser.offerAnew(atNells);
            Passage customer = after(() -> heardByCustomer(call), 25);
            Passage agent = after(CodingsOfCallsTest::heardByNell, 25);
            hearEachOther(ann);
            Passage customerLater = after(() -> heardByCustomer(call), 50);
            Passage agentLater = after(CodingsOfCallsTest::heardByNell, 50);
            assertThat(customerLater.rewritten()).isEqualTo(customer.rewritten());
            assertThat(agentLater.rewritten()).isEqualTo(agent.rewritten());
            assertThat(customerLater.made()).isEqualTo(customer.made());
            ann.hangUp();
        }
    }

    /// What it is once so many packets more were passed.
    private static Passage after(Callable<Passage> look, int packets) throws Exception {
        long begun = look.call().passed();
        rapport.until(SOON, () -> {
            try {
                return look.call().passed() >= begun + packets;
            } catch (Exception gone) {
                throw new IllegalStateException(gone);
            }
        });
        return look.call();
    }

    private static void hearEachOther(Baresip telephone) {
        telephone.awaitTone(1_000);
        rapport.until(SOON, () -> Math.abs(AgentBrowser.peak(atNells) - 440) < 25);
    }
}
