package io.rapport.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the widget asks of the server, asked without it.
class ChatTest {
    private static final String SITE = "https://www.example.com";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RunningRapport rapport;
    private static DoorId door;
    private static TeamId team;
    private static AgentId nell;
    private static String secret;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start("--rapport.chat.messages=20", "--rapport.chat.messages-per-address=100000");
        team = rapport.team("Harbourside");
        nell = rapport.agent("Nell", team, false);
        door = rapport.door(Channel.CHAT, "web");
        rapport.bean(ChatDoors.class).allow(door, List.of(SITE));
        secret = rapport.bean(ChatDoors.class).renewSecret(door);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private record Answer(int status, String body) {}

    private static Answer ask(String path, String origin, Map<String, String> body) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(rapport.url() + "/chat/web/" + path))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "text/plain;charset=UTF-8")
                            .header("Origin", origin)
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .contains(origin);
            }
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static String visitor() {
        return io.rapport.server.access.Tokens.fresh();
    }

    private static Answer say(String visitor, String text) {
        return ask(
                "messages",
                SITE,
                Map.of("visitor", visitor, "id", UUID.randomUUID().toString(), "text", text));
    }

    private static Answer sayAs(String visitor, String identity, String text) {
        return ask(
                "messages",
                SITE,
                Map.of(
                        "visitor",
                        visitor,
                        "identity",
                        identity,
                        "id",
                        UUID.randomUUID().toString(),
                        "text",
                        text));
    }

    private static String signed(String header, String claims, String with) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String text = base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return text + "." + base64.encodeToString(SignedIdentity.sign(text, with));
    }

    private static String identity(String email, long untilSeconds) {
        return signed(
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                "{\"email\":\"" + email + "\",\"name\":\"Gwen Pritchard\",\"exp\":"
                        + (Instant.now().getEpochSecond() + untilSeconds) + "}",
                secret);
    }

    private static String stream(String visitor, Optional<String> identity) throws Exception {
        HttpResponse<Stream<String>> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(rapport.url() + "/chat/web/stream"))
                        .header("Origin", SITE)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("visitor", visitor, "identity", identity.orElse("")))))
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            return String.join("\n", lines.limit(5).toList());
        }
    }

    private static long customerWho(String text) {
        return rapport.count(
                "select i.customer from interaction i join interaction_content x on x.interaction = i.id where x.text = ?",
                text);
    }

    @Test
    void one_message_handed_in_many_times_at_once_is_kept_once() throws Exception {
        Map<String, String> message =
                Map.of("visitor", visitor(), "id", UUID.randomUUID().toString(), "text", "Only once, please.");
        List<Callable<Answer>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(() -> ask("messages", SITE, message));
        }
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = together.invokeAll(tries).stream()
                    .map(done -> done.resultNow())
                    .distinct()
                    .toList();
            assertThat(answers).singleElement().extracting(Answer::status).isEqualTo(200);
        }
        assertThat(rapport.count("select count(*) from interaction_content where text = 'Only once, please.'"))
                .isEqualTo(1);
        assertThat(rapport.count("select count(*) from promise where what = 'Only once, please.' and kind = 'ANSWER'"
                        + " and channel = 'CHAT' and state = 'OPEN'"))
                .isEqualTo(1);
    }

    @Test
    void nothing_is_acknowledged_that_could_not_be_kept_and_the_widget_tries_until_it_is() throws Exception {
        Map<String, String> message =
                Map.of("visitor", visitor(), "id", UUID.randomUUID().toString(), "text", "Keep this when you can.");
        rapport.withoutDatabase(() -> {
            assertThat(ask("messages", SITE, message).status()).isEqualTo(503);
            return true;
        });
        rapport.until(
                Duration.ofSeconds(20), () -> ask("messages", SITE, message).status() == 200);
        assertThat(rapport.count("select count(*) from interaction_content where text = 'Keep this when you can.'"))
                .isEqualTo(1);
    }

    @Test
    void a_site_that_the_door_does_not_name_is_refused() {
        Map<String, String> message =
                Map.of("visitor", visitor(), "id", UUID.randomUUID().toString(), "text", "From elsewhere.");
        assertThat(ask("messages", "https://evil.example", message).status()).isEqualTo(403);
        assertThat(ask("messages", "null", message).status()).isEqualTo(403);
        assertThat(ask("messages", "https://www.example.com.evil.example", message)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void hostile_bodies_are_refused_with_a_sentence() {
        assertThat(say("short", "Hello").status()).isEqualTo(422);
        assertThat(say(visitor(), "x".repeat(ChatRoutes.MAX_TEXT + 1)).status()).isEqualTo(422);
        assertThat(say(visitor(), "   ").status()).isEqualTo(422);
        assertThat(ask("messages", SITE, Map.of("visitor", "x".repeat(PlainBody.MAX)))
                        .status())
                .isEqualTo(413);
        assertThat(ask("messages", SITE, Map.of("visitor", visitor(), "id", "' or 1=1", "text", "Hello"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void who_writes_too_much_is_told_to_wait_and_others_are_not() {
        String quick = visitor();
        for (int i = 0; i < 20; i++) {
            assertThat(say(quick, "Hello? " + i).status()).isEqualTo(200);
        }
        assertThat(say(quick, "Hello!").status()).isEqualTo(429);
        assertThat(say(visitor(), "I am slow.").status()).isEqualTo(200);
    }

    @Test
    void whom_the_site_signed_is_proven_and_meets_their_own_history() {
        ContactPoint address = ContactPoint.email("gwen@bakery.example").orElseThrow();
        rapport.bean(Inbox.class)
                .take(new Arrival(
                        Channel.MAIL,
                        rapport.door(Channel.MAIL, "support@brightline.example"),
                        "a-mail-of-gwen",
                        Optional.empty(),
                        Instant.now(),
                        new byte[0],
                        Optional.of(new Sender(address, "Gwen Pritchard", Sender.Proof.PROVEN, Optional.empty())),
                        new Nature.Written(),
                        Content.words("The bill", "An old mail."),
                        List.of(),
                        List.of(),
                        Optional.empty()));
        assertThat(sayAs(visitor(), identity("gwen@bakery.example", 3600), "It is me.")
                        .status())
                .isEqualTo(200);
        assertThat(customerWho("It is me.")).isEqualTo(customerWho("An old mail."));
        assertThat(rapport.count("select count(*) from interaction i join interaction_content x on x.interaction = i.id"
                        + " where x.text = 'It is me.' and i.proof = 'PROVEN'"))
                .isEqualTo(1);
    }

    @Test
    void a_token_that_is_not_genuine_proves_nothing() {
        String claims =
                "{\"email\":\"ann@bakery.example\",\"exp\":" + (Instant.now().getEpochSecond() + 3600) + "}";
        String hs256 = "{\"alg\":\"HS256\"}";
        String genuine = identity("ann@bakery.example", 3600);
        List<String> forged = List.of(
                signed(hs256, claims, "another secret"),
                signed("{\"alg\":\"none\"}", claims, secret),
                genuine.substring(0, genuine.lastIndexOf('.') + 1),
                genuine.replace(genuine.split("\\.")[1], "e30"),
                identity("ann@bakery.example", -3600),
                identity("ann@bakery.example", 3600 * 24 * 30),
                signed(hs256, "{\"email\":\"ann@bakery.example\"}", secret),
                signed(hs256, "{\"exp\":" + (Instant.now().getEpochSecond() + 60) + "}", secret),
                "a.b.c",
                "...");
        for (String token : forged) {
            assertThat(sayAs(visitor(), token, "I am Ann.").status()).as(token).isEqualTo(401);
        }
        assertThat(rapport.count("select count(*) from contact_point where value = 'ann@bakery.example'"))
                .isZero();
    }

    @Test
    void a_signed_talk_is_shown_only_to_who_brings_the_signature_again() throws Exception {
        String visitor = visitor();
        String identity = identity("carol@bakery.example", 3600);
        sayAs(visitor, identity, "Only for me.");
        assertThat(stream(visitor, Optional.of(identity))).contains("Only for me.");
        assertThat(ask("stream", SITE, Map.of("visitor", visitor)).status()).isEqualTo(401);
        String other = identity("dave@bakery.example", 3600);
        assertThat(ask("stream", SITE, Map.of("visitor", visitor, "identity", other))
                        .status())
                .isEqualTo(401);
        assertThat(stream(visitor(), Optional.of(other))).doesNotContain("Only for me.");
    }

    @Test
    void an_address_that_is_somebody_elses_makes_a_claimant_and_opens_nothing() throws Exception {
        sayAs(visitor(), identity("erin@bakery.example", 3600), "This is mine, says Erin.");
        long erin = customerWho("This is mine, says Erin.");
        String stranger = visitor();
        say(stranger, "A stranger writes.");
        assertThat(ask(
                                "address",
                                SITE,
                                Map.of(
                                        "visitor",
                                        stranger,
                                        "id",
                                        UUID.randomUUID().toString(),
                                        "email",
                                        "erin@bakery.example"))
                        .status())
                .isEqualTo(200);
        long who = customerWho("A stranger writes.");
        assertThat(who).isNotEqualTo(erin);
        assertThat(rapport.count("select claims from customer where id = ?", who))
                .isEqualTo(erin);
        assertThat(stream(stranger, Optional.empty())).doesNotContain("says Erin");

        sayAs(visitor(), identity("erin@bakery.example", 3600), "And this, says Erin.");
        assertThat(customerWho("And this, says Erin.")).isEqualTo(erin);
    }

    @Test
    void an_address_left_at_the_door_is_one_promise_on_the_same_matter() {
        String visitor = visitor();
        say(visitor, "When do you open?");
        assertThat(ask(
                                "address",
                                SITE,
                                Map.of(
                                        "visitor",
                                        visitor,
                                        "id",
                                        UUID.randomUUID().toString(),
                                        "email",
                                        "fay@bakery.example"))
                        .status())
                .isEqualTo(200);
        long customer = customerWho("When do you open?");
        assertThat(rapport.count("select count(*) from matter where customer = ?", customer))
                .isEqualTo(1);
        assertThat(rapport.count("select count(*) from promise where customer = ? and state = 'OPEN'", customer))
                .isEqualTo(1);
        assertThat(rapport.count(
                        "select count(*) from customer_contact_point l join contact_point p on p.id = l.contact_point"
                                + " where l.customer = ? and p.value = 'fay@bakery.example' and l.proof = 'CLAIMED'",
                        customer))
                .isEqualTo(1);
        assertThat(ask(
                                "address",
                                SITE,
                                Map.of(
                                        "visitor",
                                        visitor,
                                        "id",
                                        UUID.randomUUID().toString(),
                                        "email",
                                        "nonsense"))
                        .status())
                .isEqualTo(422);
        assertThat(leftAt(customer)).isEqualTo("fay@bakery.example");
        say(visitor, "I am back.");
        assertThat(leftAt(customer)).as("who is back is answered here").isNull();
    }

    private static @org.jspecify.annotations.Nullable String leftAt(long customer) {
        return rapport.jdbc()
                .queryForObject("select answer_to from chat_visitor where customer = ?", String.class, customer);
    }

    @Test
    void who_comes_back_after_days_talks_of_something_new() {
        String visitor = visitor();
        say(visitor, "The first thing.");
        say(visitor, "More of the first.");
        long customer = customerWho("The first thing.");
        rapport.jdbc()
                .update("update chat_visitor set last_at = last_at - interval '4 days' where customer = ?", customer);
        say(visitor, "Another thing.");
        assertThat(customerWho("Another thing.")).isEqualTo(customer);
        assertThat(rapport.count("select count(*) from matter where customer = ?", customer))
                .isEqualTo(2);
    }

    @Test
    void the_widget_is_served_and_small_and_makes_no_html_of_words() throws Exception {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        for (String part : List.of("widget.js", "calls.js")) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(rapport.url() + "/chat/" + part))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("javascript");
            assertThat(answer.body()).doesNotContain("innerHTML", "insertAdjacentHTML", "eval(", "document.write");
            try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
                gzip.write(Files.readAllBytes(Path.of("../widget/src/" + part)));
            }
        }
        assertThat(small.size()).isLessThanOrEqualTo(40 * 1024);
    }

    @Test
    void nobody_but_administrators_sees_or_changes_what_a_chat_allows() throws Exception {
        for (String path : List.of("chats", "chat-doors/" + door)) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(rapport.url() + "/api/admin/" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void the_minutes_that_are_said_are_those_that_others_waited() throws Exception {
        TeamId quick = rapport.team("Quick");
        AgentId ben = rapport.agent("Ben", quick, false);
        DoorId theirs = rapport.bean(ConfiguredDoors.class)
                .add(new ConfiguredDoors.Draft(
                        Channel.CHAT, "Quick", "quick", Optional.of(quick), true, Optional.empty(), Optional.empty()));
        rapport.bean(ChatDoors.class).allow(theirs, List.of(SITE));
        Workforce workforce = rapport.bean(Workforce.class);
        ChatTalks talks = rapport.bean(ChatTalks.class);
        ChatTalks.Caller caller = new ChatTalks.Caller(
                rapport.bean(ConfiguredDoors.class).find(theirs).orElseThrow(),
                visitor(),
                Optional.empty(),
                Language.EN);
        workforce.present(new Presence(ben, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
        assertThat(talks.state(caller, Optional.empty(), Instant.now()).sentence())
                .contains("A person answers by");
        for (int i = 0; i < 3; i++) {
            Instant asked = Instant.now().minus(Duration.ofMinutes(30));
            talks.take(
                    new ChatTalks.Caller(caller.door(), visitor(), Optional.empty(), Language.EN),
                    "waited-one-" + i,
                    "Wait " + i,
                    asked);
            rapport.jdbc().update("update promise set team = ? where what = ?", quick.value(), "Wait " + i);
            rapport.jdbc()
                    .update(
                            "update promise set state = 'KEPT', made_at = now() - interval '6 minutes', ended = now(),"
                                    + " ended_by = ? where what = ?",
                            ben.value(),
                            "Wait " + i);
        }
        assertThat(talks.state(caller, Optional.empty(), Instant.now()).sentence())
                .isEqualTo("Quick answers in about 6 minutes.");
    }

    @Test
    void an_agent_holds_three_chats_and_takes_no_fourth_until_one_is_answered() throws Exception {
        HttpClient signedIn = HttpClient.newBuilder()
                .cookieHandler(new java.net.CookieManager())
                .build();
        HttpResponse<String> session = signedIn.send(
                HttpRequest.newBuilder(URI.create(rapport.url() + "/api/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"name\":\"nell\",\"password\":\"a long enough one\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String csrf = JSON.readTree(session.body()).path("csrf").asString("");
        List<Long> promises = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            say(visitor(), "Chat at once " + i);
            promises.add(rapport.count("select id from promise where what = ?", "Chat at once " + i));
        }
        List<Integer> statuses = new ArrayList<>();
        for (long promise : promises) {
            statuses.add(take(signedIn, csrf, promise).statusCode());
        }
        assertThat(statuses).containsExactly(200, 200, 200, 409);
        assertThat(take(signedIn, csrf, promises.get(3)).body()).contains("enough-chats");
        assertThat(rapport.count("select count(*) from promise where owner = ? and state = 'OPEN'", nell.value()))
                .isEqualTo(3);
        signedIn.send(
                change(csrf, "/api/promises/" + promises.getFirst() + "/keep"), HttpResponse.BodyHandlers.ofString());
        assertThat(take(signedIn, csrf, promises.get(3)).statusCode()).isEqualTo(200);
    }

    @Test
    void of_many_chats_that_one_agent_takes_within_the_same_moment_three_are_theirs() throws Exception {
        TeamId team = rapport.team("Hasty");
        AgentId hasty = rapport.agent("Hasty", team, false);
        List<Callable<Promises.TakeResult>> takes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            say(visitor(), "Within a moment " + i);
            PromiseId promise =
                    new PromiseId(rapport.count("select id from promise where what = ?", "Within a moment " + i));
            takes.add(() -> rapport.bean(Promises.class).takeWithin(promise, hasty, Channel.CHAT, 3, Instant.now()));
        }
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Promises.TakeResult> results = together.invokeAll(takes).stream()
                    .map(done -> done.resultNow())
                    .toList();
            assertThat(results)
                    .filteredOn(result -> result instanceof Promises.TakeResult.Yours)
                    .hasSize(3);
            assertThat(results)
                    .filteredOn(result -> result instanceof Promises.TakeResult.Enough)
                    .hasSize(5);
        }
    }

    private static HttpResponse<String> file(String visitor, String id, String name, byte[] bytes) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field :
                Map.of("visitor", visitor, "id", id, "lang", "en").entrySet()) {
            body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/html\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(rapport.url() + "/chat/web/files"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .header("Origin", SITE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_file_is_kept_once_and_given_back_only_in_the_talk_in_which_it_was_said() throws Exception {
        String visitor = visitor();
        String id = UUID.randomUUID().toString();
        byte[] bytes = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> kept = file(visitor, id, "../../the bill.html", bytes);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        assertThat(file(visitor, id, "../../the bill.html", bytes).body()).isEqualTo(kept.body());
        assertThat(rapport.count("select count(*) from attachment where name = 'the bill.html'"))
                .isEqualTo(1);
        assertThat(rapport.count("select count(*) from promise where what = 'the bill.html' and state = 'OPEN'"))
                .isEqualTo(1);
        assertThat(stream(visitor, Optional.empty())).contains("\"name\":\"the bill.html\"");

        String number = Long.toString(rapport.count("select id from attachment where name = 'the bill.html'"));
        Answer theirs = ask("file", SITE, Map.of("visitor", visitor, "file", number));
        assertThat(theirs.body()).isEqualTo("<script>alert(1)</script>");
        String other = visitor();
        say(other, "Give me their bill.");
        assertThat(ask("file", SITE, Map.of("visitor", other, "file", number)).status())
                .isEqualTo(404);
        assertThat(ask("file", SITE, Map.of("visitor", visitor, "file", "1 or 1=1"))
                        .status())
                .isEqualTo(404);
        assertThat(ask("file", "https://evil.example", Map.of("visitor", visitor, "file", number))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_file_that_is_empty_or_too_large_or_comes_without_a_key_is_refused() throws Exception {
        assertThat(file(visitor(), UUID.randomUUID().toString(), "empty.txt", new byte[0])
                        .statusCode())
                .isEqualTo(422);
        assertThat(file(visitor(), UUID.randomUUID().toString(), "large.bin", new byte[ChatFiles.MAX_BYTES + 1])
                        .statusCode())
                .isEqualTo(413);
        assertThat(file(visitor(), "?", "a.txt", new byte[10]).statusCode()).isEqualTo(422);
        assertThat(file("short", UUID.randomUUID().toString(), "a.txt", new byte[10])
                        .statusCode())
                .isEqualTo(422);
    }

    private static HttpResponse<String> take(HttpClient signedIn, String csrf, long promise) throws Exception {
        return signedIn.send(change(csrf, "/api/promises/" + promise + "/take"), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest change(String csrf, String path) {
        return HttpRequest.newBuilder(URI.create(rapport.url() + path))
                .header("Content-Type", "application/json")
                .header("X-Rapport-Csrf", csrf)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }
}
