package io.rapport.server.voice;

import static io.rapport.server.voice.CallHouse.HARBOURSIDE;
import static io.rapport.server.voice.CallHouse.SOON;
import static io.rapport.server.voice.CallHouse.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rapport.media.line.Sound;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// A lead listens to a call of an agent: a telephone on one side, two browsers on the other, each with a tone of its
/// own.
@Timeout(120)
class ListenersTest {
    private static final String PASSWORD = "a long enough one";
    private static final double CUSTOMER = 440;
    private static final double NELLS = 1_000;
    private static final double LENAS = 1_300;

    private static CallHouse house;
    private static RunningRapport rapport;
    private static AgentBrowser browsers;
    private static TeamId team;
    private static AgentId nell;
    private static AgentId lena;
    private static Page atNells;
    private static Page atLenas;
    private static Http asNell;
    private static Http asLena;

    @BeforeAll
    static void open() throws Exception {
        house = new CallHouse();
        rapport = house.rapport();
        team = house.team();
        nell = house.agent("Nell", team);
        lena = account("lena", "Lena", Role.LEAD, team);
        browsers = new AgentBrowser();
        atNells = browsers.connect(rapport, "nell", NELLS);
        atLenas = browsers.connect(rapport, "lena", LENAS);
        asNell = house.signedIn("nell");
        asLena = house.signedIn("lena");
    }

    @AfterAll
    static void shut() throws Exception {
        browsers.close();
        house.close();
    }

    private static AgentId account(String name, String firstName, Role role, TeamId in) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        return rapport.bean(Workforce.class).addAgent(account, firstName, "", Optional.empty(), in, role == Role.LEAD);
    }

    private static Http signedIn(String name, Role role, TeamId in) {
        account(name, name, role, in);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    @BeforeEach
    void all_are_free() {
        house.quiet(nell, lena);
        house.ready(asNell, asLena);
    }

    private static FarTelephone.Talk calls() throws Exception {
        return house.call(fresh(), HARBOURSIDE);
    }

    /// A call that Nell has answered, in which the customer speaks as she does.
    private static FarTelephone.Talk talking() throws Exception {
        FarTelephone.Talk talk = calls();
        house.ringing(asNell);
        deed(asNell, "answer", "");
        talk.hears("up");
        talk.says(CUSTOMER);
        rapport.until(SOON, () -> AgentBrowser.hears(atNells, CUSTOMER));
        return talk;
    }

    private static Http.Answer deed(Http who, String deed, String body) {
        return who.ask("POST", "/api/phone/calls/" + house.call(who).path("id").asString("") + "/" + deed, body);
    }

    /// Lena listens to Nell's call, or whispers.
    private static Http.Answer listens(Http who, String how) {
        return who.ask(
                "POST",
                "/api/phone/calls/" + house.call(asNell).path("id").asString("") + "/listening",
                "{\"how\":\"" + how + "\"}");
    }

    private static Http.Answer stops() {
        return asLena.ask("DELETE", "/api/phone/listening", "");
    }

    /// How whoever listens to Nell's call does.
    private static List<String> heardBy() {
        return house.call(asNell).path("listeners").findValuesAsString("how");
    }

    private static List<Map<String, Object>> written(String call) {
        return rapport.jdbc()
                .queryForList("select * from call_listener where call = ? order by id", Long.valueOf(call));
    }

    private static void passes(Duration time) {
        Instant until = Instant.now().plus(time);
        rapport.until(SOON, () -> Instant.now().isAfter(until));
    }

    private static double most(Sound sound, double hertz) {
        short[] all = sound.samples();
        int window = Sound.RATE / 4;
        double most = 0;
        for (int at = 0; at + window <= all.length; at += window / 2) {
            most = Math.max(
                    most, FarTelephone.share(new Sound(java.util.Arrays.copyOfRange(all, at, at + window)), hertz));
        }
        return most;
    }

    @Test
    void who_listens_hears_both_and_is_heard_by_none_and_the_agent_sees_it() throws Exception {
        FarTelephone.Talk talk = talking();
        String call = house.call(asNell).path("id").asString("");
        JsonNode going = asLena.get("/api/phone/going").json();
        assertThat(going.findValuesAsString("call")).containsExactly(call);
        talk.listens();
        assertThat(listens(asLena, "LISTENS").status()).isEqualTo(200);
        assertThat(heardBy()).containsExactly("LISTENS");
        rapport.until(SOON, () -> AgentBrowser.hears(atLenas, CUSTOMER) && AgentBrowser.hears(atLenas, NELLS));
        assertThat(AgentBrowser.heardOften(atNells, LENAS)).isLessThan(0.2);
        Sound heard = talk.heardSound();
        assertThat(most(heard, LENAS)).isLessThan(0.02);
        assertThat(most(heard, NELLS)).isGreaterThan(0.8);
        assertThat(house.does(lena)).isEqualTo(Presence.State.HANDLING);

        JsonNode mine = house.phone(asLena).path("listening");
        assertThat(mine.path("call").asString("")).isEqualTo(call);
        assertThat(stops().json().path("listening").isNull()).isTrue();
        assertThat(heardBy()).isEmpty();
        rapport.until(SOON, () -> house.does(lena) == Presence.State.AVAILABLE);
        rapport.until(SOON, () -> written(call).getFirst().get("ended") != null);
        assertThat(rapport.count(
                        "select count(*) from audit where action = 'listens to call' and subject like ?",
                        "call " + call + " of %"))
                .isEqualTo(1);
        deed(asNell, "hang-up", "");
        talk.hears("ended by them");
        rapport.caughtUp();
        Long customer =
                rapport.jdbc().queryForObject("select customer from call where id = ?", Long.class, Long.valueOf(call));
        JsonNode listened = StreamSupport.stream(
                        asNell.get("/api/customers/" + customer + "/timeline")
                                .json()
                                .path("entries")
                                .spliterator(),
                        false)
                .map(line -> line.path("call").path("listeners").path(0))
                .filter(one -> !one.isMissingNode())
                .findFirst()
                .orElseThrow();
        assertThat(listened.path("agent").asString("")).isEqualTo(lena.toString());
        assertThat(listened.path("how").asString("")).isEqualTo("LISTENS");
        assertThat(listened.path("ended").isNull()).isFalse();
    }

    @Test
    void who_whispers_is_heard_by_the_agent_and_never_by_the_customer_before_or_after_a_hold() throws Exception {
        FarTelephone.Talk talk = talking();
        talk.listens();
        listens(asLena, "LISTENS");
        assertThat(listens(asLena, "WHISPERS").status()).isEqualTo(200);
        assertThat(heardBy()).containsExactly("WHISPERS");
        rapport.until(SOON, () -> AgentBrowser.hears(atNells, LENAS) && AgentBrowser.hears(atNells, CUSTOMER));
        deed(asNell, "hold", "{\"held\":true}");
        rapport.until(SOON, () -> !AgentBrowser.hears(atNells, CUSTOMER));
        assertThat(AgentBrowser.heardOften(atNells, LENAS)).isGreaterThan(0.8);
        deed(asNell, "hold", "{\"held\":false}");
        rapport.until(SOON, () -> AgentBrowser.hears(atNells, LENAS) && AgentBrowser.hears(atNells, CUSTOMER));
        passes(Duration.ofSeconds(1));
        assertThat(most(talk.heardSound(), LENAS)).isLessThan(0.02);
        assertThat(listens(asLena, "LISTENS").status()).isEqualTo(200);
        rapport.until(SOON, () -> !AgentBrowser.hears(atNells, LENAS));
        assertThat(AgentBrowser.heardOften(atNells, LENAS)).isLessThan(0.2);
        String call = house.call(asNell).path("id").asString("");
        assertThat(written(call)).extracting(row -> row.get("how")).containsExactly("LISTENS", "WHISPERS", "LISTENS");
        talk.hangUp();
        rapport.until(SOON, () -> written(call).stream().allMatch(row -> row.get("ended") != null));
        assertThat(house.phone(asLena).path("listening").isNull()).isTrue();
        rapport.until(SOON, () -> house.does(lena) == Presence.State.AVAILABLE);
    }

    @Test
    void what_is_whispered_is_on_no_recording() throws Exception {
        Http asBoss = signedIn("boss", Role.ADMINISTRATOR, rapport.team("Office"));
        asBoss.ask("PUT", "/api/admin/recording-rules/" + team, "{\"rule\":\"CONSENT\",\"keepDays\":30}");
        FarTelephone.Talk talk = talking();
        deed(asNell, "recording", "");
        listens(asLena, "WHISPERS");
        rapport.until(SOON, () -> AgentBrowser.hears(atNells, LENAS));
        passes(Duration.ofSeconds(2));
        talk.hangUp();
        rapport.until(SOON, () -> rapport.count("select count(*) from recording where millis is not null") == 1);
        asBoss.ask("PUT", "/api/admin/recording-rules/" + team, "{\"rule\":\"OFF\",\"keepDays\":30}");
        Long recording = rapport.jdbc().queryForObject("select max(id) from recording", Long.class);
        byte[] wav = asNell.bytes("/api/recordings/" + recording + "/sound", Map.of());
        for (int channel = 0; channel < 2; channel++) {
            Sound side = side(wav, channel);
            assertThat(most(side, LENAS)).isLessThan(0.02);
            assertThat(most(side, channel == 0 ? CUSTOMER : NELLS)).isGreaterThan(0.8);
        }
        assertThat(rapport.count(
                        "select count(*) from recording_agent where recording = ? and agent = ?",
                        recording,
                        lena.value()))
                .isZero();
    }

    private static Sound side(byte[] wav, int channel) {
        java.nio.ByteBuffer in = java.nio.ByteBuffer.wrap(wav).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[(wav.length - 44) / 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = in.getShort(44 + 4 * i + 2 * channel);
        }
        return new Sound(samples);
    }

    @Test
    void who_joins_is_heard_by_all_and_goes_on_alone_when_the_agent_leaves() throws Exception {
        FarTelephone.Talk talk = talking();
        listens(asLena, "WHISPERS");
        talk.listens();
        assertThat(asLena.ask("POST", "/api/phone/listening/join", "").status()).isEqualTo(200);
        assertThat(heardBy()).isEmpty();
        assertThat(house.call(asLena).path("state").asString("")).isEqualTo("TALKING");
        rapport.until(SOON, () -> AgentBrowser.hears(atNells, LENAS));
        passes(Duration.ofSeconds(1));
        Sound heard = talk.heardSound();
        assertThat(most(heard, LENAS)).isGreaterThan(0.2);
        assertThat(most(heard, NELLS)).isGreaterThan(0.2);
        deed(asNell, "hang-up", "");
        talk.listens();
        passes(Duration.ofSeconds(1));
        assertThat(most(talk.heardSound(), LENAS)).isGreaterThan(0.8);
        talk.hangUp();
        rapport.until(SOON, () -> house.does(lena) == Presence.State.WRAP_UP);
        assertThat(asLena.ask("POST", "/api/phone/listening/join", "").code()).isEqualTo("not-listening");
    }

    @Test
    void nobody_listens_who_may_not() throws Exception {
        TeamId cork = rapport.team("Cork");
        rapport.agent("Tom", team, false);
        FarTelephone.Talk talk = talking();
        assertThat(listens(asNell, "LISTENS").status()).isEqualTo(403);
        Http asTom = Http.signedIn(rapport, "tom", PASSWORD, "");
        assertThat(listens(asTom, "LISTENS").status()).isEqualTo(403);
        assertThat(asTom.get("/api/phone/going").status()).isEqualTo(403);
        Http asLou = signedIn("lou", Role.LEAD, cork);
        assertThat(listens(asLou, "LISTENS").status()).isEqualTo(404);
        assertThat(asLou.get("/api/phone/going?team=" + team).json()).isEmpty();
        assertThat(listens(signedIn("ada", Role.AUDITOR, team), "LISTENS").status())
                .isEqualTo(403);
        assertThat(listens(asLena, "SHOUTS").status()).isEqualTo(422);
        assertThat(heardBy()).isEmpty();
        talk.hangUp();
    }

    @Test
    void it_rings_at_nobody_who_listens_and_they_can_not_answer() throws Exception {
        FarTelephone.Talk talk = talking();
        listens(asLena, "LISTENS");
        FarTelephone.Talk other = calls();
        rapport.until(SOON, () -> house.phone(asLena).path("waits").asInt() == 1);
        String waits = house.phone(asLena).path("waiting").path(0).path("id").asString("");
        assertThat(house.call(asLena).isMissingNode()).isTrue();
        Http.Answer answer = asLena.ask("POST", "/api/phone/calls/" + waits + "/answer", "");
        assertThat(answer.code()).isEqualTo("listens");
        stops();
        rapport.until(SOON, () -> house.call(asLena).path("state").asString("").equals("RINGING"));
        other.hangUp();
        talk.hangUp();
    }

    @Test
    void who_loses_their_role_or_their_browser_listens_no_more() throws Exception {
        FarTelephone.Talk talk = talking();
        listens(asLena, "LISTENS");
        Accounts accounts = rapport.bean(Accounts.class);
        long account = rapport.bean(Workforce.class).agent(lena).orElseThrow().account();
        accounts.change(account, "lena", Role.AGENT, true);
        rapport.bean(Listeners.class).beat();
        assertThat(heardBy()).isEmpty();
        accounts.change(account, "lena", Role.LEAD, true);
        asLena = Http.signedIn(rapport, "lena", PASSWORD, "");
        assertThat(listens(asLena, "WHISPERS").status()).isEqualTo(200);
        AgentBrowser.leave(atLenas);
        asLena.ask("DELETE", "/api/phone/line", "");
        assertThat(heardBy()).isEmpty();
        atLenas = browsers.connect(rapport, "lena", LENAS);
        rapport.until(SOON, () -> house.phone(asLena).path("line").asBoolean());
        assertThat(house.phone(asLena).path("listening").isNull()).isTrue();
        assertThat(Set.copyOf(heardBy())).isEmpty();
        talk.hangUp();
    }
}
