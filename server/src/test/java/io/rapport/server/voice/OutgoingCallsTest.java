package io.rapport.server.voice;

import static io.rapport.server.voice.CallHouse.HARBOURSIDE;
import static io.rapport.server.voice.CallHouse.SOON;
import static io.rapport.server.voice.CallHouse.deed;
import static io.rapport.server.voice.CallHouse.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Presence;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/// Calls of ours, to telephones behind a trunk, from browsers.
@Timeout(120)
class OutgoingCallsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static CallHouse house;
    private static RunningRapport rapport;
    private static FarTelephone telephone;
    private static AgentBrowser browsers;
    private static AgentId nell;
    private static AgentId tom;
    private static Page atNells;
    private static Http asNell;
    private static Http asTom;

    @BeforeAll
    static void open() throws Exception {
        house = new CallHouse();
        rapport = house.rapport();
        telephone = house.telephone();
        nell = house.agent("Nell", house.team());
        tom = house.agent("Tom", house.team());
        browsers = new AgentBrowser();
        atNells = browsers.connect(rapport, "nell", 1_000);
        browsers.connect(rapport, "tom", 1_300);
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
    void we_call_a_customer_back_and_keep_the_promise_by_speaking_with_them() throws Exception {
        String number = fresh();
        FarTelephone.Talk missed = house.call(number, HARBOURSIDE);
        String first = house.ringing(asNell);
        missed.hangUp();
        rapport.until(SOON, () -> house.callState(first).equals("MISSED"));
        Map<String, Object> promise = house.promises(number).getFirst();
        Long point = rapport.jdbc().queryForObject("select id from contact_point where value = ?", Long.class, number);
        Http.Answer answer = asNell.ask(
                "POST",
                "/api/phone/calls",
                JSON.writeValueAsString(Map.of(
                        "customer", String.valueOf(promise.get("customer")),
                        "contactPoint", String.valueOf(point),
                        "promise", String.valueOf(promise.get("id")))));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.json().path("calls").path(0).path("state").asString(""))
                .isEqualTo("DIALLING");
        FarTelephone.Talk theirs = telephone.rung();
        assertThat(theirs.dialled()).contains(number);
        theirs.answer();
        theirs.hears("up");
        rapport.until(SOON, () -> house.call(asNell).path("state").asString("").equals("TALKING"));
        theirs.says(600);
        rapport.until(SOON, () -> Math.abs(AgentBrowser.peak(atNells) - 600) < 25);
        theirs.hangUp();
        rapport.until(
                SOON, () -> "KEPT".equals(house.promises(number).getFirst().get("state")));
        assertThat(rapport.count("select count(*) from call where direction = 'OUTBOUND' and state = 'TALKED'"))
                .isEqualTo(1);
    }

    @Test
    void who_wants_their_peace_is_called_only_by_whoever_insists() throws Exception {
        String number = fresh();
        house.call(number, HARBOURSIDE).hangUp();
        rapport.until(SOON, () -> !house.promises(number).isEmpty());
        String customer = String.valueOf(house.promises(number).getFirst().get("customer"));
        Long point = rapport.jdbc().queryForObject("select id from contact_point where value = ?", Long.class, number);
        rapport.jdbc()
                .update(
                        "insert into customer_quiet (customer, zone, slots) values (?, 'Europe/London', ?::jsonb)",
                        Long.parseLong(customer),
                        "[{\"days\":[1,2,3,4,5,6,7],\"from\":\"00:00\",\"to\":\"23:59\"},"
                                + "{\"days\":[1,2,3,4,5,6,7],\"from\":\"23:00\",\"to\":\"01:00\"}]");
        String whom = "{\"customer\":\"%s\",\"contactPoint\":\"%d\"%s}";
        assertThat(asNell.ask("POST", "/api/phone/calls", whom.formatted(customer, point, ""))
                        .code())
                .isEqualTo("quiet-hours");
        assertThat(asNell.ask("POST", "/api/phone/calls", whom.formatted(customer, point, ",\"anyway\":true"))
                        .status())
                .isEqualTo(200);
        FarTelephone.Talk theirs = telephone.rung();
        assertThat(theirs.dialled()).contains(number);
        deed(asNell, house.call(asNell).path("id").asString(""), "hang-up", "");
        theirs.hears("ended by them");
    }

    @Test
    void whom_we_call_and_do_not_reach_is_not_kept_as_spoken_with() throws Exception {
        String number = fresh();
        FarTelephone.Talk missed = house.call(number, HARBOURSIDE);
        house.ringing(asTom);
        missed.hangUp();
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        Map<String, Object> promise = house.promises(number).getFirst();
        Long point = rapport.jdbc().queryForObject("select id from contact_point where value = ?", Long.class, number);
        String whom = JSON.writeValueAsString(Map.of(
                "customer", String.valueOf(promise.get("customer")),
                "contactPoint", String.valueOf(point),
                "promise", String.valueOf(promise.get("id"))));
        assertThat(asTom.ask("POST", "/api/phone/calls", whom).status()).isEqualTo(200);
        FarTelephone.Talk theirs = telephone.rung();
        assertThat(asTom.ask("POST", "/api/phone/calls", whom).code()).isEqualTo("busy");
        theirs.refuse(486);
        rapport.until(
                SOON,
                () -> rapport.count(
                                "select count(*) from call where state = 'UNANSWERED' and promise = ?",
                                promise.get("id"))
                        == 1);
        assertThat(house.promises(number).getFirst()).containsEntry("state", "OPEN");
        rapport.until(SOON, () -> house.does(tom) == Presence.State.AVAILABLE);

        assertThat(dialled(promise.get("customer"), "+12025550143").code()).isEqualTo("country");
        assertThat(dialled(promise.get("customer"), "+449098790000").code()).isEqualTo("paid-for");
    }

    /// What Tom is told when he calls a customer at another number of theirs.
    private static Http.Answer dialled(@Nullable Object customer, String number) throws Exception {
        Long point = rapport.jdbc()
                .queryForObject(
                        "insert into contact_point (kind, value) values ('PHONE', ?) returning id", Long.class, number);
        rapport.jdbc()
                .update(
                        "insert into customer_contact_point (contact_point, customer, proof, since) values (?, ?, 'SEEN', now())",
                        point,
                        customer);
        return asTom.ask(
                "POST",
                "/api/phone/calls",
                JSON.writeValueAsString(
                        Map.of("customer", String.valueOf(customer), "contactPoint", String.valueOf(point))));
    }
}
