package io.rapport.server.voice;

import static io.rapport.server.voice.CallHouse.HARBOURSIDE;
import static io.rapport.server.voice.CallHouse.SOON;
import static io.rapport.server.voice.CallHouse.deed;
import static io.rapport.server.voice.CallHouse.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rapport.media.line.Sound;
import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Kamailio;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.workforce.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls, with a telephone on one side and browsers on the other.
@Timeout(120)
class CallsTest {
    private static final String NIGHT = "+441174960199";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static CallHouse house;
    private static RunningRapport rapport;
    private static FarTelephone telephone;
    private static AgentBrowser browsers;
    private static AgentId nell;
    private static AgentId tom;
    private static Page atNells;
    private static Page atToms;
    private static Http asNell;
    private static Http asTom;
    private static int port;

    @BeforeAll
    static void open() throws Exception {
        house = new CallHouse("--rapport.voice.longest-voicemail=2s");
        rapport = house.rapport();
        telephone = house.telephone();
        port = house.port();
        nell = house.agent("Nell", house.team());
        tom = house.agent("Tom", house.team());
        rapport.number("Night", NIGHT, rapport.closedTeam("Night"));
        browsers = new AgentBrowser();
        atNells = browsers.connect(rapport, "nell", 1_000);
        atToms = browsers.connect(rapport, "tom", 1_300);
        asNell = house.signedIn("nell");
        asTom = house.signedIn("tom");
    }

    @AfterAll
    static void shut() throws Exception {
        browsers.close();
        house.close();
    }

    @BeforeEach
    void all_are_free() {
        house.quiet(nell, tom);
        house.ready(asNell, asTom);
    }

    @Test
    void a_stranger_who_calls_is_a_customer_with_a_promise_before_it_rings_and_who_answers_keeps_it() throws Exception {
        String number = fresh();
        FarTelephone.Talk talk = telephone.call(
                "\"Gwen Pritchard\" <sip:0" + number.substring(3) + "@provider.example>", "01174960100", port);
        talk.hears("ringing");
        assertThat(house.promises(number))
                .hasSize(1)
                .first()
                .satisfies(promise -> assertThat(promise)
                        .containsEntry("kind", "ANSWER")
                        .containsEntry("channel", "PHONE")
                        .containsEntry("owner", null)
                        .containsEntry("call_first", true));
        String call = house.ringing(asNell);
        assertThat(house.call(asNell).path("customer").path("name").asString(""))
                .isEqualTo("Gwen Pritchard");
        assertThat(house.call(asNell).path("number").asString("")).isEqualTo(number);
        assertThat(house.call(asNell).path("why").asString("")).isEqualTo("HOME");
        assertThat(house.phone(asTom).path("waiting")).hasSize(1);

        assertThat(deed(asNell, call, "answer", "").status()).isEqualTo(200);
        talk.hears("up");
        talk.says(440);
        rapport.until(SOON, () -> Math.abs(AgentBrowser.peak(atNells) - 440) < 25);
        talk.listens();
        rapport.until(SOON, () -> house.call(asNell).path("state").asString("").equals("TALKING"));
        assertThat(house.call(asTom).isMissingNode()).isTrue();
        rapport.until(SOON, () -> house.does(nell) == Presence.State.HANDLING);
        assertThat(house.promises(number).getFirst()).containsEntry("owner", nell.value());
        rapport.until(SOON, () -> AgentBrowser.peak(atNells) > 0);
        assertThat(heardWhile(talk, 1_000)).isGreaterThan(0.8);

        assertThat(deed(asNell, call, "hang-up", "").status()).isEqualTo(200);
        talk.hears("ended by them");
        rapport.until(
                SOON, () -> "KEPT".equals(house.promises(number).getFirst().get("state")));
        rapport.until(SOON, () -> house.does(nell) == Presence.State.WRAP_UP);
        assertThat(house.phone(asNell).path("wrapUp").path("call").asString("")).isEqualTo(call);
        asNell.ask("DELETE", "/api/phone/wrap-up", "");
        rapport.until(SOON, () -> house.does(nell) == Presence.State.AVAILABLE);
        rapport.caughtUp();
        JsonNode line = line(number);
        assertThat(line.path("call").path("state").asString("")).isEqualTo("TALKED");
        assertThat(line.path("call").path("agent").asString("")).isEqualTo(nell.toString());
    }

    /// How much of what the telephone hears in a second is this tone.
    private static double heardWhile(FarTelephone.Talk talk, double hertz) {
        AtomicInteger looks = new AtomicInteger();
        double[] most = new double[1];
        rapport.until(SOON, () -> {
            if (looks.incrementAndGet() % 25 == 0) {
                most[0] = Math.max(most[0], FarTelephone.share(sound(talk), hertz));
                talk.listens();
            }
            return most[0] > 0.8;
        });
        return most[0];
    }

    private static Sound sound(FarTelephone.Talk talk) {
        try {
            return talk.heardSound();
        } catch (Exception lost) {
            throw new AssertionError(lost);
        }
    }

    /// The line of a caller's first call.
    private static JsonNode line(String number) {
        Long customer = rapport.jdbc().queryForObject("""
                        select l.customer from customer_contact_point l join contact_point c on c.id = l.contact_point
                         where c.value = ?
                        """, Long.class, number);
        for (JsonNode entry :
                asNell.get("/api/customers/" + customer + "/timeline").json().path("entries")) {
            if (entry.path("channel").asString("").equals("PHONE")) {
                return entry;
            }
        }
        throw new AssertionError("no call on the timeline of " + customer);
    }

    @Test
    void of_two_who_answer_at_once_one_has_the_call_and_the_other_hears_who() throws Exception {
        String number = fresh();
        FarTelephone.Talk talk = house.call(number, HARBOURSIDE);
        String call = house.ringing(asNell);
        house.ringing(asTom);
        List<Http.Answer> answers = Stream.of(asNell, asTom)
                .map(who -> CompletableFuture.supplyAsync(() -> deed(who, call, "answer", "")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).extracting(Http.Answer::status).containsExactlyInAnyOrder(200, 409);
        Http.Answer late = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow();
        assertThat(late.json().path("detail").asString("")).contains("has answered it already");
        assertThat(house.promises(number).getFirst().get("owner")).isIn(nell.value(), tom.value());
        talk.hears("up");
        talk.hangUp();
        rapport.until(
                SOON, () -> "KEPT".equals(house.promises(number).getFirst().get("state")));
    }

    @Test
    void who_hangs_up_while_it_rings_is_called_back_before_others() throws Exception {
        String number = fresh();
        FarTelephone.Talk talk = house.call(number, HARBOURSIDE);
        String call = house.ringing(asNell);
        talk.hangUp();
        rapport.until(SOON, () -> house.callState(call).equals("MISSED"));
        Map<String, Object> promise = house.promises(number).getFirst();
        assertThat(promise).containsEntry("state", "OPEN").containsEntry("call_first", true);
        assertThat(String.valueOf(promise.get("what"))).startsWith("Call back: hung up after ");
        assertThat(asNell.get("/api/promises?view=CALL_FIRST&limit=100")
                        .json()
                        .path("rows")
                        .findValuesAsString("id"))
                .contains(String.valueOf(promise.get("id")));
        assertThat(deed(asNell, call, "answer", "").status()).isEqualTo(409);

        FarTelephone.Talk again = house.call(number, HARBOURSIDE);
        house.ringing(asNell);
        again.hangUp();
        rapport.until(
                SOON,
                () -> rapport.count(
                                "select count(*) from call where state = 'MISSED' and promise = ?", promise.get("id"))
                        == 2);
        assertThat(house.promises(number)).hasSize(1);
    }

    @Test
    void who_calls_a_team_that_is_closed_leaves_a_message_that_is_promised_an_answer() throws Exception {
        String number = fresh();
        FarTelephone.Talk talk = house.call(number, NIGHT);
        talk.hears("up");
        assertThat(house.call(asNell).isMissingNode()).isTrue();
        talk.says(700);
        talk.hears("ended by them");
        rapport.until(SOON, () -> rapport.count("select count(*) from attachment where name = 'voicemail.wav'") == 1);
        Map<String, Object> file =
                rapport.jdbc().queryForMap("select id, type, interaction from attachment where name = 'voicemail.wav'");
        assertThat(file).containsEntry("type", "audio/wav");
        rapport.until(
                SOON,
                () -> rapport.count("select count(*) from call where state = 'VOICEMAIL' and ended is not null") == 1);
        assertThat(house.promises(number))
                .hasSize(1)
                .first()
                .satisfies(promise -> assertThat(promise)
                        .containsEntry("state", "OPEN")
                        .containsEntry("call_first", true)
                        .containsEntry("what", "Call back: left a message"));
        assertThat(rapport.count(
                        "select count(distinct matter) from interaction where customer = ?",
                        house.promises(number).getFirst().get("customer")))
                .isEqualTo(1);
    }

    @Test
    void who_says_nothing_at_the_tone_keeps_no_line_and_is_called_back() throws Exception {
        String number = fresh();
        FarTelephone.Talk talk = house.call(number, NIGHT);
        talk.hears("up");
        talk.hears("ended by them");
        rapport.until(SOON, () -> "MISSED".equals(house.calls(number).getFirst().get("state")));
        assertThat(house.promises(number).getFirst()).containsEntry("state", "OPEN");
    }

    @Test
    void a_call_that_the_end_of_a_process_cut_is_called_back_at_once() throws Exception {
        String number = fresh();
        FarTelephone.Talk talk = house.call(number, HARBOURSIDE);
        String call = house.ringing(asTom);
        deed(asTom, call, "answer", "");
        talk.hears("up");
        rapport.until(SOON, () -> house.callState(call).equals("TALKING"));

        rapport.bean(Scribe.class).takeUp(row -> false);

        assertThat(house.callState(call)).isEqualTo("CUT");
        Map<String, Object> promise = house.promises(number).getFirst();
        assertThat(promise).containsEntry("state", "OPEN").containsEntry("owner", tom.value());
        assertThat(String.valueOf(promise.get("what"))).startsWith("Call back: cut off after ");
        assertThat(rapport.count(
                        "select count(*) from promise where id = ? and deadline < now() + interval '6 minutes'",
                        promise.get("id")))
                .isEqualTo(1);
        talk.hangUp();
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        assertThat(house.callState(call)).isEqualTo("CUT");
    }

    @Test
    void where_the_port_is_taken_the_server_runs_and_the_door_says_so() {
        try (RunningRapport other =
                RunningRapport.start("--rapport.voice.address=127.0.0.1", "--rapport.voice.port=" + port)) {
            DoorId door = other.door(Channel.PHONE, HARBOURSIDE);
            assertThat(other.bean(ConfiguredDoors.class).health(door)).hasValueSatisfying(health -> {
                assertThat(health.ok()).isFalse();
                assertThat(health.text()).contains("port " + port + " of 127.0.0.1 can't be had");
            });
        }
    }

    @Test
    void a_peer_that_is_no_trunk_hears_nothing() throws Exception {
        try (FarTelephone stranger = new FarTelephone("127.0.0.2")) {
            FarTelephone.Talk unwelcome = stranger.call("<sip:+441174960999@provider.example>", HARBOURSIDE, port);
            FarTelephone.Talk welcome = house.call(fresh(), HARBOURSIDE);
            welcome.hears("ringing");
            welcome.hangUp();
            assertThat(unwelcome.heardNothing()).isTrue();
            assertThat(house.promises("+441174960999")).isEmpty();
        }
    }

    @Test
    void one_of_us_leaves_a_call_to_others_and_it_rings_on_there() throws Exception {
        FarTelephone.Talk talk = house.call(fresh(), HARBOURSIDE);
        String call = house.ringing(asNell);
        assertThat(deed(asNell, call, "decline", "").json().path("calls")).isEmpty();
        assertThat(house.phone(asNell).path("waiting").path(0).path("id").asString(""))
                .isEqualTo(call);
        assertThat(house.ringing(asTom)).isEqualTo(call);
        assertThat(house.does(nell)).isEqualTo(Presence.State.AVAILABLE);
        talk.hangUp();
    }

    @Test
    void a_customer_on_hold_hears_music_and_then_us_again() throws Exception {
        FarTelephone.Talk talk = house.call(fresh(), HARBOURSIDE);
        String call = house.ringing(asTom);
        deed(asTom, call, "answer", "");
        talk.hears("up");
        talk.says(440);
        talk.listens();
        assertThat(heardWhile(talk, 1_300)).isGreaterThan(0.8);
        deed(asTom, call, "hold", "{\"held\":true}");
        assertThat(house.call(asTom).path("state").asString("")).isEqualTo("HELD");
        rapport.until(
                SOON, () -> FarTelephone.share(sound(again(talk)), 1_300) < 0.1 && AgentBrowser.peak(atToms) == 0);
        deed(asTom, call, "hold", "{\"held\":false}");
        assertThat(heardWhile(talk, 1_300)).isGreaterThan(0.8);
        talk.hangUp();
    }

    @Test
    void a_real_telephone_behind_a_carriers_border_is_heard_and_hears_and_may_put_us_on_hold() {
        String number = fresh();
        try (Kamailio carrier = new Kamailio("127.0.0.1:" + port, telephone.target());
                Baresip theirs = new Baresip(
                        new Baresip.Setup("sip:" + number + "@carrier.example", carrier.uri(), "", 440, false))) {
            theirs.dial("sip:" + HARBOURSIDE + "@carrier.example");
            String call = house.ringing(asNell);
            assertThat(house.call(asNell).path("number").asString("")).isEqualTo(number);
            deed(asNell, call, "answer", "");
            theirs.await("CALL_ESTABLISHED");
            theirs.awaitTone(1_000);
            rapport.until(SOON, () -> Math.abs(AgentBrowser.peak(atNells) - 440) < 25);
            theirs.hold();
            theirs.hold();
            rapport.until(SOON, () -> !grows(theirs));
            theirs.resume();
            rapport.until(SOON, () -> Math.abs(AgentBrowser.peak(atNells) - 440) < 25);
            assertThat(deed(asNell, call, "keys", "{\"keys\":\"1#\"}").status()).isEqualTo(204);
            theirs.hangUp();
            rapport.until(SOON, () -> house.callState(call).equals("TALKED"));
            assertThat(house.promises(number).getFirst()).containsEntry("state", "KEPT");
            assertThat(rapport.count(
                            "select count(*) from call_remark where call = ? and what not in ('ROUGH', 'BAD')",
                            Long.valueOf(call)))
                    .as("faults of a call that was well")
                    .isZero();
        }
    }

    private static boolean grows(Baresip telephone) {
        int before = telephone.heard().length;
        rapport.until(SOON, new Ticks(15));
        return telephone.heard().length > before;
    }

    @Test
    void an_agent_who_opens_the_telephone_in_another_tab_goes_on_talking_there() throws Exception {
        FarTelephone.Talk talk = house.call(fresh(), HARBOURSIDE);
        String call = house.ringing(asTom);
        deed(asTom, call, "answer", "");
        talk.hears("up");
        talk.listens();
        assertThat(heardWhile(talk, 1_300)).isGreaterThan(0.8);
        Page other = browsers.connect(rapport, "tom", 1_700);
        assertThat(heardWhile(talk, 1_700)).isGreaterThan(0.8);
        assertThat(house.call(asTom).path("state").asString("")).isEqualTo("TALKING");
        talk.hangUp();
        rapport.until(SOON, () -> house.callState(call).equals("TALKED"));
        other.close();
        atToms = browsers.connect(rapport, "tom", 1_300);
    }

    @Test
    void who_is_not_heard_any_more_is_told_of_at_once_and_stands_on_the_timeline_afterwards() throws Exception {
        String number = fresh();
        FarTelephone.Talk talk = house.call(number, HARBOURSIDE);
        String call = house.ringing(asNell);
        deed(asNell, call, "answer", "");
        talk.hears("up");
        talk.says(440);
        rapport.until(SOON, () -> Math.abs(AgentBrowser.peak(atNells) - 440) < 25);
        rapport.until(
                SOON,
                () -> house.call(asNell)
                        .path("sound")
                        .path("theirs")
                        .path("grade")
                        .asString("")
                        .equals("GOOD"));
        talk.isCut();
        rapport.until(SOON, () -> !faults(asNell).isEmpty());
        assertThat(faults(asNell)).containsExactly("NOTHING_COMES CUSTOMER");
        deed(asNell, call, "hang-up", "");
        rapport.until(SOON, () -> house.callState(call).equals("TALKED"));
        rapport.until(SOON, () -> !remarks(number).isEmpty());
        JsonNode remarks = remarks(number);
        assertThat(remarks).hasSize(1);
        assertThat(remarks.path(0).path("what").asString("")).isEqualTo("NOTHING_COMES");
        assertThat(remarks.path(0).path("whose").asString("")).isEqualTo("CUSTOMER");
        assertThat(rapport.bean(CallBook.class).heardSince(Instant.EPOCH))
                .first()
                .satisfies(heard -> {
                    assertThat(heard.oneWay()).isPositive();
                    assertThat(heard.deadAir()).isZero();
                });
    }

    /// On the sound of the call that somebody made, as their timeline has them.
    private static JsonNode remarks(String number) {
        Object customer = house.promises(number).getFirst().get("customer");
        return asNell.get("/api/customers/" + customer + "/timeline")
                .json()
                .path("entries")
                .valueStream()
                .map(entry -> entry.path("call").path("remarks"))
                .filter(remarks -> !remarks.isEmpty())
                .findFirst()
                .orElseGet(JSON::createArrayNode);
    }

    private static List<String> faults(Http who) {
        return house.call(who)
                .path("sound")
                .path("faults")
                .valueStream()
                .map(fault -> fault.path("fault").asString("") + " "
                        + fault.path("whose").asString(""))
                .toList();
    }

    private static FarTelephone.Talk again(FarTelephone.Talk talk) {
        talk.listens();
        rapport.until(SOON, new Ticks(10));
        return talk;
    }

    /// Lets a moment pass, in looks of `until`.
    private static final class Ticks implements java.util.function.BooleanSupplier {
        private int left;

        Ticks(int looks) {
            left = looks;
        }

        @Override
        public boolean getAsBoolean() {
            return left-- <= 0;
        }
    }
}
