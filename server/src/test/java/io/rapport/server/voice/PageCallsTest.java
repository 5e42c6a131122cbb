package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.access.Tokens;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.chat.ChatDoors;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a page may ask about calls, and what it may not, asked without a browser: no sound comes from here.
class PageCallsTest {
    private static final String SITE = "https://www.example.com";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OFFER = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            m=audio 9 UDP/TLS/RTP/SAVPF 0 8 101
            c=IN IP4 0.0.0.0
            a=mid:0
            a=ice-ufrag:abcd
            a=ice-pwd:abcdefghijklmnopqrstuvwx
            a=fingerprint:sha-256 %s
            a=setup:actpass
            a=rtcp-mux
            a=sendrecv
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            """.formatted(String.join(":", java.util.Collections.nCopies(32, "AB")))
            .replace("\n", "\r\n");

    private static RunningRapport rapport;
    private static DoorId web;
    private static Http asNell;

    @BeforeAll
    static void open() throws Exception {
        rapport = RunningRapport.start(
                "--rapport.chat.calls=2", "--rapport.chat.calls-per-address=1000", "--rapport.voice.most-calls=3");
        TeamId team = rapport.team("Harbourside");
        rapport.agent("Nell", team, false);
        rapport.number("Harbourside's number", "+441134960100", team);
        web = door("web", team);
        door("night", rapport.closedTeam("Night"));
        asNell = Http.signedIn(rapport, "nell", "a long enough one", "");
    }

    private static DoorId door(String key, TeamId team) {
        DoorId door = rapport.bean(ConfiguredDoors.class)
                .add(new ConfiguredDoors.Draft(
                        Channel.CHAT, "Website", key, Optional.of(team), true, Optional.empty(), Optional.empty()));
        rapport.bean(ChatDoors.class).allow(door, List.of(SITE));
        rapport.bean(ChatDoors.class).takeCalls(door, true);
        return door;
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private record Answer(int status, JsonNode body) {
        String detail() {
            return body.path("detail").asString("");
        }
    }

    private static Answer ask(String origin, String path, Map<String, String> body) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(rapport.url() + "/chat/" + path))
                            .timeout(SOON)
                            .header("Content-Type", "text/plain;charset=UTF-8")
                            .header("Origin", origin)
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body()));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static Answer ask(String visitor, String path, String id, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.put("visitor", visitor);
        body.put("id", id);
        return ask(SITE, "web/" + path, body);
    }

    private static Answer call(String visitor, String id) {
        return ask(visitor, "calls", id, Map.of("offer", OFFER, "page", "/prices"));
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private static Map<String, Object> lastCall() {
        return rapport.jdbc().queryForMap("select * from call order by id desc limit 1");
    }

    private static void over() {
        rapport.until(SOON, () -> rapport.count("select count(*) from call where ended is null") == 0);
    }

    /// What the stream says of their call just now.
    private static JsonNode standing(String visitor) {
        try {
            HttpResponse<Stream<String>> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(rapport.url() + "/chat/web/stream"))
                            .timeout(SOON)
                            .header("Origin", SITE)
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    JSON.writeValueAsString(Map.of("visitor", visitor))))
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                return lines.dropWhile(line -> !line.equals("event: call"))
                        .skip(1)
                        .findFirst()
                        .map(line -> JSON.readTree(line.substring("data: ".length())))
                        .orElseThrow();
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void nothing_rings_before_sound_comes_from_a_browser_and_a_call_that_never_does_is_owed() {
        String visitor = Tokens.fresh();
        String id = fresh();
        Answer answer = call(visitor, id);
        assertThat(answer.status()).as(answer.detail()).isEqualTo(200);
        assertThat(answer.body().path("answer").asString()).contains("a=ice-lite", "a=setup:passive");
        assertThat(rapport.count(
                        "select count(*) from promise where id = ? and call_first",
                        lastCall().get("promise")))
                .isEqualTo(1);
        assertThat(standing(visitor).path("stand").asString()).isEqualTo("CONNECTING");
        assertThat(asNell.get("/api/phone").json().path("waiting")).isEmpty();
        assertThat(asNell.get("/api/phone").json().path("open").asBoolean()).isTrue();

        rapport.bean(PageCalls.class)
                .beat(Instant.now().plus(PageCalls.CONNECTS_WITHIN).plusSeconds(1));

        over();
        assertThat(lastCall()).containsEntry("state", "MISSED").containsEntry("trunk", null);
        rapport.until(SOON, () -> standing(visitor).path("ending").asString("").equals("UNCONNECTED"));
        assertThat(standing(visitor).path("id").asString()).isEqualTo(id);
    }

    @Test
    void a_stranger_can_neither_end_nor_take_up_nor_see_the_call_of_another() {
        String visitor = Tokens.fresh();
        String stranger = Tokens.fresh();
        String id = fresh();
        assertThat(call(visitor, id).status()).isEqualTo(200);
        for (String deed : List.of("calls/end", "calls/again", "calls/reach")) {
            Answer answer = ask(stranger, deed, id, Map.of("offer", OFFER, "name", "Eve", "reach", "eve@example.com"));
            assertThat(answer.status()).as(deed).isEqualTo(404);
        }
        assertThat(standing(stranger).isNull()).isTrue();
        assertThat(ask(visitor, "calls/end", fresh(), Map.of()).status()).isEqualTo(404);
        assertThat(standing(visitor).path("stand").asString()).isEqualTo("CONNECTING");
        assertThat(ask(visitor, "calls/again", id, Map.of("offer", OFFER)).status())
                .isEqualTo(200);
        assertThat(ask(visitor, "calls/end", id, Map.of()).status()).isEqualTo(204);
        over();
        assertThat(ask(visitor, "calls/again", id, Map.of("offer", OFFER)).status())
                .isIn(404, 409);
        assertThat(rapport.count("select count(*) from contact_point where value = 'eve@example.com'"))
                .isZero();
    }

    @Test
    void a_visitor_has_one_call_at_a_time_and_not_many_in_a_row() {
        String visitor = Tokens.fresh();
        String first = fresh();
        assertThat(call(visitor, first).status()).isEqualTo(200);
        Answer second = call(visitor, fresh());
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.detail()).contains("You are in a call already");
        ask(visitor, "calls/end", first, Map.of());
        over();
        Answer third = call(visitor, fresh());
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.detail()).contains("Please write to us here.");
    }

    @Test
    void who_calls_when_all_lines_are_taken_is_noted_and_told() {
        List<String> visitors = Stream.generate(Tokens::fresh).limit(4).toList();
        Map<String, String> ids = new HashMap<>();
        for (String visitor : visitors) {
            ids.put(visitor, fresh());
            assertThat(call(visitor, ids.get(visitor)).status()).isEqualTo(200);
        }
        String late = visitors.getLast();
        rapport.until(SOON, () -> standing(late).path("ending").asString("").equals("BUSY"));
        assertThat(rapport.count(
                        "select count(*) from promise where id = ? and state = 'OPEN'",
                        lastCall().get("promise")))
                .isEqualTo(1);
        visitors.subList(0, 3)
                .forEach(visitor ->
                        ask(visitor, "calls/end", java.util.Objects.requireNonNull(ids.get(visitor)), Map.of()));
        over();
    }

    @Test
    void what_is_no_call_is_refused_and_leaves_nothing() {
        long before = rapport.count("select count(*) from inbound");
        String visitor = Tokens.fresh();
        for (String offer : List.of(
                "",
                "v=0",
                OFFER.replace("a=fingerprint", "a=finger"),
                OFFER.replace("m=audio", "m=video"),
                OFFER.replace("actpass", "passive"),
                "v=0\r\n".repeat(5_000))) {
            assertThat(ask(Tokens.fresh(), "calls", fresh(), Map.of("offer", offer))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(ask("https://evil.example", "web/calls", Map.of("visitor", visitor, "id", fresh(), "offer", OFFER))
                        .status())
                .isEqualTo(403);
        Answer night = ask(SITE, "night/calls", Map.of("visitor", visitor, "id", fresh(), "offer", OFFER));
        assertThat(night.status()).isEqualTo(409);
        assertThat(night.detail()).contains("Please write to us here.");
        rapport.bean(ChatDoors.class).takeCalls(web, false);
        try {
            assertThat(call(visitor, fresh()).status()).isEqualTo(409);
        } finally {
            rapport.bean(ChatDoors.class).takeCalls(web, true);
        }
        assertThat(rapport.count("select count(*) from inbound")).isEqualTo(before);
    }

    @Test
    void the_page_is_one_of_the_site_that_asks_whatever_it_says() {
        for (Map.Entry<String, String> page : Map.of(
                        "/prices?x",
                        SITE + "/prices?x",
                        "https://bank.example/",
                        SITE + "/",
                        "\u202e/moc",
                        SITE + "/moc")
                .entrySet()) {
            String visitor = Tokens.fresh();
            String id = fresh();
            ask(visitor, "calls", id, Map.of("offer", OFFER, "page", page.getKey()));
            assertThat(rapport.jdbc()
                            .queryForObject(
                                    "select text from interaction_content where interaction = ?",
                                    String.class,
                                    lastCall().get("interaction")))
                    .isEqualTo(page.getValue());
            ask(visitor, "calls/end", id, Map.of());
            over();
        }
    }

    @Test
    void a_mail_address_that_is_given_is_claimed_and_what_is_promised_says_so() {
        String visitor = Tokens.fresh();
        String id = fresh();
        call(visitor, id);
        ask(visitor, "calls/end", id, Map.of());
        over();
        assertThat(ask(visitor, "calls/reach", id, Map.of("reach", "gwen@bakery.example"))
                        .status())
                .isEqualTo(204);
        assertThat(rapport.jdbc()
                        .queryForObject(
                                "select what from promise where id = ?",
                                String.class,
                                lastCall().get("promise")))
                .startsWith("Write by mail: called from the website, hung up after ");
        assertThat(rapport.jdbc().queryForObject("""
                        select l.proof from customer_contact_point l join contact_point c on c.id = l.contact_point
                         where c.value = 'gwen@bakery.example'
                        """, String.class)).isEqualTo("CLAIMED");
    }
}
