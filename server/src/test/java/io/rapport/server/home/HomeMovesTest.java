package io.rapport.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.HomeWhy;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.timeline.Line;
import io.rapport.server.timeline.Timeline;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whose customers are whose: where newcomers come to, and how they are given to another team.
class HomeMovesTest {
    private static final String PASSWORD = "a long enough one";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningRapport rapport;
    private static TeamId bristol;
    private static TeamId york;
    private static DoorId support;
    private static AgentId nell;
    private static AgentId omar;
    private static Http admin;
    private static Http lead;
    private static Http agent;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start("--rapport.email.relay.host=127.0.0.1");
        bristol = rapport.team("Harbourside");
        york = rapport.team("Castlegate");
        support = rapport.door(Channel.MAIL, "support@brightline.example");
        nell = hire("nell", Role.AGENT, bristol);
        omar = hire("omar", Role.AGENT, york);
        hire("siobhan", Role.LEAD, bristol);
        hire("ada", Role.ADMINISTRATOR, bristol);
        agent = Http.signedIn(rapport, "nell", PASSWORD, "");
        lead = Http.signedIn(rapport, "siobhan", PASSWORD, "");
        admin = Http.signedIn(rapport, "ada", PASSWORD, "");
        assertThat(place(
                                bristol,
                                "Harbourside",
                                "\"postcodes\":[\"gb bs\"],\"numbers\":[\"+44 117\"],\"slug\":\"harbourside\"")
                        .status())
                .isEqualTo(200);
        assertThat(place(
                                york,
                                "Castlegate",
                                "\"postcodes\":[\"GB YO\"],\"languages\":[\"es\"],\"number\":\"+44 1904 1\"")
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static AgentId hire(String name, Role role, TeamId team) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        return rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, role == Role.LEAD);
    }

    private static Http.Answer place(TeamId team, String name, String more) {
        return admin.ask("PUT", "/api/admin/teams/" + team, """
                {"name":"%s","place":"","zone":"Europe/London","address":"","welcome":"","fallback":false,
                 "answerWithinMinutes":240,"calendar":{"slots":[],"holidays":[]},%s}
                """.formatted(name, more));
    }

    private static CustomerId writes(String text) {
        int number = NEXT.incrementAndGet();
        String address = "gwen" + number + "@bakery.example";
        Taken taken = rapport.bean(Inbox.class)
                .take(new Arrival(
                        Channel.MAIL,
                        support,
                        "home-" + number,
                        Optional.empty(),
                        Instant.now(),
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        ContactPoint.email(address)
                                .map(a -> new Sender(a, "Gwen", Sender.Proof.PROVEN, Optional.empty())),
                        new Nature.Written(),
                        Content.words("The oven " + number, text),
                        List.of("support@brightline.example"),
                        List.of(),
                        Optional.empty()));
        return taken.customer().orElseThrow();
    }

    private static CustomerId inBristol() {
        return writes("Postcode: BS1 4QA\nIt is cold.");
    }

    private static Customer find(CustomerId customer) {
        return rapport.bean(Customers.class).find(customer).orElseThrow();
    }

    private static Promised promise(CustomerId customer) {
        return rapport.bean(Promises.class).open(customer).getFirst();
    }

    private static Http.Answer move(Http who, CustomerId customer, TeamId to, String more) {
        return who.ask("POST", "/api/customers/" + customer + "/home-team", "{\"to\":\"" + to + "\"" + more + "}");
    }

    private static Http.Answer undo(CustomerId customer, Http.Answer moved) {
        return lead.ask(
                "POST",
                "/api/customers/" + customer + "/home-team/undo",
                "{\"move\":\"" + moved.json().path("move").asString() + "\"}");
    }

    @Test
    void a_newcomer_comes_to_the_team_of_their_postcode_and_the_page_says_why() {
        CustomerId gwen = inBristol();
        assertThat(find(gwen).homeTeam()).isEqualTo(bristol);
        var head = agent.get("/api/customers/" + gwen).json().path("customer");
        assertThat(head.path("homeWhy").asString()).isEqualTo("POSTCODE");
        assertThat(head.path("homeDetail").asString()).isEqualTo("GB BS");
        assertThat(head.path("teamPage").asString()).endsWith("/team/harbourside");
    }

    @Test
    void a_newcomer_who_writes_in_spanish_comes_to_the_team_that_speaks_it() {
        CustomerId carmen = writes("No tengo línea desde el lunes y la luz está roja. Gracias por su ayuda.");
        assertThat(find(carmen).homeTeam()).isEqualTo(york);
        assertThat(find(carmen).homeWhy()).contains(HomeWhy.LANGUAGE);
    }

    @Test
    void what_is_no_place_is_refused_at_its_field() {
        assertThat(place(bristol, "Harbourside", "\"postcodes\":[\"BS1\"]")
                        .json()
                        .path("fields")
                        .path("postcodes")
                        .asString())
                .contains("GB BS1");
        assertThat(place(bristol, "Harbourside", "\"numbers\":[\"0117\"]")
                        .json()
                        .path("fields")
                        .has("numbers"))
                .isTrue();
        assertThat(place(bristol, "Harbourside", "\"countries\":[\"Atlantis\"]")
                        .json()
                        .path("fields")
                        .has("countries"))
                .isTrue();
        assertThat(place(bristol, "Harbourside", "\"languages\":[\"xx\"]")
                        .json()
                        .path("fields")
                        .has("languages"))
                .isTrue();
        assertThat(place(bristol, "Harbourside", "\"slug\":\"../admin\"")
                        .json()
                        .path("fields")
                        .has("slug"))
                .isTrue();
        assertThat(place(york, "Castlegate", "\"slug\":\"harbourside\"")
                        .json()
                        .path("fields")
                        .has("slug"))
                .as("another team's page")
                .isTrue();
    }

    @Test
    void moving_shows_first_what_goes_along() {
        CustomerId gwen = inBristol();
        rapport.bean(Promises.class).take(promise(gwen).id(), nell, Instant.now());
        var preview = lead.get("/api/customers/" + gwen + "/home-team/preview?to=" + york)
                .json();
        assertThat(preview.path("promises").size()).isEqualTo(1);
        assertThat(preview.path("promises").get(0).path("owner").asString()).isEqualTo(nell.toString());
        assertThat(preview.path("letters").asInt()).isZero();
        assertThat(preview.path("letter").path("text").asString())
                .contains("the Castlegate team looks after you")
                .contains("Call them: +44 1904 1");
        assertThat(lead.get("/api/customers/" + gwen + "/home-team/preview?to=99")
                        .json()
                        .path("fields")
                        .has("to"))
                .isTrue();
    }

    @Test
    void what_nobody_has_goes_along_and_whoever_promised_keeps_the_promise() {
        CustomerId free = inBristol();
        CustomerId owned = inBristol();
        rapport.bean(Promises.class).take(promise(owned).id(), nell, Instant.now());
        assertThat(move(lead, free, york, "").status()).isEqualTo(200);
        assertThat(move(lead, owned, york, "").status()).isEqualTo(200);
        assertThat(find(free).homeTeam()).isEqualTo(york);
        assertThat(find(free).homeWhy()).contains(HomeWhy.MOVED);
        assertThat(promise(free).team()).isEqualTo(york);
        assertThat(promise(owned).team()).isEqualTo(bristol);
        assertThat(promise(owned).owner()).contains(nell);
        assertThat(move(lead, free, york, "").code()).isEqualTo("already-there");
    }

    @Test
    void promises_that_go_along_can_be_taken_by_the_new_team_and_come_back_to_whoever_had_them() {
        CustomerId gwen = inBristol();
        Promised before = promise(gwen);
        rapport.bean(Promises.class).take(before.id(), nell, Instant.now());
        Http.Answer moved = move(lead, gwen, york, ",\"promises\":true");
        assertThat(promise(gwen).team()).isEqualTo(york);
        assertThat(promise(gwen).owner()).isEmpty();
        assertThat(promise(gwen).deadline()).isEqualTo(before.deadline());

        assertThat(undo(gwen, moved).status()).isEqualTo(204);
        assertThat(find(gwen).homeTeam()).isEqualTo(bristol);
        assertThat(find(gwen).homeWhy()).contains(HomeWhy.POSTCODE);
        assertThat(promise(gwen).team()).isEqualTo(bristol);
        assertThat(promise(gwen).owner()).contains(nell);
        assertThat(undo(gwen, moved).code()).isEqualTo("moved-on");
    }

    @Test
    void what_the_new_team_took_meanwhile_stays_theirs() {
        CustomerId gwen = inBristol();
        rapport.bean(Promises.class).take(promise(gwen).id(), nell, Instant.now());
        Http.Answer moved = move(lead, gwen, york, ",\"promises\":true");
        assertThat(rapport.bean(Promises.class).take(promise(gwen).id(), omar, Instant.now()))
                .isInstanceOf(Promises.TakeResult.Yours.class);
        assertThat(undo(gwen, moved).status()).isEqualTo(204);
        assertThat(promise(gwen).owner()).contains(omar);
        assertThat(promise(gwen).team()).isEqualTo(york);
    }

    @Test
    void a_later_contact_moves_nobody_and_the_story_tells_of_every_move() {
        CustomerId gwen = inBristol();
        move(lead, gwen, york, "");
        rapport.caughtUp();
        assertThat(rapport.bean(Timeline.class).page(gwen, Optional.empty()).entries())
                .filteredOn(Line.Home.class::isInstance)
                .map(line -> (Line.Home) line)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.from()).isEqualTo(bristol.toString());
                    assertThat(line.to()).isEqualTo(york.toString());
                    assertThat(line.event()).isEqualTo("MOVED");
                });
    }

    @Test
    void the_customer_is_told_a_moment_later_unless_it_was_undone() {
        CustomerId told = inBristol();
        CustomerId spared = inBristol();
        move(lead, told, york, ",\"tell\":true");
        undo(spared, move(lead, spared, york, ",\"tell\":true"));
        rapport.until(Duration.ofSeconds(30), () -> letters(told) == 1);
        assertThat(letters(spared)).isZero();
    }

    private static long letters(CustomerId customer) {
        return rapport.count(
                "select count(*) from outbound where customer = ? and key like 'home-move-%'", customer.value());
    }

    @Test
    void agents_move_nobody() {
        CustomerId gwen = inBristol();
        assertThat(move(agent, gwen, york, "").status()).isEqualTo(403);
        assertThat(agent.get("/api/customers/" + gwen + "/home-team/preview?to=" + york)
                        .status())
                .isEqualTo(403);
        assertThat(agent.ask("POST", "/api/admin/home-moves", "{}").status()).isEqualTo(403);
    }

    @Test
    void many_go_by_where_they_live_after_it_was_shown_who() {
        CustomerId first = writes("Postcode: BS3 1AA\nPhone: 0117 496 0101\nHello.");
        CustomerId second = writes("Postcode: BS3 2AA\nHello.");
        String body =
                "{\"from\":\"%s\",\"to\":\"%s\",\"kind\":\"POSTCODE\",\"value\":\"gb bs\"}".formatted(bristol, york);
        var preview = admin.ask("POST", "/api/admin/home-moves/preview", body).json();
        assertThat(preview.path("people").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(preview.path("sample").size()).isBetween(2, 10);
        assertThat(find(first).homeTeam()).isEqualTo(bristol);

        var begun = admin.ask("POST", "/api/admin/home-moves", body);
        assertThat(begun.json().path("state").asString()).isEqualTo("RUNNING");
        rapport.until(
                Duration.ofSeconds(30),
                () -> admin.get("/api/admin/home-moves")
                        .json()
                        .path("moves")
                        .get(0)
                        .path("state")
                        .asString()
                        .equals("DONE"));
        var done = admin.get("/api/admin/home-moves").json().path("moves").get(0);
        assertThat(done.path("moved").asInt()).isEqualTo(done.path("total").asInt());
        assertThat(find(first).homeTeam()).isEqualTo(york);
        assertThat(find(second).homeTeam()).isEqualTo(york);
        assertThat(promise(first).team()).isEqualTo(york);
        String id = done.path("id").asString();
        assertThat(admin.ask("POST", "/api/admin/home-moves/" + id + "/undo", "{}")
                        .status())
                .isEqualTo(204);
        rapport.until(
                Duration.ofSeconds(30),
                () -> admin.get("/api/admin/home-moves")
                        .json()
                        .path("moves")
                        .get(0)
                        .path("state")
                        .asString()
                        .equals("UNDONE"));
        assertThat(find(first).homeTeam()).isEqualTo(bristol);
        assertThat(find(second).homeWhy()).contains(HomeWhy.POSTCODE);
        assertThat(promise(first).team()).isEqualTo(bristol);
        assertThat(admin.ask("POST", "/api/admin/home-moves/" + id + "/undo", "{}")
                        .code())
                .isEqualTo("not-ended");
        assertThat(admin.ask("POST", "/api/admin/home-moves/preview", body.replace("gb bs", "BS"))
                        .json()
                        .path("fields")
                        .has("value"))
                .isTrue();
    }

    @Test
    void a_team_shows_its_page_to_everybody_until_it_is_switched_off() {
        Http nobody = Http.nobody(rapport);
        assertThat(nobody.send("GET", "/team/harbourside", new byte[0])).contains("Harbourside");
        assertThat(nobody.send("GET", "/team/nowhere", new byte[0])).contains("There is no such page.");
        place(bristol, "Harbourside", "\"pageShown\":false");
        assertThat(nobody.send("GET", "/team/harbourside", new byte[0])).contains("There is no such page.");
        place(bristol, "Harbourside", "\"pageShown\":true");
        assertThat(nobody.send("GET", "/team/harbourside", new byte[0]))
                .as("nobody is shown who did not say so")
                .doesNotContain("nell");
        agent.ask("PUT", "/api/me/page", "{\"shown\":true}");
        assertThat(nobody.send("GET", "/team/harbourside", new byte[0])).contains("nell");
    }
}
