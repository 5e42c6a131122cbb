package io.rapport.server.voice;

import static io.rapport.server.voice.CallHouse.HARBOURSIDE;
import static io.rapport.server.voice.CallHouse.SOON;
import static io.rapport.server.voice.CallHouse.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.vocabulary.AgentId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// A telephone on a desk that can do what baresip can't: hold a caller, ask somebody outside, and join both.
@Timeout(120)
class ConsultsTest {
    private static CallHouse house;
    private static RunningRapport rapport;
    private static FarTelephone desk;
    private static AgentId nell;
    private static Http asNell;
    private static String us;

    @BeforeAll
    static void open() throws Exception {
        house = new CallHouse();
        rapport = house.rapport();
        nell = house.agent("Nell", house.team());
        asNell = house.signedIn("nell");
        desk = new FarTelephone("127.0.0.6");
        JsonNode made = asNell.ask("POST", "/api/phone/desk", "").json();
        String user = made.path("user").asString();
        desk.registers(user, made.path("password").asString(), house.port());
        us = "<" + house.uri(user) + ">";
        rapport.until(SOON, () -> house.phone(asNell).path("desk").asBoolean());
    }

    @AfterAll
    static void shut() throws Exception {
        desk.close();
        house.close();
    }

    @BeforeEach
    void all_are_free() {
        house.quiet(nell);
    }

    private record Spoken(FarTelephone.Talk caller, FarTelephone.Talk here) {}

    /// Somebody has called, and Nell has picked up.
    private static Spoken talking() throws Exception {
        FarTelephone.Talk caller = house.call(fresh(), HARBOURSIDE);
        FarTelephone.Talk here = desk.rung();
        here.answer();
        caller.hears("up");
        caller.says(440);
        house.heard(here, 440);
        return new Spoken(caller, here);
    }

    private static FarTelephone.Talk asks(String number) throws Exception {
        return desk.call(us, number, house.port());
    }

    @Test
    void who_asks_somebody_outside_first_puts_the_caller_through_to_them() throws Exception {
        Spoken one = talking();
        one.here().holds();
        rapport.until(SOON, () -> house.state(asNell).equals("HELD"));
        String beyond = fresh();
        FarTelephone.Talk asking = asks(beyond);
        FarTelephone.Talk theirs = house.telephone().rung();
        assertThat(theirs.dialled()).contains(beyond);
        theirs.answer();
        asking.hears("up");
        theirs.says(600);
        house.heard(asking, 600);
        List<String> told = new CopyOnWriteArrayList<>();
        one.here().joins(asking, told);
        rapport.until(SOON, () -> told.equals(List.of("done 200")));
        house.heard(one.caller(), 600);
        house.heard(theirs, 440);
        one.here().hears("ended by them");
        asking.hears("ended by them");
        rapport.until(SOON, () -> house.state(asNell).isEmpty());
        one.caller().hangUp();
        theirs.hears("ended by them");
    }

    @Test
    void whom_we_ask_first_is_called_by_the_rules_of_dialling_and_only_while_a_caller_is_on_hold() throws Exception {
        Spoken one = talking();
        asks(fresh()).hears("refused 486");
        one.here().holds();
        rapport.until(SOON, () -> house.state(asNell).equals("HELD"));
        asks("+12025550143").hears("refused 403");
        asks("+449098790000").hears("refused 403");
        one.caller().hangUp();
        one.here().hears("ended by them");
    }

    @Test
    void who_ends_what_they_asked_has_the_caller_still() throws Exception {
        Spoken one = talking();
        one.here().holds();
        rapport.until(SOON, () -> house.state(asNell).equals("HELD"));
        FarTelephone.Talk asking = asks(fresh());
        FarTelephone.Talk theirs = house.telephone().rung();
        theirs.answer();
        asking.hears("up");
        asking.hangUp();
        theirs.hears("ended by them");
        assertThat(house.state(asNell)).isEqualTo("HELD");
        one.caller().hangUp();
        one.here().hears("ended by them");
    }

    @Test
    void a_telephone_that_stays_has_the_caller_again_where_nobody_answers() throws Exception {
        Spoken one = talking();
        List<String> told = new CopyOnWriteArrayList<>();
        one.here().refers(house.uri(fresh()), told);
        house.telephone().rung().refuse(486);
        rapport.until(SOON, () -> told.equals(List.of("done 486")));
        one.here().says(800);
        house.heard(one.caller(), 800);
        one.caller().hangUp();
        one.here().hears("ended by them");
    }

    @Test
    void what_names_nobody_here_or_a_call_that_is_not_there_changes_nothing() throws Exception {
        Spoken one = talking();
        List<String> told = new CopyOnWriteArrayList<>();
        one.here().refers("sip:bob@attacker.example", told);
        rapport.until(SOON, () -> told.equals(List.of("done 404")));
        one.here().refers("sip:bob@127.0.0.1?Replaces=nobody%3Bto-tag%3Da%3Bfrom-tag%3Db", told);
        rapport.until(SOON, () -> told.equals(List.of("done 404", "done 403")));
        one.here().says(800);
        house.heard(one.caller(), 800);
        one.caller().hangUp();
        one.here().hears("ended by them");
    }
}
