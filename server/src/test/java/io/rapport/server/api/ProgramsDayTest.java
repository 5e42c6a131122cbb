package io.rapport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Permission;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A whole day's work by programs alone, each answer held against the contract; and the lines of the page for those who
/// write such programs.
class ProgramsDayTest {
    private static final String PASSWORD = "a long enough one";
    private static final Path README = Path.of("..", "docs", "api", "README.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\n(.*?)```");

    private static SmtpSink world;
    private static RunningRapport rapport;
    private static AgainstContract contract;
    private static TeamId team;

    @BeforeAll
    static void open() throws Exception {
        world = new SmtpSink();
        rapport = RunningRapport.start(
                "--rapport.email.relay.host=127.0.0.1",
                "--rapport.email.relay.port=" + world.port(),
                "--rapport.email.relay.security=NONE");
        contract = new AgainstContract();
        team = rapport.team("Harbourside");
        rapport.door(Channel.MAIL, "harbourside@brightline.example");
        new MailWriter(rapport.smtpPort())
                .send(new MailWriter.Letter(
                        "Gwen Baker",
                        "gwen@bakery.example",
                        "harbourside@brightline.example",
                        "Two ovens",
                        "Can both share one line?",
                        ""));
        rapport.caughtUp();
    }

    @AfterAll
    static void shut() {
        rapport.close();
        world.close();
    }

    /// A program with a token, whose every answer is as the contract says.
    private record Program(Http http, String token, String agent) {
        JsonNode ask(int status, String method, String path, String body, String key) {
            Map<String, String> headers = key.isEmpty() ? Map.of() : Map.of("Idempotency-Key", key);
            Http.Answer answer = http.ask(method, path, body, headers);
            assertThat(answer.status())
                    .as(method + " " + path + " " + answer.json())
                    .isEqualTo(status);
            assertThat(contract.wrong(method, path.replaceAll("\\?.*", ""), status, answer.json()))
                    .isEmpty();
            return answer.json();
        }

        JsonNode get(String path) {
            return ask(200, "GET", path, "", "");
        }
    }

    private static Program program(String name, Role role) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        String agent = rapport.bean(Workforce.class)
                .addAgent(account, name, "", Optional.empty(), team, false)
                .toString();
        Http person = Http.signedIn(rapport, name, PASSWORD, "");
        Set<Permission> scopes = new HashSet<>(role.permissions());
        scopes.removeAll(Set.of(Permission.OWN_SIGN_IN, Permission.CHANGE_SIGN_IN, Permission.CHANGE_AGENTS));
        String names = scopes.stream().map(scope -> "\"" + scope + "\"").collect(Collectors.joining(","));
        String token = person.ask(
                        "POST", "/api/me/tokens", "{\"name\":\"program\",\"scopes\":[" + names + "],\"days\":1}")
                .json()
                .path("token")
                .asString("");
        return new Program(Http.program(rapport, token), token, agent);
    }

    @Test
    void a_program_answers_a_customer_from_the_first_word_to_the_last() throws Exception {
        Program nell = program("nell", Role.AGENT);
        Program ben = program("ben", Role.AGENT);

        String customer = nell.get("/api/customers?q=gwen")
                .path("people")
                .path(0)
                .path("id")
                .asString("");
        JsonNode page = nell.get("/api/customers/" + customer);
        assertThat(page.path("customer").path("name").asString("")).isEqualTo("Gwen Baker");
        String matter = page.path("matters").path(0).path("id").asString("");
        String address = page.path("contactPoints").path(0).path("id").asString("");
        String promise = page.path("promises").path(0).path("id").asString("");
        JsonNode story = nell.get("/api/customers/" + customer + "/timeline");
        assertThat(story.path("entries").toString()).contains("Can both share one line?");
        assertThat(nell.get("/api/desk/today")
                        .path("unowned")
                        .path(0)
                        .path("id")
                        .asString(""))
                .isEqualTo(promise);

        JsonNode taken = nell.ask(200, "POST", "/api/promises/" + promise + "/take", "", "take");
        assertThat(taken.path("owner").asString("")).isEqualTo(nell.agent());

        String reply = "{\"key\":\"one\",\"matter\":\"" + matter + "\",\"to\":\"" + address
                + "\",\"subject\":\"Two ovens\",\"text\":\"They can.\"}";
        String replies = "/api/customers/" + customer + "/replies";
        JsonNode sent = nell.ask(200, "POST", replies, reply, "reply");
        assertThat(nell.ask(200, "POST", replies, reply, "reply")).isEqualTo(sent);
        assertThat(rapport.count("select count(*) from outbound where not automatic"))
                .isEqualTo(1);

        nell.ask(
                204,
                "POST",
                "/api/customers/" + customer + "/notes",
                "{\"key\":\"note\",\"text\":\"She bakes at night.\",\"matter\":\"" + matter + "\"}",
                "note");
        String deadline = Instant.now().plus(Duration.ofHours(3)).toString();
        JsonNode made = nell.ask(
                200,
                "POST",
                "/api/customers/" + customer + "/promises",
                "{\"matter\":\"" + matter + "\",\"what\":\"send the plan\",\"deadline\":\"" + deadline
                        + "\",\"kind\":\"SAID\"}",
                "promise");
        String said = made.path("id").asString("");
        JsonNode offered = nell.ask(
                200,
                "POST",
                "/api/promises/" + said + "/hand-over",
                "{\"to\":\"" + ben.agent()
                        + "\",\"card\":{\"asked\":\"A plan\",\"promised\":\"Today\",\"mood\":\"GLAD\"}}",
                "hand-over");
        String handOver = offered.path("handOver").path("id").asString("");
        JsonNode accepted = ben.ask(200, "POST", "/api/hand-overs/" + handOver + "/accept", "", "accept");
        assertThat(accepted.path("owner").asString("")).isEqualTo(ben.agent());
        JsonNode kept = ben.ask(200, "POST", "/api/promises/" + said + "/keep", "", "keep");
        assertThat(kept.path("state").asString("")).isEqualTo("KEPT");

        world.await(mail -> mail.recipient().equals("gwen@bakery.example"), Duration.ofSeconds(40));
        rapport.until(
                Duration.ofSeconds(20),
                () -> nell.get("/api/customers/" + customer).path("promises").isEmpty());
        ben.ask(204, "POST", "/api/matters/" + matter + "/close", "{\"why\":\"AGREED\"}", "close");
        rapport.caughtUp();
        JsonNode end = nell.get("/api/customers/" + customer);
        assertThat(end.path("matters").path(0).path("state").asString("")).isEqualTo("CLOSED");
        assertThat(end.path("timeline")
                        .path("entries")
                        .valueStream()
                        .map(line -> line.path("kind").asString(""))
                        .toList())
                .contains("INBOUND", "PROMISE", "OUTBOUND", "NOTE", "HAND_OVER", "MATTER");
        nell.get("/api/promises");
        nell.get("/api/desk/colleagues");
        nell.get("/api/search?q=oven");
    }

    @Test
    void an_administrators_program_reads_every_list_of_settings() {
        Program ada = program("ada", Role.ADMINISTRATOR);
        for (String path : List.of(
                "/api/admin/agents",
                "/api/admin/audit",
                "/api/admin/chats",
                "/api/admin/doors",
                "/api/admin/fields",
                "/api/admin/first-hour",
                "/api/admin/knocks",
                "/api/admin/mail-providers",
                "/api/admin/sign-in",
                "/api/admin/teams",
                "/api/admin/webhooks",
                "/api/articles",
                "/api/desk/today",
                "/api/events",
                "/api/imports",
                "/api/junk",
                "/api/move-ins",
                "/api/room",
                "/api/saved-views",
                "/api/session",
                "/api/signature",
                "/api/templates")) {
            ada.get(path);
        }
    }

    @Test
    void the_lines_of_the_page_for_programs_do_what_it_says() throws IOException, InterruptedException {
        Program ada = program("grace", Role.ADMINISTRATOR);
        StringBuilder lines = new StringBuilder("set -eu\n");
        Matcher blocks = BLOCK.matcher(Files.readString(README));
        int count = 0;
        while (blocks.find()) {
            lines.append(blocks.group(1));
            count++;
        }
        assertThat(count).isGreaterThan(4);
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", lines.toString())
                .directory(Files.createTempDirectory("lines").toFile())
                .redirectErrorStream(true);
        shell.environment().putAll(Map.of("RAPPORT", rapport.url(), "TOKEN", ada.token(), "NAME", "Gwen Baker"));
        Process run = shell.start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(said).isZero();
        assertThat(said).contains("Gwen Baker").contains("whsec_").contains("Idempotent-Replay: true");
    }
}
