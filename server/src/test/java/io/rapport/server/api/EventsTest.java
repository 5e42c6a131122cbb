package io.rapport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A program that follows what happens.
class EventsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofSeconds(20);

    private static RunningRapport rapport;
    private static TeamId team;
    private static Http admin;
    private static int number;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        team = rapport.team("Harbourside");
        long account = rapport.bean(Accounts.class).create("ada", Role.ADMINISTRATOR, "a long enough one");
        rapport.bean(Workforce.class).addAgent(account, "Ada", "", Optional.empty(), team, false);
        admin = Http.signedIn(rapport, "ada", "a long enough one", "");
        rapport.caughtUp();
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private record Token(String text, String id) {}

    private static Token token(String scope) {
        String name = "program " + ++number;
        Http.Answer made = admin.ask(
                "POST", "/api/me/tokens", "{\"name\":\"" + name + "\",\"scopes\":[\"" + scope + "\"],\"days\":1}");
        String id = "";
        for (JsonNode known : admin.get("/api/me/sign-in").json().path("tokens")) {
            id = known.path("name").asString("").equals(name) ? known.path("id").asString("") : id;
        }
        return new Token(made.json().path("token").asString(""), id);
    }

    private static void happen() {
        rapport.agent("Nell" + ++number, team, false);
        rapport.caughtUp();
    }

    /// What came over a stream, line by line, until it ended.
    private record Stream(int status, BlockingQueue<String> lines, InputStream body, CompletableFuture<Void> ended) {
        String next(String begin) throws InterruptedException {
            while (true) {
                String line = lines.poll(20, TimeUnit.SECONDS);
                assertThat(line).as("a line that begins with " + begin).isNotNull();
                if (line.startsWith(begin)) {
                    return line.substring(begin.length());
                }
            }
        }
    }

    private static Stream stream(Token token, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(rapport.url() + "/api/events"))
                .header("Authorization", "Bearer " + token.text())
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CompletableFuture<Void> ended = CompletableFuture.runAsync(
                () -> {
                    Scanner scanner = new Scanner(answer.body());
                    while (scanner.hasNextLine()) {
                        lines.add(scanner.nextLine());
                    }
                },
                task -> Thread.ofVirtual().start(task));
        return new Stream(answer.statusCode(), lines, answer.body(), ended);
    }

    @Test
    void pages_follow_one_another_without_gap_or_repetition() {
        happen();
        happen();
        Http program = Http.program(rapport, token("SEE_EVENTS").text());
        List<String> oneByOne = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = program.get("/api/events?limit=1" + (after.isEmpty() ? "" : "&after=" + after))
                    .json();
            after = page.path("after").asString("");
            if (page.path("events").isEmpty()) {
                break;
            }
            oneByOne.add(page.path("events").path(0).path("id").asString(""));
        }
        JsonNode all = program.get("/api/events?limit=1000").json().path("events");
        assertThat(oneByOne)
                .hasSizeGreaterThan(1)
                .containsExactlyElementsOf(
                        all.valueStream().map(e -> e.path("id").asString("")).toList());
        assertThat(all.path(all.size() - 1).path("type").asString("")).isEqualTo("AgentChanged");
        assertThat(all.path(all.size() - 1).path("data").path("team").asString(""))
                .isEqualTo(team.toString());
    }

    @Test
    void foreign_cursors_and_limits_are_refused() {
        for (String after : List.of("5", "0-0'", "99999999999999999999-1", "a-b", "-1-2")) {
            Http.Answer answer = admin.get("/api/events?after=" + after);
            assertThat(answer.status()).as(after).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("cursor");
        }
        assertThat(admin.get("/api/events?limit=0").status()).isEqualTo(422);
        assertThat(admin.get("/api/events?limit=1001").status()).isEqualTo(422);
    }

    @Test
    void another_scope_does_not_hear_it() throws Exception {
        Token other = token("SEE_DESK");
        assertThat(Http.program(rapport, other.text()).get("/api/events").status())
                .isEqualTo(403);
        assertThat(stream(other, "").status()).isEqualTo(403);
    }

    @Test
    void a_stream_tells_what_happens_and_resumes_where_it_was_cut() throws Exception {
        Token token = token("SEE_EVENTS");
        Stream first = stream(token, "");
        first.next(":");
        happen();
        String id = first.next("id: ");
        assertThat(first.next("event: ")).isEqualTo("AgentChanged");
        assertThat(first.next("data: ")).contains("\"type\":\"AgentChanged\"");
        first.body().close();
        happen();
        happen();
        Stream second = stream(token, id);
        List<String> missed = List.of(second.next("id: "), second.next("id: "));
        assertThat(missed).doesNotContain(id).doesNotHaveDuplicates();
        second.body().close();
    }

    @Test
    void a_stream_ends_when_its_token_is_removed() throws Exception {
        Token token = token("SEE_EVENTS");
        Stream stream = stream(token, "");
        stream.next(":");
        assertThat(admin.ask("DELETE", "/api/me/tokens/" + token.id(), "").status())
                .isEqualTo(204);
        stream.ended().get(10, TimeUnit.SECONDS);
        assertThat(stream(token, "").status()).isEqualTo(401);
    }

    @Test
    void a_desktop_of_a_program_goes_blank_when_its_token_is_removed() throws Exception {
        Token token = token("SEE_DESK");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = Http.program(rapport, token.text()).stream(heard);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).contains("hello");
        admin.ask("DELETE", "/api/me/tokens/" + token.id(), "");
        String last = "";
        while (!last.contains("signed-out")) {
            last = heard.poll(10, TimeUnit.SECONDS);
            assertThat(last).isNotNull();
        }
        socket.abort();
    }

    @Test
    void nobody_keeps_more_streams_open_than_five() throws Exception {
        Token token = token("SEE_EVENTS");
        rapport.until(SOON, () -> rapport.bean(EventStreams.class).count() == 0);
        List<Stream> open = new ArrayList<>();
        for (int i = 0; i < EventStreams.MOST_OF_ONE; i++) {
            open.add(stream(token, ""));
            open.getLast().next(":");
        }
        assertThat(stream(token, "").status()).isEqualTo(429);
        for (Stream one : open) {
            one.body().close();
        }
        happen();
        happen();
        rapport.until(SOON, () -> {
            rapport.bean(EventStreams.class).look();
            return rapport.bean(EventStreams.class).count() < EventStreams.MOST_OF_ONE;
        });
    }
}
