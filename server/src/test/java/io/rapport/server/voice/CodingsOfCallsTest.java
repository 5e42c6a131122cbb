package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rapport.media.line.Passage;
import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Wav;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Real telephones that speak in one way each, and browsers that speak in all.
@Timeout(120)
class CodingsOfCallsTest {
    private static final String PASSWORD = "a long enough one";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HARBOURSIDE = "+441174960100";
    private static final String NIGHT = "+441174960199";

    private static RunningRapport rapport;
    private static AgentBrowser browsers;
    private static AgentId nell;
    private static AgentId tom;
    private static Page atNells;
    private static Http asNell;
    private static Http asTom;
    private static int port;

    @BeforeAll
    static void open() throws Exception {
        rapport = RunningRapport.start(
                "--rapport.voice.codecs=opus,g722,pcma,pcmu", "--rapport.voice.longest-voicemail=2s");
        TeamId team = rapport.team("Harbourside");
        nell = rapport.agent("Nell", team, false);
        tom = rapport.agent("Tom", team, false);
        rapport.number("Harbourside", HARBOURSIDE, team);
        rapport.number("Night", NIGHT, rapport.closedTeam("Night"));
        rapport.bean(Trunks.class)
                .add(new Trunk(0, "Provider", List.of("127.0.0.1"), "127.0.0.1:9", Trunk.Transport.UDP, true));
        port = rapport.bean(Exchange.class).port().orElseThrow();
        browsers = new AgentBrowser();
        atNells = browsers.connect(rapport, "nell", 1_000);
        asNell = Http.signedIn(rapport, "nell", PASSWORD, "");
        asTom = Http.signedIn(rapport, "tom", PASSWORD, "");
    }

    @AfterAll
    static void shut() {
        browsers.close();
        rapport.close();
    }

    @BeforeEach
    void they_are_free() {
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        for (AgentId agent : List.of(nell, tom)) {
            rapport.bean(WrapUps.class).done(agent);
            rapport.bean(Workforce.class)
                    .present(new Presence(agent, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
        }
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

    /// A telephone on Tom's desk.
    private static Baresip atToms(double hertz, Baresip.Codec codec) {
        JsonNode made = asTom.ask("POST", "/api/phone/desk", "").json();
        Baresip phone = new Baresip(Baresip.Setup.registered(
                        made.path("user").asString(),
                        made.path("password").asString(),
                        made.path("server").asString(),
                        hertz,
                        "127.0.0.3")
                .speaking(codec));
        rapport.until(SOON, () -> asTom.get("/api/phone").json().path("desk").asBoolean());
        return phone;
    }

    @Test
    void of_three_who_all_speak_otherwise_each_hears_the_others() throws Exception {
        try (Baresip ann = telephone("+441174960210", Baresip.Codec.OPUS);
                Baresip toms = atToms(700, Baresip.Codec.PCMU)) {
            String call = answered(ann);
            toms.await("CALL_INCOMING");
            toms.await("CALL_CLOSED");
            hearEachOther(ann);
            assertThat(asNell.ask("POST", "/api/phone/calls/" + call + "/colleague", "{\"agent\":\"" + tom + "\"}")
                            .status())
                    .isEqualTo(200);
            toms.await("CALL_INCOMING");
            toms.accept();
            toms.await("CALL_ESTABLISHED");
            ann.awaitTone(700);
            ann.awaitTone(1_000);
            toms.awaitTone(440);
            toms.awaitTone(1_000);
            rapport.until(
                    SOON,
                    () -> Math.abs(AgentBrowser.peak(atNells) - 440) < 25
                            || Math.abs(AgentBrowser.peak(atNells) - 700) < 25);
            assertThat(ann.hears(440, 300)).isLessThan(500);
            assertThat(toms.hears(700, 300)).isLessThan(500);
            ann.hangUp();
        }
    }

    @ParameterizedTest
    @CsvSource({"G722, G722, true", "OPUS, G722, false", "G722, PCMA, false"})
    void a_telephone_on_a_desk_hears_the_customer_and_is_heard(Baresip.Codec theirs, Baresip.Codec ours, boolean alike)
            throws Exception {
        try (Baresip ann = telephone("+44117496022" + theirs.ordinal() + ours.ordinal(), theirs);
                Baresip toms = atToms(700, ours)) {
            ann.dial("sip:" + HARBOURSIDE + "@127.0.0.1:" + port);
            toms.await("CALL_INCOMING");
            toms.accept();
            ann.await("CALL_ESTABLISHED");
            ann.awaitTone(700);
            toms.awaitTone(440);
            String call = asTom.get("/api/phone")
                    .json()
                    .path("calls")
                    .path(0)
                    .path("id")
                    .asString();
            Passage heard = after(() -> heardByCustomer(call), 0);
            assertThat(heard.rewritten() == 0).isEqualTo(alike);
            ann.hangUp();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"G722", "OPUS"})
    void a_message_that_is_left_can_be_heard(Baresip.Codec codec) {
        String voicemails = "select count(*) from attachment where name = 'voicemail.wav'";
        long before = rapport.count(voicemails);
        try (Baresip ann = telephone("+44117496024" + codec.ordinal(), codec)) {
            ann.dial("sip:" + NIGHT + "@127.0.0.1:" + port);
            ann.await("CALL_CLOSED");
            rapport.until(SOON, () -> rapport.count(voicemails) > before);
        }
        Long file = rapport.jdbc()
                .queryForObject("select max(id) from attachment where name = 'voicemail.wav'", Long.class);
        byte[] wav = asNell.bytes("/api/attachments/" + file, Map.of());
        assertThat(Wav.amplitude(Wav.samples(wav), Wav.rate(wav), 1_000, 440)).isGreaterThan(5_000);
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
