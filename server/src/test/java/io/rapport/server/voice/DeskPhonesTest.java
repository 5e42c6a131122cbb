package io.rapport.server.voice;

import static io.rapport.server.voice.CallHouse.HARBOURSIDE;
import static io.rapport.server.voice.CallHouse.SOON;
import static io.rapport.server.voice.CallHouse.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Kamailio;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Presence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Real telephones on desks, and customers on others.
@Timeout(120)
class DeskPhonesTest {
    /// What is heard of the telephone on Nell's desk.
    private static final double AT_NELLS = 800;

    private static CallHouse house;
    private static RunningRapport rapport;
    private static FarTelephone telephone;
    private static AgentId nell;
    private static AgentId tom;
    private static Http asNell;
    private static Http asTom;
    private static Baresip atNells;
    private static int port;

    @BeforeAll
    static void open() throws Exception {
        house = new CallHouse("--rapport.voice.emergency.112=Provider");
        rapport = house.rapport();
        telephone = house.telephone();
        port = house.port();
        nell = house.agent("Nell", house.team());
        tom = house.agent("Tom", house.team());
        asNell = house.signedIn("nell");
        asTom = house.signedIn("tom");
        atNells = house.telephoneOf(asNell, AT_NELLS, "127.0.0.3");
    }

    @AfterAll
    static void shut() throws Exception {
        atNells.close();
        house.close();
    }

    @BeforeEach
    void all_are_free() {
        house.quiet(nell);
        rapport.until(SOON, () -> phone().path("wrapUp").isNull());
        atNells.forget();
    }

    private static JsonNode phone() {
        return house.phone(asNell);
    }

    private static JsonNode herCall() {
        return phone().path("calls").path(0);
    }

    private static String state() {
        return herCall().path("state").asString("");
    }

    private static Http.Answer deed(String call, String deed, String body) {
        return asNell.ask("POST", "/api/phone/calls/" + call + "/" + deed, body);
    }

    private static FarTelephone.Talk call(String from) throws Exception {
        return telephone.call("\"Gwen \\\"P\\\" Pritchard\" <sip:" + from + "@provider.example>", HARBOURSIDE, port);
    }

    @Test
    void a_customer_behind_a_carriers_border_rings_on_the_desk_and_both_hear_each_other_until_they_hang_up() {
        String number = fresh();
        try (Kamailio carrier = new Kamailio("127.0.0.1:" + port, telephone.target());
                Baresip theirs = new Baresip(
                        new Baresip.Setup("sip:" + number + "@carrier.example", carrier.uri(), "", 440, false))) {
            theirs.dial("sip:" + HARBOURSIDE + "@carrier.example");
            assertThat(atNells.await("CALL_INCOMING")).contains(number);
            atNells.accept();
            theirs.await("CALL_ESTABLISHED");
            theirs.awaitTone(AT_NELLS);
            atNells.awaitTone(440);
            assertThat(state()).isEqualTo("TALKING");
            assertThat(herCall().path("desk").asBoolean()).isTrue();
            assertThat(phone().path("line").asBoolean()).isFalse();
            String call = herCall().path("id").asString();
            assertThat(house.promises(number).getFirst()).containsEntry("owner", nell.value());
            theirs.hangUp();
            atNells.await("CALL_CLOSED");
            rapport.until(SOON, () -> house.callState(call).equals("TALKED"));
            assertThat(house.promises(number).getFirst()).containsEntry("state", "KEPT");
        }
    }

    @Test
    void who_holds_the_call_at_the_desk_lets_the_customer_hear_music_and_who_hangs_up_there_ends_it() throws Exception {
        String number = fresh();
        FarTelephone.Talk talk = call(number);
        atNells.await("CALL_INCOMING");
        atNells.accept();
        talk.hears("up");
        talk.says(440);
        atNells.awaitTone(440);
        house.heard(talk, AT_NELLS, true);
        String call = herCall().path("id").asString();

        atNells.hold();
        rapport.until(SOON, () -> state().equals("HELD"));
        house.heard(talk, AT_NELLS, false);
        assertThat(deed(call, "hold", "{\"held\":false}").code()).isEqualTo("held-at-desk");
        atNells.resume();
        rapport.until(SOON, () -> state().equals("TALKING"));
        house.heard(talk, AT_NELLS, true);

        atNells.hangUp();
        talk.hears("ended by them");
        rapport.until(SOON, () -> house.callState(call).equals("TALKED"));
        rapport.until(
                SOON, () -> phone().path("wrapUp").path("call").asString("").equals(call));
    }

    @Test
    void the_desktop_holds_and_ends_a_call_that_was_answered_at_the_desk() throws Exception {
        FarTelephone.Talk talk = call(fresh());
        atNells.await("CALL_INCOMING");
        atNells.accept();
        talk.hears("up");
        house.heard(talk, AT_NELLS, true);
        String call = herCall().path("id").asString();
        assertThat(deed(call, "hold", "{\"held\":true}").status()).isEqualTo(200);
        house.heard(talk, AT_NELLS, false);
        assertThat(deed(call, "hold", "{\"held\":false}").status()).isEqualTo(200);
        house.heard(talk, AT_NELLS, true);
        assertThat(deed(call, "hang-up", "").status()).isEqualTo(200);
        talk.hears("ended by them");
        atNells.await("CALL_CLOSED");
    }

    @Test
    void a_caller_who_gives_up_is_no_longer_heard_ringing_on_the_desk() throws Exception {
        FarTelephone.Talk talk = call(fresh());
        atNells.await("CALL_INCOMING");
        talk.hangUp();
        atNells.await("CALL_CLOSED");
    }

    @Test
    void who_declines_at_the_desk_leaves_the_call_to_others_and_is_not_rung_again() throws Exception {
        FarTelephone.Talk talk = call(fresh());
        atNells.await("CALL_INCOMING");
        atNells.hangUp();
        rapport.until(
                SOON, () -> herCall().isMissingNode() && phone().path("waiting").size() == 1);
        talk.hangUp();
        rapport.until(SOON, () -> phone().path("waiting").isEmpty());
    }

    @Test
    void a_colleague_who_answers_in_the_browser_silences_the_telephone_on_the_desk() throws Exception {
        try (AgentBrowser browsers = new AgentBrowser()) {
            browsers.connect(rapport, "tom", 1_300);
            rapport.until(
                    SOON, () -> asTom.get("/api/phone").json().path("line").asBoolean());
            house.is(tom, Presence.State.AVAILABLE);
            FarTelephone.Talk talk = call(fresh());
            atNells.await("CALL_INCOMING");
            String call = herCall().path("id").asString();
            assertThat(asTom.ask("POST", "/api/phone/calls/" + call + "/answer", "")
                            .status())
                    .isEqualTo(200);
            talk.hears("up");
            atNells.await("CALL_CLOSED");
            house.heard(talk, 1_300, true);
            talk.hangUp();
        }
        house.is(tom, Presence.State.OFFLINE);
    }

    @Test
    void who_dials_at_the_desk_calls_that_customer_as_themselves_by_the_rules_of_the_house() throws Exception {
        String number = fresh();
        atNells.dial("sip:0" + number.substring(3) + "@127.0.0.1:" + port);
        FarTelephone.Talk theirs = telephone.rung();
        assertThat(theirs.dialled()).contains(number);
        atNells.await("CALL_RINGING");
        rapport.until(SOON, () -> state().equals("DIALLING"));
        theirs.answer();
        atNells.await("CALL_ESTABLISHED");
        theirs.says(600);
        atNells.awaitTone(600);
        house.heard(theirs, AT_NELLS, true);
        String call = herCall().path("id").asString();
        assertThat(herCall().path("direction").asString("")).isEqualTo("OUT");
        atNells.hangUp();
        theirs.hears("ended by them");
        rapport.until(SOON, () -> house.callState(call).equals("TALKED"));
        assertThat(rapport.count(
                        "select count(*) from interaction where direction = 'OUTBOUND' and channel = 'PHONE' and agent = ?",
                        nell.value()))
                .isPositive();

        all_are_free();
        atNells.dial("sip:+12025550143@127.0.0.1:" + port);
        assertThat(atNells.await("CALL_CLOSED")).contains("Numbers of that country are not called");
        atNells.dial("sip:999@127.0.0.1:" + port);
        assertThat(atNells.await("CALL_CLOSED")).contains("In an emergency take a mobile telephone");
    }

    @Test
    void whom_nobody_reached_is_known_as_not_reached_though_the_desk_hung_up_first() throws Exception {
        String number = fresh();
        atNells.dial("sip:" + number + "@127.0.0.1:" + port);
        FarTelephone.Talk theirs = telephone.rung();
        rapport.until(SOON, () -> state().equals("DIALLING"));
        String call = herCall().path("id").asString();
        atNells.hangUp();
        theirs.hears("ended by them");
        rapport.until(SOON, () -> house.callState(call).equals("UNANSWERED"));
    }

    @Test
    void an_emergency_number_goes_to_the_trunk_that_is_named_for_it_and_nothing_is_written_down_of_a_customer()
            throws Exception {
        long before = rapport.count("select count(*) from customer");
        atNells.dial("sip:112@127.0.0.1:" + port);
        FarTelephone.Talk theirs = telephone.rung();
        assertThat(theirs.dialled()).contains("sip:112@");
        theirs.answer();
        atNells.await("CALL_ESTABLISHED");
        theirs.says(600);
        atNells.awaitTone(600);
        house.heard(theirs, AT_NELLS, true);
        theirs.hangUp();
        atNells.await("CALL_CLOSED");
        assertThat(rapport.count("select count(*) from customer")).isEqualTo(before);
    }

    @Test
    void where_no_browser_is_connected_the_desk_rings_first_and_then_the_customer() throws Exception {
        String number = fresh();
        FarTelephone.Talk missed = call(number);
        atNells.await("CALL_INCOMING");
        missed.hangUp();
        atNells.await("CALL_CLOSED");
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        Map<String, Object> promise = house.promises(number).getFirst();
        long point = rapport.count("select id from contact_point where value = ?", number);
        Http.Answer answer = asNell.ask(
                "POST",
                "/api/phone/calls",
                "{\"customer\":\"" + promise.get("customer") + "\",\"contactPoint\":\"" + point + "\",\"promise\":\""
                        + promise.get("id") + "\"}");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().path("calls")).isEmpty();
        assertThat(answer.json().path("pickUp").path("id").asString(""))
                .isEqualTo(String.valueOf(promise.get("customer")));
        assertThat(atNells.await("CALL_INCOMING")).contains(number);
        atNells.accept();
        FarTelephone.Talk theirs = telephone.rung();
        assertThat(theirs.dialled()).contains(number);
        assertThat(phone().path("pickUp").isNull()).isTrue();
        theirs.answer();
        theirs.hears("up");
        house.heard(theirs, AT_NELLS, true);
        theirs.hangUp();
        atNells.await("CALL_CLOSED");
        rapport.until(
                SOON, () -> "KEPT".equals(house.promises(number).getFirst().get("state")));
    }

    @Test
    void who_thinks_better_of_a_call_silences_the_desk_and_nobody_is_called() throws Exception {
        String number = fresh();
        FarTelephone.Talk missed = call(number);
        atNells.await("CALL_INCOMING");
        missed.hangUp();
        atNells.await("CALL_CLOSED");
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        long point = rapport.count("select id from contact_point where value = ?", number);
        asNell.ask(
                "POST",
                "/api/phone/calls",
                "{\"customer\":\"" + house.promises(number).getFirst().get("customer") + "\",\"contactPoint\":\""
                        + point + "\"}");
        atNells.await("CALL_INCOMING");
        assertThat(asNell.ask("DELETE", "/api/phone/desk/pick-up", "").status()).isEqualTo(204);
        atNells.await("CALL_CLOSED");
        assertThat(phone().path("pickUp").isNull()).isTrue();
        assertThat(rapport.count(
                        "select count(*) from call where direction = 'OUTBOUND' and customer = ?",
                        house.promises(number).getFirst().get("customer")))
                .isZero();
    }

    @Test
    void a_wrong_password_registers_nothing_and_is_soon_not_heard_any_more() throws Exception {
        JsonNode made = asTom.ask("POST", "/api/phone/desk", "").json();
        Strangers strangers = rapport.bean(Strangers.class);
        List<Baresip> all = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < Strangers.MOST_WRONG; i++) {
                all.add(new Baresip(Baresip.Setup.registered(
                        made.path("user").asString(),
                        "not-the-password",
                        made.path("server").asString(),
                        500,
                        "127.0.0.4")));
            }
            rapport.until(SOON, () -> strangers.ignored() == 1);
            assertThat(asTom.get("/api/phone").json().path("desk").asBoolean()).isFalse();
            assertThat(strangers.welcomes(java.net.InetAddress.getByName("127.0.0.4")))
                    .isFalse();
        } finally {
            all.forEach(Baresip::close);
        }
    }

    @Test
    void a_telephone_whose_account_was_taken_back_rings_no_more_and_may_not_call() throws Exception {
        try (Baresip atToms = house.telephoneOf(asTom, 1_100, "127.0.0.5")) {
            rapport.until(
                    SOON, () -> asTom.get("/api/phone").json().path("desk").asBoolean());
            JsonNode there = asTom.get("/api/phone/desk").json().path("there").path(0);
            assertThat(there.path("name").asString("")).startsWith("baresip");
            assertThat(there.path("address").asString("")).isEqualTo("127.0.0.5");
            assertThat(asTom.ask("DELETE", "/api/phone/desk", "").status()).isEqualTo(204);
            assertThat(asTom.get("/api/phone").json().path("desk").asBoolean()).isFalse();
            assertThat(asTom.get("/api/phone/desk").json().path("user").isNull())
                    .isTrue();
        }
    }
}
