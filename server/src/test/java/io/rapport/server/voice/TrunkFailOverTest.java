package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.net.Ports;
import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Kamailio;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.TeamId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Several carriers take our calls, and not all of them always.
@Timeout(120)
class TrunkFailOverTest {
    private static final String PASSWORD = "a long enough one";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "+441174960333";

    private static RunningRapport rapport;
    private static Http asNell;
    private static Baresip desk;
    private static Baresip ann;
    private static Kamailio well;
    private static long wellTrunk;
    private static int port;

    @BeforeAll
    static void open() throws Exception {
        rapport = RunningRapport.start("--rapport.voice.pulse=1s");
        TeamId team = rapport.team("Harbourside");
        rapport.agent("Nell", team, false);
        rapport.agent("Ada", team, true);
        rapport.number("Harbourside", "+441174960100", team);
        port = rapport.bean(Exchange.class).port().orElseThrow();
        ann = new Baresip(new Baresip.Setup("sip:" + ANN + "@carrier.example", "", "", 440, false));
        well = new Kamailio("127.0.0.1:" + port, "127.0.0.1:" + ann.port());
        wellTrunk = trunk("Well", "127.0.0.1:" + well.port(), 2, true);
        asNell = Http.signedIn(rapport, "nell", PASSWORD, "");
        JsonNode made = asNell.ask("POST", "/api/phone/desk", "").json();
        desk = new Baresip(Baresip.Setup.registered(
                made.path("user").asString(),
                made.path("password").asString(),
                made.path("server").asString(),
                800,
                "127.0.0.3"));
        rapport.until(SOON, () -> asNell.get("/api/phone").json().path("desk").asBoolean());
    }

    @AfterAll
    static void shut() {
        desk.close();
        well.close();
        ann.close();
        rapport.close();
    }

    @BeforeEach
    void all_are_free() {
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        asNell.ask("DELETE", "/api/phone/wrap-up", "");
        ann.forget();
        desk.forget();
    }

    private static long trunk(String name, String target, int rank, boolean enabled) {
        return rapport.bean(Trunks.class)
                .add(new Trunk(0, name, List.of("127.0.0.1"), target, Trunk.Transport.UDP, enabled).ranked(rank));
    }

    private static void remove(long trunk) {
        Trunk now = rapport.bean(Trunks.class).find(trunk).orElseThrow();
        rapport.bean(Trunks.class)
                .change(new Trunk(now.id(), now.name(), now.addresses(), "", now.transport(), false)
                        .ranked(now.rank()));
    }

    private static void speaks() {
        ann.await("CALL_INCOMING");
        ann.accept();
        desk.await("CALL_ESTABLISHED");
        ann.awaitTone(800);
        desk.awaitTone(440);
        assertThat(rapport.count("select trunk from call order by id desc limit 1"))
                .isEqualTo(wellTrunk);
        desk.hangUp();
        ann.await("CALL_CLOSED");
    }

    private static String standing(Http who, String name) {
        for (JsonNode trunk : who.get("/api/admin/trunks").json()) {
            if (trunk.path("name").asString("").equals(name)) {
                return trunk.path("standing").asString("");
            }
        }
        return "";
    }

    @Test
    void a_carrier_that_says_that_it_can_not_gives_way_to_the_next_at_once() {
        try (Kamailio full = Kamailio.refusing(503)) {
            long first = trunk("Full", "127.0.0.1:" + full.port(), 1, true);
            desk.dial("sip:" + ANN + "@127.0.0.1:" + port);
            speaks();
            remove(first);
        }
    }

    @Test
    void a_carrier_that_is_silent_gives_way_after_a_moment_is_told_of_and_comes_last_from_then_on() throws Exception {
        Accounts accounts = rapport.bean(Accounts.class);
        accounts.change(accounts.named("ada").orElseThrow().id(), "ada", Role.ADMINISTRATOR, true);
        Http asAda = Http.signedIn(rapport, "ada", PASSWORD, "");
        int nobody = Ports.free();
        long first = trunk("Gone", "127.0.0.1:" + nobody, 1, true);
        desk.dial("sip:" + ANN + "@127.0.0.1:" + port);
        speaks();
        rapport.until(SOON, () -> standing(asAda, "Gone").equals("DOWN"));
        assertThat(standing(asAda, "Well")).isEqualTo("UP");
        rapport.until(SOON, () -> health().equals("Gone does not answer."));
        all_are_free();
        long begun = System.nanoTime();
        desk.dial("sip:" + ANN + "@127.0.0.1:" + port);
        ann.await("CALL_INCOMING");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        desk.hangUp();
        remove(first);
        rapport.until(SOON, () -> health().equals("Calls can come in."));
    }

    private static String health() {
        return String.join(
                "", rapport.jdbc().queryForList("select health_text from door where channel = 'PHONE'", String.class));
    }

    @Test
    void a_number_that_is_busy_is_not_called_by_another_carrier_as_well() {
        try (Kamailio busy = Kamailio.refusing(486)) {
            long first = trunk("Busy", "127.0.0.1:" + busy.port(), 1, true);
            desk.dial("sip:" + ANN + "@127.0.0.1:" + port);
            desk.await("CALL_CLOSED");
            rapport.until(
                    SOON,
                    () -> rapport.count("select count(*) from call where state = 'UNANSWERED' and trunk = ?", first)
                            == 1);
            remove(first);
        }
    }
}
