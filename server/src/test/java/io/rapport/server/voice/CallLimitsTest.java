package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.phone.Baresip;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.customer.Customers;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Somebody has got hold of a telephone of ours and dials as often as they can.
@Timeout(120)
class CallLimitsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void who_calls_too_often_is_held_back_and_those_who_look_after_the_house_hear_of_it() throws Exception {
        try (RunningRapport rapport = RunningRapport.start("--rapport.voice.outgoing.per-agent=1");
                FarTelephone telephone = new FarTelephone("127.0.0.1")) {
            TeamId team = rapport.team("Harbourside");
            rapport.agent("Nell", team, true);
            rapport.number("Harbourside", "+441174960100", team);
            rapport.bean(Trunks.class)
                    .add(new Trunk(0, "Provider", List.of("127.0.0.1"), telephone.target(), Trunk.Transport.UDP, true));
            rapport.bean(TransactionTemplate.class)
                    .executeWithoutResult(status -> rapport.bean(Customers.class)
                            .makeMystery(
                                    new ContactPoint(ContactPoint.Kind.EMAIL, "mystery@rapport.invalid"),
                                    "Mystery customer",
                                    team,
                                    Instant.now()));
            int port = rapport.bean(Exchange.class).port().orElseThrow();
            Http asNell = Http.signedIn(rapport, "nell", "a long enough one", "");
            JsonNode made = asNell.ask("POST", "/api/phone/desk", "").json();
            try (Baresip desk = new Baresip(Baresip.Setup.registered(
                    made.path("user").asString(),
                    made.path("password").asString(),
                    made.path("server").asString(),
                    800,
                    "127.0.0.3"))) {
                rapport.until(
                        SOON, () -> asNell.get("/api/phone").json().path("desk").asBoolean());
                desk.dial("sip:+441174960201@127.0.0.1:" + port);
                telephone.rung().refuse(486);
                desk.await("CALL_CLOSED");
                rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
                desk.dial("sip:+441174960202@127.0.0.1:" + port);
                assertThat(desk.await("CALL_CLOSED")).contains("as often as is allowed in an hour");
            }
            assertThat(rapport.count("select count(*) from call")).isEqualTo(1);
            rapport.until(
                    SOON,
                    () -> rapport.count("select count(*) from door where health_text like "
                                    + "'Calls are held back: Nell has called as often as is allowed in an hour.'")
                            == 1);
            assertThat(rapport.count(
                            "select count(*) from promise where kind = 'CARE' and what like 'Calls are held back%'"))
                    .isEqualTo(1);
        }
    }
}
