package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Kamailio;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A carrier that wants us to register and to show who we are, and a telephone behind it.
@Timeout(180)
class RegisteredTrunkTest {
    private static final String PASSWORD = "a long enough one";
    private static final String OURS = "+441174960100";
    private static final String THEIRS = "+441174960333";
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void calls_come_and_go_by_a_carrier_at_which_we_register(String algorithm) throws Exception {
        try (RunningRapport rapport = RunningRapport.start();
                Baresip ann = new Baresip(new Baresip.Setup("sip:" + THEIRS + "@carrier.example", "", "", 440, true));
                Kamailio carrier = new Kamailio(
                        new Kamailio.Account("carrier.example", "rapport", "s3cret", algorithm),
                        "127.0.0.1:" + ann.port());
                AgentBrowser browsers = new AgentBrowser()) {
            AgentId nell = house(rapport, carrier, "s3cret");
            rapport.until(SOON, () -> health(rapport).equals("Calls can come in."));
            var page = browsers.connect(rapport, "nell", 1_000);
            Http asNell = Http.signedIn(rapport, "nell", PASSWORD, "");
            rapport.until(SOON, () -> phone(asNell).path("line").asBoolean());
            rapport.bean(Workforce.class)
                    .present(new Presence(nell, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));

            ann.dial("sip:" + OURS + "@127.0.0.1:" + carrier.port());
            rapport.until(SOON, () -> phone(asNell).path("calls").size() == 1);
            String call = phone(asNell).path("calls").path(0).path("id").asString("");
            assertThat(phone(asNell).path("calls").path(0).path("number").asString(""))
                    .isEqualTo(THEIRS);
            asNell.ask("POST", "/api/phone/calls/" + call + "/answer", "{}");
            ann.await("CALL_ESTABLISHED");
            ann.awaitTone(1_000);
            asNell.ask("POST", "/api/phone/calls/" + call + "/hang-up", "{}");
            ann.await("CALL_CLOSED");
            asNell.ask("DELETE", "/api/phone/wrap-up", "");

            long customer = rapport.count("select id from customer order by id desc limit 1");
            long point = rapport.count("select id from contact_point where value = ?", THEIRS);
            asNell.ask(
                    "POST",
                    "/api/phone/calls",
                    "{\"customer\":\"" + customer + "\",\"contactPoint\":\"" + point + "\"}");
            ann.await("CALL_ESTABLISHED");
            ann.awaitTone(1_000);
            assertThat(AgentBrowser.peak(page)).isBetween(400.0, 480.0);
        }
    }

    @Test
    void a_carrier_that_does_not_take_us_is_told_of_at_the_doors() throws Exception {
        try (RunningRapport rapport = RunningRapport.start();
                Kamailio carrier = new Kamailio(
                        new Kamailio.Account("carrier.example", "rapport", "s3cret", "SHA-256"), "127.0.0.1:9")) {
            house(rapport, carrier, "another");
            rapport.until(SOON, () -> health(rapport).startsWith("Carrier does not take us: 401"));
        }
    }

    private static AgentId house(RunningRapport rapport, Kamailio carrier, String password) {
        TeamId team = rapport.team("Harbourside");
        AgentId nell = rapport.agent("Nell", team, false);
        rapport.number("Harbourside's number", OURS, team);
        rapport.bean(Trunks.class)
                .add(new Trunk(
                                0,
                                "Carrier",
                                List.of("127.0.0.1"),
                                "127.0.0.1:" + carrier.port(),
                                Trunk.Transport.UDP,
                                true)
                        .as(new Trunk.Account("carrier.example", "rapport", password)));
        return nell;
    }

    private static String health(RunningRapport rapport) {
        return String.join(
                "", rapport.jdbc().queryForList("select health_text from door where channel = 'PHONE'", String.class));
    }

    private static tools.jackson.databind.JsonNode phone(Http who) {
        return who.get("/api/phone").json();
    }
}
