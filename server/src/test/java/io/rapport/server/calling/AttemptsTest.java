package io.rapport.server.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.calling.CallingHouse.Person;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What follows from a call that did not come about.
class AttemptsTest {
    private static final Instant MONDAY = CallingHouse.at("2031-11-24T09:50");
    private static final Pattern SLOT = Pattern.compile("/c/([A-Za-z0-9_-]+)\\?w=([0-9]+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static CallingHouse house;
    private static AgentId nell;
    private static TeamId team;

    @BeforeAll
    static void open() {
        house = new CallingHouse();
        house.rapport.door(Channel.MAIL, "help@harbourside.example");
        team = house.team(6);
        nell = house.hire("Nell", team);
    }

    @AfterAll
    static void shut() {
        HTTP.close();
        house.close();
    }

    private static Person gwen() {
        String number = CallingHouse.number();
        return house.person(team, number, "gwen" + number.substring(1) + "@bakery.example", MONDAY);
    }

    private static CallBack promised(Person who, int window, Instant now) {
        Window wanted = house.callBacks().windows(who.id(), now).get(window);
        CallBacks.Asked asked = house.ask(who, Optional.of(wanted), Optional.of(nell), now);
        assertThat(asked).isInstanceOf(CallBacks.Asked.Promised.class);
        return house.callBacks()
                .of(((CallBacks.Asked.Promised) asked).promise())
                .orElseThrow();
    }

    private static void tried(Person who, PromiseId promise, CallingEvent.Outcome outcome, Instant at) {
        InteractionId call = house.call(who, nell, at);
        house.done(who.id(), () -> {
            house.bean(Attempts.class).began(promise, nell, call, at);
            return true;
        });
        house.done(who.id(), () -> {
            house.bean(Attempts.class).ended(call, outcome, at.plusSeconds(30));
            return true;
        });
    }

    private static List<String> letters(Person who) {
        return house.rapport
                .jdbc()
                .queryForList(
                        "select x.text from outbound o join interaction_content x on x.interaction = o.interaction"
                                + " where o.customer = ? and o.automatic order by o.id",
                        String.class,
                        who.id().value());
    }

    private static Promised promise(PromiseId id) {
        return house.bean(Promises.class).find(id).orElseThrow();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(house.rapport.url() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(house.rapport.url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void nobody_answered_so_they_are_asked_when_it_suits_them_and_it_is_tried_again_in_the_window() {
        Person gwen = gwen();
        CallBack call = promised(gwen, 2, MONDAY);
        Instant at = call.window().from().plusSeconds(60);
        tried(gwen, call.promise(), CallingEvent.Outcome.NO_ANSWER, at);
        assertThat(letters(gwen))
                .singleElement()
                .asString()
                .contains("Hello Gwen,", "we tried to call you just now", "Nell tries again before 14:00")
                .contains("When would be the best time to speak with you?")
                .containsPattern(SLOT);
        assertThat(promise(call.promise()).state()).isEqualTo(Promised.State.OPEN);
        assertThat(promise(call.promise()).asideUntil())
                .contains(at.plusSeconds(30).plus(AfterAttempt.PAUSE));
        assertThat(house.callBacks().standing(List.of(call.promise())).get(call.promise()))
                .isEqualTo(new CallBacks.Standing(Optional.of(call.window()), 1));
    }

    @Test
    void after_the_second_go_another_window_is_planned_and_told_and_after_the_last_it_is_their_turn() {
        Person gwen = gwen();
        CallBack call = promised(gwen, 2, MONDAY);
        Instant first = call.window().from().plusSeconds(60);
        tried(gwen, call.promise(), CallingEvent.Outcome.NO_ANSWER, first);
        tried(gwen, call.promise(), CallingEvent.Outcome.MESSAGE, first.plus(Duration.ofMinutes(25)));
        Window next = house.callBacks().of(call.promise()).orElseThrow().window();
        assertThat(next.from()).isAfterOrEqualTo(call.window().to());
        assertThat(promise(call.promise()).deadline()).isEqualTo(next.to());
        assertThat(letters(gwen).getLast()).contains("did not reach you. Nell calls you Monday 24 November, between");
        tried(gwen, call.promise(), CallingEvent.Outcome.NO_ANSWER, next.from().plusSeconds(60));
        assertThat(promise(call.promise()).state()).isEqualTo(Promised.State.RELEASED);
        assertThat(letters(gwen).getLast()).contains("we called you several times");
    }

    @Test
    void whoever_was_reached_is_not_written_to() {
        Person gwen = gwen();
        CallBack call = promised(gwen, 2, MONDAY);
        tried(gwen, call.promise(), CallingEvent.Outcome.REACHED, call.window().from());
        assertThat(letters(gwen)).isEmpty();
    }

    @Test
    void a_window_that_nobody_keeps_is_planned_anew_and_told_before_it_ends() {
        Person gwen = gwen();
        CallBack call = promised(gwen, 2, MONDAY);
        Instant soon = call.window().to().minus(Duration.ofMinutes(11));
        assertThat(house.bean(Replanning.class).run(soon.minus(Duration.ofMinutes(5))))
                .isZero();
        assertThat(house.bean(Replanning.class).run(soon)).isEqualTo(1);
        assertThat(house.bean(Replanning.class).run(soon)).isZero();
        assertThat(letters(gwen))
                .singleElement()
                .asString()
                .contains("We can't keep that, and we are sorry. Nell calls you")
                .containsPattern(SLOT);
        assertThat(house.rapport.count(
                        "select count(*) from call_move where promise = ? and why = 'REPLANNED' and told and at < old_to",
                        call.promise().value()))
                .isEqualTo(1);
    }

    @Test
    void whoever_can_not_be_told_keeps_their_window_and_the_promise_its_deadline() {
        Person phoneOnly = house.person(team, CallingHouse.number(), MONDAY);
        CallBack call = promised(phoneOnly, 2, MONDAY);
        assertThat(house.bean(Replanning.class).run(call.window().to().minus(Duration.ofMinutes(5))))
                .isZero();
        assertThat(promise(call.promise()).deadline()).isEqualTo(call.window().to());
    }

    /// Choosing is done on the clock of the running server, so that this call is asked for now.
    @Test
    void a_slot_in_the_letter_is_chosen_on_the_page_and_looking_at_it_changes_nothing() throws Exception {
        Person gwen = gwen();
        Instant now = Instant.now();
        house.everybodyIsIn(team, now);
        CallBack call = promised(gwen, 0, now);
        tried(gwen, call.promise(), CallingEvent.Outcome.NO_ANSWER, now);
        Matcher slot = SLOT.matcher(letters(gwen).getLast());
        assertThat(slot.results().count()).isGreaterThan(2);
        slot.reset();
        slot.find();
        slot.find();
        String token = slot.group(1);
        Instant from = Instant.ofEpochSecond(Long.parseLong(slot.group(2)));
        HttpResponse<String> page = get("/c/" + token + "?w=" + slot.group(2));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("value=\"" + slot.group(2) + "\" checked", "••• ", "The bill", "Yes, call me then")
                .doesNotContain("<script");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(house.callBacks().of(call.promise()).orElseThrow().window()).isEqualTo(call.window());

        HttpResponse<String> chosen = post(
                "/c/" + token + "/window", Map.of("window", slot.group(2), "number", Long.toString(gwen.number())));
        assertThat(chosen.statusCode()).isEqualTo(200);
        assertThat(chosen.body()).contains("Thank you. We call you then.", "Nell calls you");
        assertThat(house.callBacks().of(call.promise()).orElseThrow().window().from())
                .isEqualTo(from);

        assertThat(post("/c/" + token + "/window", Map.of("window", "1", "number", "1"))
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> writing = post("/c/" + token + "/in-writing", Map.of());
        assertThat(writing.body()).contains("We don&#39;t call you, and write instead.");
        assertThat(promise(call.promise()).state()).isEqualTo(Promised.State.RELEASED);
        assertThat(get("/c/forged").statusCode()).isEqualTo(404);
    }
}
