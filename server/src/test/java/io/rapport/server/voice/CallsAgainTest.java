package io.rapport.server.voice;

import static io.rapport.server.voice.CallHouse.HARBOURSIDE;
import static io.rapport.server.voice.CallHouse.SOON;
import static io.rapport.server.voice.CallHouse.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Customers who call again: what they called about before goes on.
@Timeout(120)
class CallsAgainTest {
    private static CallHouse house;
    private static RunningRapport rapport;
    private static AgentBrowser browsers;
    private static AgentId nell;
    private static Http asNell;

    @BeforeAll
    static void open() throws Exception {
        house = new CallHouse();
        rapport = house.rapport();
        nell = house.agent("Nell", house.team());
        browsers = new AgentBrowser();
        browsers.connect(rapport, "nell", 1_000);
        asNell = house.signedIn("nell");
    }

    @AfterAll
    static void shut() throws Exception {
        browsers.close();
        house.close();
    }

    @BeforeEach
    void nell_is_free() {
        nobodyCalls();
        house.ready(asNell);
    }

    private static void nobodyCalls() {
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        house.quiet(nell);
    }

    private static FarTelephone.Talk rings(String number) throws Exception {
        FarTelephone.Talk talk = house.call(number, HARBOURSIDE);
        house.ringing(asNell);
        return talk;
    }

    /// They call, Nell answers, and they hang up.
    ///
    /// @return the call
    private static String talks(String number) throws Exception {
        FarTelephone.Talk talk = rings(number);
        String call = house.call(asNell).path("id").asString("");
        asNell.ask("POST", "/api/phone/calls/" + call + "/answer", "");
        talk.hears("up");
        talk.hangUp();
        // What is left to be written begins a moment after the call has ended, and nobody else rings meanwhile.
        rapport.until(SOON, () -> !house.phone(asNell).path("wrapUp").isNull());
        ends(call, "TALKED");
        return call;
    }

    private static String hangsUp(String number) throws Exception {
        FarTelephone.Talk talk = rings(number);
        String call = house.call(asNell).path("id").asString("");
        talk.hangUp();
        ends(call, "MISSED");
        return call;
    }

    private static void ends(String call, String state) {
        rapport.until(
                SOON,
                () -> rapport.count("select count(*) from call where id = ? and state = ?", Long.valueOf(call), state)
                        == 1);
        nobodyCalls();
    }

    private static long matter(String call) {
        return rapport.count("select matter from call where id = ?", Long.valueOf(call));
    }

    private static Map<String, Object> row(String call) {
        return rapport.jdbc().queryForMap("select * from call where id = ?", Long.valueOf(call));
    }

    private static List<Map<String, Object>> promises(long matter) {
        return rapport.jdbc().queryForList("select * from promise where matter = ? order by id", matter);
    }

    /// Nell says that she calls back.
    private static long callsBack(String call) {
        Http.Answer made = asNell.ask(
                "POST",
                "/api/customers/" + row(call).get("customer") + "/promises",
                "{\"kind\":\"CALL_BACK\",\"what\":\"Say when the engineer comes\",\"deadline\":\""
                        + Instant.now().plus(2, ChronoUnit.DAYS) + "\",\"matter\":\"" + matter(call) + "\"}");
        assertThat(made.status()).as(made.json().toString()).isEqualTo(200);
        return Long.parseLong(made.json().path("id").asString(""));
    }

    @Test
    void who_calls_again_goes_on_with_the_same_matter_and_waits_for_an_answer_again() throws Exception {
        String number = fresh();
        String first = talks(number);
        String second = talks(number);
        assertThat(matter(second)).isEqualTo(matter(first));
        assertThat(promises(matter(first)))
                .extracting(promise -> promise.get("state"))
                .containsExactly("KEPT", "KEPT");
        assertThat(rapport.count(
                        "select count(*) from inbound where matter = ? and fate = 'JOINED_MATTER'", matter(first)))
                .isEqualTo(1);
    }

    @Test
    void who_is_quicker_than_our_call_back_is_answered_by_it() throws Exception {
        String number = fresh();
        String first = talks(number);
        long promised = callsBack(first);
        String second = talks(number);
        assertThat(row(second)).containsEntry("promise", promised).containsEntry("matter", matter(first));
        assertThat(promises(matter(first)))
                .extracting(promise -> promise.get("state"))
                .containsExactly("KEPT", "KEPT");
    }

    @Test
    void who_calls_for_our_call_back_in_vain_hurries_it_and_its_words_stay() throws Exception {
        String number = fresh();
        String first = talks(number);
        long promised = callsBack(first);
        hangsUp(number);
        Map<String, Object> promise = rapport.jdbc().queryForMap("select * from promise where id = ?", promised);
        assertThat(promise).containsEntry("state", "OPEN").containsEntry("what", "Say when the engineer comes");
        assertThat(promises(matter(first))).hasSize(2);
        assertThat(rapport.count(
                        "select count(*) from promise where id = ? and deadline < now() + interval '1 day'", promised))
                .isEqualTo(1);
    }

    @Test
    void who_withholds_their_number_always_begins_anew() throws Exception {
        assertThat(matter(talks("anonymous"))).isNotEqualTo(matter(talks("anonymous")));
    }

    @Test
    void what_was_closed_or_is_long_ago_or_went_on_by_mail_is_not_called_about_again() throws Exception {
        String number = fresh();
        String first = talks(number);
        rapport.jdbc().update("update matter set last_at = now() - interval '8 days' where id = ?", matter(first));
        String second = talks(number);
        assertThat(matter(second)).isNotEqualTo(matter(first));
        asNell.ask("POST", "/api/matters/" + matter(second) + "/close", "{\"reason\":\"all said\"}");
        assertThat(rapport.count("select count(*) from matter where id = ? and state = 'CLOSED'", matter(second)))
                .isEqualTo(1);
        String third = talks(number);
        assertThat(matter(third)).isNotIn(matter(first), matter(second));
        rapport.jdbc().update("""
                insert into interaction (customer, matter, channel, direction, automatic, proof, at)
                select customer, matter, 'MAIL', 'OUTBOUND', false, 'PROVEN', now() from call where id = ?
                """, Long.valueOf(third));
        assertThat(matter(talks(number))).isNotEqualTo(matter(third));
    }
}
