package io.rapport.server.voice;

import static io.rapport.server.voice.CallHouse.HARBOURSIDE;
import static io.rapport.server.voice.CallHouse.SOON;
import static io.rapport.server.voice.CallHouse.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.sip.call.Referral;
import io.rapport.outside.phone.Baresip;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Callers who are put through: by the transfer key of real telephones on desks, from the desktop, by a trunk.
@Timeout(120)
class TransfersTest {
    private static final String HILLSIDE = "+441174960101";
    private static final String NIGHT = "+441174960199";
    private static final double AT_NELLS = 800;
    private static final double AT_TOMS = 1_100;

    private static CallHouse house;
    private static RunningRapport rapport;
    private static FarTelephone telephone;
    private static AgentId nell;
    private static AgentId tom;
    private static Http asNell;
    private static Http asTom;
    private static Baresip atNells;
    private static Baresip atToms;
    private static String tomsTelephone;

    @BeforeAll
    static void open() throws Exception {
        house = new CallHouse("--rapport.voice.emergency.112=Provider", "--rapport.voice.ringing.parked=1s");
        rapport = house.rapport();
        telephone = house.telephone();
        TeamId other = rapport.team("Hillside");
        nell = house.agent("Nell", house.team());
        tom = house.agent("Tom", other);
        rapport.number("Hillside", HILLSIDE, other);
        rapport.number("Night", NIGHT, rapport.closedTeam("Night"));
        asNell = house.signedIn("nell");
        asTom = house.signedIn("tom");
        atNells = house.telephoneOf(asNell, AT_NELLS, "127.0.0.3");
        atToms = house.telephoneOf(asTom, AT_TOMS, "127.0.0.4");
        tomsTelephone = asTom.get("/api/phone/desk").json().path("user").asString();
    }

    @AfterAll
    static void shut() throws Exception {
        atNells.close();
        atToms.close();
        house.close();
    }

    @BeforeEach
    void all_are_free() {
        house.quiet(nell, tom);
        refers(false);
        atNells.forget();
        atToms.forget();
    }

    private static void refers(boolean now) {
        Trunks trunks = rapport.bean(Trunks.class);
        trunks.change(trunks.all().getFirst().refers(now));
    }

    private record Spoken(FarTelephone.Talk talk, String call, String number) {}

    /// Somebody calls, and Nell has picked up at her desk.
    private static Spoken talking() throws Exception {
        String number = fresh();
        FarTelephone.Talk talk = house.call(number, HARBOURSIDE);
        atNells.await("CALL_INCOMING");
        atNells.accept();
        talk.hears("up");
        talk.says(440);
        atNells.awaitTone(440);
        rapport.until(SOON, () -> house.state(asNell).equals("TALKING"));
        return new Spoken(
                talk, house.phone(asNell).path("calls").path(0).path("id").asString(), number);
    }

    private static JsonNode passed(String call) {
        Long customer =
                rapport.jdbc().queryForObject("select customer from call where id = ?", Long.class, Long.valueOf(call));
        rapport.caughtUp();
        return asNell.get("/api/customers/" + customer + "/timeline")
                .json()
                .path("entries")
                .valueStream()
                .map(entry -> entry.path("call").path("passed"))
                .filter(passed -> passed.has("number"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody was put through"));
    }

    @Test
    void the_transfer_key_gives_a_caller_to_a_colleague_who_picks_up() throws Exception {
        Spoken one = talking();
        house.is(tom, Presence.State.AVAILABLE);
        atNells.transfer(house.uri(tomsTelephone));
        atToms.await("CALL_INCOMING");
        atToms.accept();
        atToms.awaitTone(440);
        atNells.await("CALL_CLOSED");
        house.heard(one.talk(), AT_TOMS);
        rapport.until(
                SOON,
                () -> rapport.count("select agent from call where id = ?", Long.valueOf(one.call())) == tom.value());
        assertThat(house.state(asNell)).isEmpty();
        one.talk().hangUp();
        atToms.await("CALL_CLOSED");
        rapport.until(SOON, () -> house.callState(one.call()).equals("TALKED"));
    }

    @Test
    void a_colleague_is_found_by_their_first_name_and_whoever_they_decline_stays_with_us() throws Exception {
        Spoken one = talking();
        atNells.transfer(house.uri("tom"));
        atToms.await("CALL_INCOMING");
        atToms.hangUp();
        assertThat(atNells.await("TRANSFER_FAILED")).contains("603");
        // This telephone hangs up when it hears that.
        atNells.await("CALL_INCOMING");
        atNells.accept();
        house.heard(one.talk(), AT_NELLS);
        one.talk().hangUp();
        atNells.await("CALL_CLOSED");
    }

    @Test
    void who_hangs_up_while_it_rings_at_the_colleague_leaves_the_caller_to_them() throws Exception {
        Spoken one = talking();
        atNells.transfer(house.uri(tomsTelephone));
        atToms.await("CALL_INCOMING");
        atNells.hangUp();
        rapport.until(
                SOON,
                () -> house.phone(asNell).path("calls").path(0).path("desk").asBoolean() == false);
        atToms.accept();
        house.heard(one.talk(), AT_TOMS);
        rapport.until(SOON, () -> house.state(asNell).isEmpty());
        one.talk().hangUp();
        rapport.until(SOON, () -> house.callState(one.call()).equals("TALKED"));
    }

    @Test
    void the_number_of_a_team_lets_the_call_ring_there() throws Exception {
        Spoken one = talking();
        atNells.transfer(house.uri("01174960101"));
        atNells.await("CALL_CLOSED");
        atToms.await("CALL_INCOMING");
        atToms.accept();
        house.heard(one.talk(), AT_TOMS);
        one.talk().hangUp();
        rapport.until(SOON, () -> house.callState(one.call()).equals("TALKED"));
        rapport.until(
                SOON,
                () -> rapport.count(
                                "select count(*) from promise p join call c on c.promise = p.id where c.id = ? and p.state = 'KEPT'",
                                Long.valueOf(one.call()))
                        == 1);
    }

    @Test
    void a_number_outside_is_called_and_both_hear_each_other_without_us() throws Exception {
        Spoken one = talking();
        String beyond = fresh();
        atNells.transfer(house.uri("0" + beyond.substring(3)));
        FarTelephone.Talk theirs = telephone.rung();
        assertThat(theirs.dialled()).contains(beyond);
        house.heard(one.talk(), 425);
        assertThat(house.state(asNell)).isEqualTo("PASSING");
        theirs.answer();
        theirs.hears("up");
        theirs.says(600);
        house.heard(one.talk(), 600);
        house.heard(theirs, 440);
        atNells.await("CALL_CLOSED");
        rapport.until(SOON, () -> house.state(asNell).isEmpty());
        assertThat(house.phone(asNell).path("wrapUp").path("call").asString("")).isEqualTo(one.call());
        one.talk().hangUp();
        theirs.hears("ended by them");
        rapport.until(SOON, () -> house.callState(one.call()).equals("TALKED"));
        rapport.until(
                SOON,
                () -> rapport.count("select count(*) from call_passed where call = ?", Long.valueOf(one.call())) == 1);
        assertThat(passed(one.call()).path("number").asString("")).isEqualTo(beyond);
        assertThat(passed(one.call()).path("carrier").asBoolean()).isFalse();
    }

    @Test
    void whom_nobody_answers_outside_is_with_us_again() throws Exception {
        Spoken one = talking();
        atNells.transfer(house.uri(fresh()));
        FarTelephone.Talk theirs = telephone.rung();
        theirs.refuse(486);
        assertThat(atNells.await("TRANSFER_FAILED")).contains("486");
        atNells.await("CALL_INCOMING");
        atNells.accept();
        house.heard(one.talk(), AT_NELLS);
        one.talk().hangUp();
        atNells.await("CALL_CLOSED");
    }

    @Test
    void nobody_is_put_through_where_we_may_not_call_and_they_stay_with_us() throws Exception {
        Spoken one = talking();
        String path = "/api/phone/calls/" + one.call() + "/onwards";
        Map.of("+449098790000", "paid-for", "112", "number", "999", "number", "nobody", "number", NIGHT, "closed")
                .forEach((number, why) -> assertThat(asNell.ask("POST", path, "{\"number\":\"" + number + "\"}")
                                .code())
                        .as(number)
                        .isEqualTo(why));
        house.heard(one.talk(), AT_NELLS);
        atNells.transfer(house.uri("+12025550143"));
        assertThat(atNells.await("TRANSFER_FAILED")).contains("403");
        atNells.await("CALL_INCOMING");
        one.talk().hangUp();
    }

    @Test
    void a_trunk_that_asks_to_be_put_through_is_refused() throws Exception {
        Spoken one = talking();
        List<String> told = new CopyOnWriteArrayList<>();
        one.talk().refers("sip:+12025550143@attacker.example", told);
        rapport.until(SOON, () -> told.equals(List.of("done 603")));
        house.heard(one.talk(), AT_NELLS);
        one.talk().hangUp();
        atNells.await("CALL_CLOSED");
    }

    @Test
    void the_desktop_puts_through_and_takes_back() throws Exception {
        Spoken one = talking();
        String path = "/api/phone/calls/" + one.call() + "/onwards";
        assertThat(asTom.ask("POST", path, "{\"number\":\"" + fresh() + "\"}").status())
                .isEqualTo(404);
        Http.Answer answer = asNell.ask("POST", path, "{\"number\":\"" + fresh() + "\"}");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().path("calls").path(0).path("state").asString(""))
                .isEqualTo("PASSING");
        FarTelephone.Talk theirs = telephone.rung();
        assertThat(asNell.ask("DELETE", path, "").status()).isEqualTo(200);
        theirs.hears("ended by them");
        house.heard(one.talk(), AT_NELLS);
        one.talk().hangUp();
        atNells.await("CALL_CLOSED");
    }

    @Test
    void a_trunk_that_is_set_up_to_does_it_itself_and_is_free_of_us() throws Exception {
        refers(true);
        Spoken one = talking();
        one.talk().connects();
        String beyond = fresh();
        atNells.transfer(house.uri(beyond));
        Referral referral = one.talk().referral();
        assertThat(referral.target().text()).contains(beyond);
        referral.accept();
        referral.done(200);
        one.talk().hears("ended by them");
        atNells.await("CALL_CLOSED");
        rapport.until(SOON, () -> house.callState(one.call()).equals("TALKED"));
        rapport.until(
                SOON,
                () -> rapport.count("select count(*) from call_passed where call = ?", Long.valueOf(one.call())) == 1);
        assertThat(passed(one.call()).path("carrier").asBoolean()).isTrue();
    }

    @Test
    void a_real_telephone_that_we_ask_to_goes_where_it_is_told() throws Exception {
        refers(true);
        String number = fresh();
        try (Baresip theirs = new Baresip(new Baresip.Setup("sip:" + number + "@127.0.0.1", "", "", 440, false))) {
            theirs.dial(house.uri(HARBOURSIDE));
            atNells.await("CALL_INCOMING");
            atNells.accept();
            theirs.await("CALL_ESTABLISHED");
            String call = house.call(asNell).path("id").asString();
            String beyond = fresh();
            Http.Answer answer =
                    asNell.ask("POST", "/api/phone/calls/" + call + "/onwards", "{\"number\":\"" + beyond + "\"}");
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
            FarTelephone.Talk there = telephone.rung();
            assertThat(there.dialled()).contains(beyond);
            there.answer();
            there.hears("up");
            house.heard(there, 440);
            atNells.await("CALL_CLOSED");
            rapport.until(SOON, () -> house.callState(call).equals("TALKED"));
            assertThat(passed(call).path("carrier").asBoolean()).isTrue();
            there.hangUp();
        }
    }

    @Test
    void where_the_trunk_does_not_both_are_joined_here() throws Exception {
        refers(true);
        Spoken one = talking();
        String beyond = fresh();
        atNells.transfer(house.uri(beyond));
        FarTelephone.Talk theirs = telephone.rung();
        assertThat(theirs.dialled()).contains(beyond);
        theirs.answer();
        theirs.hears("up");
        theirs.says(600);
        house.heard(one.talk(), 600);
        house.heard(theirs, 440);
        theirs.hangUp();
        one.talk().hears("ended by them");
        Map<String, Object> row =
                rapport.jdbc().queryForMap("select carrier from call_passed where call = ?", Long.valueOf(one.call()));
        assertThat(row).containsEntry("carrier", false);
    }
}
