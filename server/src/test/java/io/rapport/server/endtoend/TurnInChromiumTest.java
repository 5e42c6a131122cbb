package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rapport.outside.net.Ports;
import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Coturn;
import io.rapport.server.RunningRapport;
import io.rapport.server.chat.ChatDoors;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.Trunk;
import io.rapport.server.voice.Trunks;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One of us works in a network that lets nothing through but TCP to a TURN server.
class TurnInChromiumTest {
    private static final String PASSWORD = "a long enough one";
    private static final String NUMBER = "+441134960100";
    private static final String SECRET = "shared with the TURN server";
    private static final double NELL = 1_000;
    private static final double CALLER = 440;

    /// The kinds of the way that is used: of our end, and by what it reaches the TURN server.
    private static final String WAY = """
            async () => {
              for (const peer of peers) {
                const stats = [...(await peer.getStats()).values()];
                const transport = stats.find((one) => one.type === 'transport');
                const pair = stats.find((one) => one.id === transport?.selectedCandidatePairId);
                const end = pair && stats.find((one) => one.id === pair.localCandidateId);
                if (end) return end.candidateType + ' ' + end.relayProtocol;
              }
              return '';
            }
            """;

    @Test
    void a_visitor_whose_network_lets_no_udp_out_calls_all_the_same() throws Exception {
        try (Coturn turn = new Coturn(SECRET);
                RunningRapport rapport = RunningRapport.start(
                        "--rapport.voice.port=" + Ports.free(),
                        "--rapport.voice.turn.urls=" + turn.url(),
                        "--rapport.voice.turn.secret=" + SECRET,
                        "--rapport.voice.turn.only=true");
                Site site = new Site(rapport.url(), path -> "web");
                Voices voices = new Voices()) {
            AgentId nellId = rapport.agent("Nell", rapport.team("Harbourside"), false);
            DoorId door = rapport.door(Channel.CHAT, "web");
            rapport.bean(ChatDoors.class).allow(door, List.of(site.address("")));
            rapport.bean(ChatDoors.class).takeCalls(door, true);
            Page nell = voices.signIn(rapport.url(), "nell", PASSWORD, NELL);
            rapport.bean(Workforce.class)
                    .present(new Presence(nellId, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
            Page visitor = voices.visit(site.address("/"), CALLER);
            Desk.button(visitor, "Write to us").click();
            Desk.button(visitor, "Call us").click();
            assertThat(nell.locator("section.call")).isVisible();
            assertThat(String.valueOf(visitor.evaluate(WAY))).isEqualTo("relay tcp");
            nell.keyboard().press("Alt+c");
            Voices.awaitTone(nell, CALLER, true);
            Voices.awaitTone(visitor, NELL, true);
            assertThat(voices.mistakes()).isEmpty();
        }
    }

    @Test
    void who_can_only_reach_a_turn_server_by_tcp_speaks_with_a_caller_all_the_same() throws Exception {
        int port = Ports.free();
        try (Coturn turn = new Coturn(SECRET);
                RunningRapport rapport = RunningRapport.start(
                        "--rapport.voice.port=" + port,
                        "--rapport.voice.turn.urls=" + turn.url(),
                        "--rapport.voice.turn.secret=" + SECRET,
                        "--rapport.voice.turn.only=true");
                Voices voices = new Voices();
                Baresip ann = new Baresip(new Baresip.Setup(
                        "sip:+441134960111@carrier.example", "sip:127.0.0.1:" + port, "", CALLER, false))) {
            TeamId harbourside = rapport.team("Harbourside");
            AgentId nellId = rapport.agent("Nell", harbourside, false);
            rapport.number("Harbourside's number", NUMBER, harbourside);
            rapport.bean(Trunks.class)
                    .add(new Trunk(0, "Carrier", List.of("127.0.0.1"), "", Trunk.Transport.UDP, true));
            Page nell = voices.signIn(rapport.url(), "nell", PASSWORD, NELL);
            rapport.bean(Workforce.class)
                    .present(new Presence(nellId, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
            nell.waitForCondition(() -> "relay tcp".equals(nell.evaluate(WAY)));
            assertThat(turn.said()).doesNotContain(SECRET);

            ann.dial("sip:" + NUMBER + "@carrier.example");
            assertThat(nell.locator("section.call")).isVisible();
            nell.keyboard().press("Alt+c");
            ann.await("CALL_ESTABLISHED");
            Voices.hearEachOther(nell, NELL, ann, CALLER);
            assertThat(voices.mistakes()).isEmpty();
        }
    }
}
