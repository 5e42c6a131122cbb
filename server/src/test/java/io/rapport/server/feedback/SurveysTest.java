package io.rapport.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.feedback.MailLinks;
import io.rapport.outside.feedback.Voter;
import io.rapport.server.access.Http;
import io.rapport.server.channel.Letters;
import io.rapport.server.channel.Receipts;
import io.rapport.server.channel.Sender;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whom we ask, how, and what follows.
class SurveysTest {
    private static final Voter voter = new Voter();
    private static AskedHouse house;
    private static long survey;

    @BeforeAll
    static void open() {
        house = AskedHouse.open();
        survey = house.survey("FACES", "");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static long asks(AskedHouse.Person person) {
        return house.count(
                "select count(*) from ask where customer = ?", person.customer().value());
    }

    private static String outcome(AskedHouse.Person person) {
        return String.valueOf(house.rapport()
                .jdbc()
                .queryForObject(
                        "select outcome from survey_lot where customer = ? order by event desc limit 1",
                        String.class,
                        person.customer().value()));
    }

    private static Http.Answer byHand(AskedHouse.Person person) {
        return house.agent()
                .ask("POST", "/api/customers/" + person.customer() + "/asks", "{\"survey\":\"" + survey + "\"}");
    }

    @Test
    void nobody_is_asked_twice_within_a_month_also_not_by_hand_nor_as_another_record_of_theirs() {
        AskedHouse.Person gwen = house.asked();
        assertThat(byHand(gwen).status()).isEqualTo(409);
        AskedHouse.Person again = house.served(house.writes(gwen.address()));
        house.ask();
        assertThat(asks(gwen)).isEqualTo(1);
        assertThat(outcome(again)).isEqualTo("IN_FLIGHT");

        AskedHouse.Person atWork = house.writes();
        AskedHouse.ok(house.agent()
                .ask(
                        "POST",
                        "/api/customers/" + gwen.customer() + "/merge",
                        "{\"other\":\"" + atWork.customer() + "\"}"));
        house.served(atWork);
        house.ask();
        assertThat(asks(atWork)).as("one person, two records").isZero();
        assertThat(outcome(atWork)).isEqualTo("IN_FLIGHT");
    }

    @Test
    void the_same_closing_is_drawn_once_however_often_the_journal_is_read() {
        AskedHouse.Person gwen = house.asked();
        house.rapport().jdbc().update("update journal_reader set tx = '0'::xid8, id = 0 where name = 'feedback'");
        long lots = house.count("select count(*) from survey_lot");
        house.ask();
        assertThat(house.count(
                        "select count(*) from survey_lot where customer = ?",
                        gwen.customer().value()))
                .isEqualTo(1);
        assertThat(house.count("select count(*) from survey_lot")).isGreaterThanOrEqualTo(lots);
        assertThat(asks(gwen)).isEqualTo(1);
    }

    @Test
    void who_waits_for_us_or_has_no_proven_address_or_was_served_by_nobody_is_not_asked() {
        AskedHouse.Person owed = house.served(house.writes());
        house.writes(owed.address());
        AskedHouse.Person unproven = house.served(house.writes(AskedHouse.fresh(), Sender.Proof.UNKNOWN));
        AskedHouse.Person unserved = house.writes();
        house.inTransaction(unserved.customer(), () -> {
            Promises promises = house.rapport().bean(Promises.class);
            promises.openAnswers(unserved.matter())
                    .forEach(one -> promises.release(one, Optional.empty(), "it was nothing", Instant.now()));
            return house.rapport()
                    .bean(Matters.class)
                    .close(
                            unserved.matter(),
                            InteractionEvent.MatterClosed.Why.BY_AGENT,
                            Optional.empty(),
                            Instant.now());
        });
        house.ask();
        assertThat(outcome(owed)).isEqualTo("OWED");
        assertThat(outcome(unproven)).isEqualTo("NO_ADDRESS");
        assertThat(outcome(unserved)).isEqualTo("NOBODY_SERVED");
    }

    @Test
    void one_of_us_is_not_asked_and_a_vote_from_our_own_network_is_kept_and_not_counted() throws Exception {
        AskedHouse.ok(house.admin()
                .ask(
                        "PUT",
                        "/api/admin/surveys/rules",
                        "{\"ownNetworks\":[],\"staff\":[\"@ours.example\"],\"dataCentres\":[]}"));
        AskedHouse.Person ours = house.served(house.writes("somebody@ours.example"));
        AskedHouse.Person nell = house.served(house.writes("nell@brightline.example"));
        house.ask();
        assertThat(outcome(ours)).isEqualTo("STAFF");
        assertThat(outcome(nell)).isEqualTo("STAFF");

        AskedHouse.Person gwen = house.asked();
        Http admin = house.admin();
        String rules = "/api/admin/surveys/rules";
        AskedHouse.ok(admin.ask(
                "PUT", rules, "{\"ownNetworks\":[\"127.0.0.0/8\"],\"staff\":[],\"dataCentres\":[\"127.0.0.1\"]}"));
        voter.send(voter.open(house.links(gwen).answer(4)));
        AskedHouse.ok(admin.ask("PUT", rules, "{\"ownNetworks\":[],\"staff\":[],\"dataCentres\":[]}"));
        assertThat(house.count(
                        "select count(*) from vote where customer = ? and excluded = 'NETWORK'",
                        gwen.customer().value()))
                .isEqualTo(1);
        house.becomes(
                1,
                "select count(*) from vote_click c join ask a on a.id = c.ask"
                        + " where a.customer = ? and 'DATA_CENTRE' = any (c.suspicion)",
                gwen.customer().value());
        assertThat(admin.ask("PUT", rules, "{\"ownNetworks\":[\"home\"],\"staff\":[],\"dataCentres\":[]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void none_of_us_sees_a_link_of_a_customer_s_and_who_is_signed_in_here_votes_for_nobody() {
        AskedHouse.Person gwen = house.asked();
        house.rapport().caughtUp();
        String story = house.agent()
                .get("/api/customers/" + gwen.customer() + "/timeline")
                .json()
                .toString();
        assertThat(story).contains("How did we do?").contains("Very good:").doesNotContain("/v/");
        String path =
                house.links(gwen).answer(4).substring(house.rapport().url().length());
        String html = house.agent().send("GET", path, new byte[0]);
        var nonce = java.util.regex.Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"")
                .matcher(html);
        assertThat(nonce.find()).isTrue();
        String form = path.substring(0, path.indexOf('?')) + "?answer=4&nonce=" + nonce.group(1);
        assertThat(house.agent().send("POST", form, new byte[0])).contains("We have your answer");
        assertThat(house.count(
                        "select count(*) from vote where customer = ? and excluded = 'STAFF'",
                        gwen.customer().value()))
                .isEqualTo(1);
        assertThat(house.count(
                        "select clicks from ask where customer = ?",
                        gwen.customer().value()))
                .isZero();
    }

    @Test
    void asked_by_hand_counts_apart_from_what_the_lot_chose() {
        AskedHouse.Person gwen = house.writes();
        house.answered(gwen);
        JsonNode made = AskedHouse.ok(byHand(gwen));
        assertThat(made.path("channel").asString()).isEqualTo("MAIL");
        assertThat(house.count(
                        "select count(*) from ask where customer = ? and how = 'BY_HAND' and by_agent = ?",
                        gwen.customer().value(),
                        house.nell().value()))
                .isEqualTo(1);
    }

    @Test
    void a_wish_to_be_called_becomes_a_promised_call_in_place_of_an_answer() throws Exception {
        AskedHouse.Person gwen = house.asked();
        AskedHouse.ok(house.agent()
                .ask(
                        "POST",
                        "/api/customers/" + gwen.customer() + "/contact-points",
                        "{\"value\":\"+441174960123\",\"shared\":false}"));
        Voter.Sheet page = voter.open(house.links(gwen).answer(1));
        assertThat(page.html()).contains("May we call you?", "••• 123").doesNotContain("1174960123");
        var windows = java.util.regex.Pattern.compile("name=\"call\" value=\"([0-9]+-[0-9]+)\"")
                .matcher(page.html());
        assertThat(windows.find()).isTrue();
        voter.send(page);
        assertThat(open(gwen)).as("without a wish").containsExactly("ANSWER");
        Voter.Sheet thanks = voter.send(voter.open(house.links(gwen).answer(1))
                .with("call", windows.group(1))
                .with("number", page.field("number")));
        assertThat(thanks.html()).contains("nell calls you on");
        assertThat(open(gwen)).as("not both").containsExactly("CALL_BACK");
        assertThat(house.count(
                        "select count(*) from call_permission where customer = ? and through = 'SURVEY'",
                        gwen.customer().value()))
                .isEqualTo(1);
        assertThat(house.count(
                        "select count(*) from vote v join promise p on p.id = v.promise"
                                + " where v.customer = ? and p.kind = 'CALL_BACK' and p.owner = ?",
                        gwen.customer().value(),
                        house.nell().value()))
                .isEqualTo(1);
        Voter.Sheet gone = voter.send(voter.open(house.links(gwen).answer(2))
                .with("call", "1000-4600")
                .with("number", page.field("number")));
        assertThat(gone.html()).contains("we can&#39;t call you then").contains("name=\"answer\" value=\"2\" checked");
        assertThat(open(gwen)).containsExactly("CALL_BACK");
    }

    private static java.util.List<String> open(AskedHouse.Person person) {
        return house.rapport()
                .jdbc()
                .queryForList(
                        "select kind from promise where customer = ? and state = 'OPEN'",
                        String.class,
                        person.customer().value());
    }

    @Test
    void when_what_we_promised_for_a_vote_is_kept_they_are_asked_once_more_whether_it_helped() throws Exception {
        AskedHouse.Person gwen = house.asked();
        voter.send(voter.open(house.links(gwen).answer(1)));
        long promise = house.count(
                "select promise from vote where customer = ?", gwen.customer().value());
        keep(gwen, promise);
        house.ask();
        assertThat(house.count(
                        "select count(*) from ask where customer = ? and how = 'AGAIN' and again_of is not null",
                        gwen.customer().value()))
                .isEqualTo(1);
        voter.send(voter.open(house.links(gwen).answer(2)));
        long second = house.count(
                "select promise from vote v join ask a on a.id = v.ask where v.customer = ? and a.how = 'AGAIN'",
                gwen.customer().value());
        keep(gwen, second);
        house.ask();
        assertThat(asks(gwen)).as("once, not for ever").isEqualTo(2);
        JsonNode votes = AskedHouse.ok(house.agent().get("/api/customers/" + gwen.customer() + "/votes"));
        assertThat(votes.path("votes").get(0).path("before").asInt()).isEqualTo(1);
        assertThat(votes.path("votes").get(0).path("answer").asInt()).isEqualTo(2);
    }

    private static void keep(AskedHouse.Person person, long promise) {
        house.inTransaction(person.customer(), () -> {
            Promises promises = house.rapport().bean(Promises.class);
            return promises.keep(
                    promises.find(new PromiseId(promise)).orElseThrow(), Optional.of(house.nell()), Instant.now());
        });
    }

    @Test
    void delivered_is_what_the_next_host_has_and_is_taken_back_when_it_comes_back() {
        AskedHouse.Person gwen = house.asked();
        String delivered = "select count(*) from ask where customer = ? and delivered is not null";
        assertThat(house.count(delivered, gwen.customer().value())).isZero();
        long outbound = house.count(
                "select outbound from ask where customer = ?", gwen.customer().value());
        carried(outbound, "ACCEPTED");
        assertThat(house.count(delivered, gwen.customer().value())).isEqualTo(1);
        carried(outbound, "BOUNCED");
        assertThat(house.count(delivered, gwen.customer().value())).isZero();
    }

    private static void carried(long outbound, String state) {
        house.rapport().jdbc().update("""
                        insert into event (customer, type, payload, at)
                        select customer, 'OutboundChanged', jsonb_build_object('outbound', id, 'interaction', interaction,
                               'state', ?, 'attempts', 1), now() from outbound where id = ?
                        """, state, outbound);
        house.read();
    }

    @Test
    void whoever_has_no_proven_address_is_asked_on_the_page_of_their_receipt_once_the_matter_is_closed()
            throws Exception {
        AskedHouse.Person gwen = house.writes(AskedHouse.fresh(), Sender.Proof.UNKNOWN);
        Receipts receipts = house.rapport().bean(Receipts.class);
        String token = receipts.issue(gwen.customer(), gwen.matter(), Instant.now());
        String page = house.rapport().url() + "/r/" + token;
        assertThat(voter.open(page).html()).doesNotContain("How did we do?");
        house.served(gwen);
        house.ask();
        String html = voter.open(page).html();
        assertThat(html).contains("How did we do?");
        assertThat(house.count(
                        "select count(*) from ask where customer = ? and channel = 'FORM' and delivered is not null",
                        gwen.customer().value()))
                .isEqualTo(1);
        String link = house.rapport().url()
                + MailLinks.of(html).all().stream()
                        .filter(one -> one.endsWith("?f=3"))
                        .findFirst()
                        .orElseThrow();
        voter.send(voter.open(link));
        assertThat(house.count(
                        "select answer from vote where customer = ?",
                        gwen.customer().value()))
                .isEqualTo(3);
        assertThat(voter.open(page).html()).contains("green chosen");
    }

    @Test
    void whoever_chatted_is_asked_in_the_chat() throws Exception {
        AskedHouse.Person gwen = house.chats();
        house.served(gwen);
        house.ask();
        String line = String.valueOf(house.rapport()
                .jdbc()
                .queryForObject(
                        "select x.text from ask a join outbound o on o.id = a.outbound"
                                + " join interaction_content x on x.interaction = o.interaction"
                                + " where a.customer = ? and a.channel = 'CHAT' and a.delivered is not null"
                                + " and o.channel = 'CHAT' and o.state = 'ACCEPTED'",
                        String.class,
                        gwen.customer().value()));
        assertThat(line).startsWith("How did we do?\nhttp");
        voter.send(voter.open(house.rapport().url() + line.substring(line.indexOf("/v/")))
                .with("answer", "4"));
        assertThat(house.count(
                        "select answer from vote where customer = ?",
                        gwen.customer().value()))
                .isEqualTo(4);
    }

    @Test
    void faces_under_a_mail_make_an_ask_of_their_own_when_somebody_votes() throws Exception {
        AskedHouse.Person gwen = house.writes();
        SignatureFaces faces = house.rapport().bean(SignatureFaces.class);
        var nell = house.rapport().bean(Workforce.class).agent(house.nell()).orElseThrow();
        assertThat(faces.under(nell, gwen.matter(), Language.EN, Instant.now())).isEmpty();
        AskedHouse.ok(house.agent().ask("PUT", "/api/signature/faces", "{\"shown\":true}"));
        String under = faces.under(nell, gwen.matter(), Language.EN, Instant.now());
        AskedHouse.ok(house.agent().ask("PUT", "/api/signature/faces", "{\"shown\":false}"));
        var link = java.util.regex.Pattern.compile("/v/\\S+\\?f=4").matcher(under);
        assertThat(link.find()).isTrue();
        Voter.Sheet page = voter.open(house.rapport().url() + link.group());
        assertThat(asks(gwen)).as("nothing is written for a look").isZero();
        voter.send(page);
        voter.send(voter.open(house.rapport().url() + link.group()).with("answer", "3"));
        assertThat(house.count(
                        "select count(*) from vote v join ask a on a.id = v.ask"
                                + " where v.customer = ? and a.how = 'SIGNATURE' and v.agent = ? and v.answer = 3",
                        gwen.customer().value(),
                        house.nell().value()))
                .isEqualTo(1);
    }

    @Test
    void who_did_not_answer_is_reminded_once_and_by_the_same_link() throws Exception {
        AskedHouse.Person gwen = house.asked();
        house.rapport().jdbc().update("update survey set remind_days = 3 where id = ?", survey);
        house.rapport()
                .jdbc()
                .update(
                        "update ask set delivered = now() - interval '4 days' where customer = ?",
                        gwen.customer().value());
        Asks asks = house.rapport().bean(Asks.class);
        asks.remindDue(Instant.now());
        asks.remindDue(Instant.now());
        house.rapport().jdbc().update("update survey set remind_days = 0 where id = ?", survey);
        assertThat(house.count(
                        "select count(*) from outbound where customer = ? and key like 'survey-%-again'",
                        gwen.customer().value()))
                .isEqualTo(1);
        String text = String.valueOf(house.rapport()
                .jdbc()
                .queryForObject(
                        "select x.text from outbound o join interaction_content x on x.interaction = o.interaction"
                                + " where o.customer = ? and o.key like 'survey-%-again'",
                        String.class, gwen.customer().value()));
        assertThat(text).contains("once more and then not again");
        String link = house.links(gwen).answer(4);
        assertThat(text).contains(link.substring(link.indexOf("/v/")));
    }

    @Test
    void other_words_or_pictures_begin_a_new_series_and_a_new_name_does_not() {
        long nps = house.survey("NPS", "");
        String path = "/api/admin/surveys/" + nps;
        Http admin = house.admin();
        JsonNode now = AskedHouse.ok(admin.get("/api/admin/surveys")).path("surveys");
        JsonNode mine = null;
        for (JsonNode one : now) {
            mine = one.path("id").asString().equals(Long.toString(nps)) ? one : mine;
        }
        String given = String.valueOf(mine);
        assertThat(AskedHouse.ok(admin.ask(
                                "PUT", path, given.replaceFirst("\"name\":\"[^\"]*\"", "\"name\":\"Yearly\"")))
                        .path("series")
                        .asInt())
                .isEqualTo(1);
        assertThat(AskedHouse.ok(admin.ask("PUT", path, given.replace("Very likely", "Certainly")))
                        .path("series")
                        .asInt())
                .isEqualTo(2);
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
        JsonNode pictured = AskedHouse.ok(admin.upload(path + "/pictures/10", "face.png", png));
        assertThat(pictured.path("series").asInt()).isEqualTo(3);
        assertThat(Http.nobody(house.rapport())
                        .bytes(pictured.path("pictures").path("10").asString(), Map.of()))
                .isEqualTo(png);
        assertThat(admin.upload(
                                path + "/pictures/10",
                                "face.png",
                                "<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(422);
        assertThat(admin.ask("PUT", path, given.replace("\"sharePercent\":100", "\"sharePercent\":101"))
                        .status())
                .isEqualTo(422);
        AskedHouse.ok(admin.ask("PUT", path, given.replace("\"state\":\"ON\"", "\"state\":\"RETIRED\"")));
        assertThat(admin.ask("PUT", path, given).status()).isEqualTo(404);
    }

    @Test
    void a_new_key_signs_and_links_that_are_out_there_open_as_before() throws Exception {
        AskedHouse.Person gwen = house.asked();
        AskedHouse.ok(house.admin().ask("POST", "/api/admin/surveys/key", ""));
        AskedHouse.Person other = house.asked();
        assertThat(house.count(
                        "select key_id from ask where customer = ?",
                        other.customer().value()))
                .isGreaterThan(house.count(
                        "select key_id from ask where customer = ?",
                        gwen.customer().value()));
        assertThat(voter.open(house.links(gwen).answer(4)).status()).isEqualTo(200);
        assertThat(voter.open(house.links(other).answer(4)).status()).isEqualTo(200);
        assertThat(house.count("select count(*) from survey_key where length(sealed) > 60"))
                .as("keys lie sealed")
                .isEqualTo(house.count("select count(*) from survey_key"));
    }

    @Test
    void an_erased_person_s_link_opens_nothing() throws Exception {
        AskedHouse.Person gwen = house.asked();
        String link = house.links(gwen).answer(4);
        house.rapport()
                .jdbc()
                .update(
                        "update ask set token_hash = null where customer = ?",
                        gwen.customer().value());
        assertThat(voter.open(link).status()).isEqualTo(404);
    }

    @Test
    void who_left_us_hands_what_is_said_to_the_lead() throws Exception {
        AskedHouse.Person gwen = house.asked();
        var workforce = house.rapport().bean(Workforce.class);
        var nell = workforce.agent(house.nell()).orElseThrow();
        workforce.changeAgent(new io.rapport.server.workforce.Agent(
                nell.id(),
                nell.account(),
                nell.firstName(),
                nell.lastName(),
                nell.face(),
                nell.team(),
                nell.lead(),
                false,
                nell.onPage()));
        try {
            voter.send(voter.open(house.links(gwen).answer(1)));
            assertThat(house.count(
                            "select owner from vote where customer = ?",
                            gwen.customer().value()))
                    .isEqualTo(house.lead().value());
        } finally {
            workforce.changeAgent(nell);
        }
    }

    @Test
    void a_letter_of_one_key_goes_out_once() {
        AskedHouse.Person gwen = house.writes();
        Letters letters = house.rapport().bean(Letters.class);
        Letters.Letter letter = new Letters.Letter(
                "survey-test-" + gwen.customer(),
                gwen.customer(),
                gwen.matter(),
                ContactPoint.email(gwen.address()).orElseThrow(),
                "Gwen",
                "Nell",
                "How did we do?",
                "?",
                "<p>?</p>",
                Optional.empty());
        house.inTransaction(gwen.customer(), () -> letters.send(letter, Instant.now()));
        house.inTransaction(gwen.customer(), () -> {
            assertThat(letters.send(letter, Instant.now())).isFalse();
            return true;
        });
        assertThat(letters.sent(letter.key())).isPresent();
    }
}
