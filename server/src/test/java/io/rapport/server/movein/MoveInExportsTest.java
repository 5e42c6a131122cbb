package io.rapport.server.movein;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.email.Corpora;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Exports as other systems really write them: their files in any order, and much besides that is of no use.
class MoveInExportsTest {
    private static final String PASSWORD = "a long enough one";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern REFUSED = Pattern.compile("(?m)^\"?conversation [^,]*?\\((\\d+)\\)");

    private static RunningRapport rapport;
    private static Moving moving;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        long account = rapport.bean(Accounts.class).create("admin", Role.ADMINISTRATOR, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, "admin", "", Optional.empty(), team, false);
        moving = new Moving(rapport, Http.signedIn(rapport, "admin", PASSWORD, ""));
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static List<String> told(JsonNode story) {
        return story.valueStream()
                .map(entry -> entry.path("kind").asString() + " "
                        + entry.path("text").asString().strip().replaceAll("\\s+", " "))
                .toList();
    }

    @Test
    void comments_that_come_before_their_ticket_know_its_customer_and_are_not_told_twice() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("api/v2/tickets/401/comments.json", """
                {"comments": [
                  {"id": 6001, "type": "Comment", "author_id": 31, "body": "The gate is stuck.", "public": true,
                   "attachments": [{"id": 9, "file_name": "gate.jpg", "content_url": "http://127.0.0.1:1/gate.jpg"}],
                   "via": {"channel": "web"}, "created_at": "2020-05-01T10:00:00Z"},
                  {"id": 6002, "type": "Comment", "author_id": 33, "body": "Push it.", "public": true,
                   "attachments": [], "via": {"channel": "web"}, "created_at": "2020-05-01T11:00:00Z"},
                  {"id": 6003, "type": "Comment", "author_id": 32, "body": "I pushed it for her.", "public": true,
                   "attachments": [], "via": {"channel": "email"}, "created_at": "2020-05-01T12:00:00Z"},
                  {"id": 6004, "type": "Comment", "author_id": 33, "body": "They & we are patient :tea:",
                   "plain_body": "They &amp; we are patient", "public": false,
                   "attachments": [], "via": {"channel": "web"}, "created_at": "2020-05-01T13:00:00Z"}],
                 "next_page": null, "count": 4}""");
        files.put("api/v2/tickets.json", """
                {"tickets": [
                  {"id": 401, "subject": "Gate", "raw_subject": "{{dc.gate}}", "description": "The gate is stuck.",
                   "status": "closed", "requester_id": 31, "via": {"channel": "web"},
                   "created_at": "2020-05-01T10:00:00Z"},
                  {"id": 402, "subject": "SCRUBBED", "description": "X", "status": "deleted", "requester_id": 31,
                   "via": {"channel": "web"}, "created_at": "2020-05-02T10:00:00Z"},
                  {"id": 403, "subject": "Hinge", "description": "It squeaks.", "status": "closed",
                   "requester_id": 31, "via": {"channel": "email"}, "created_at": "2020-05-03T10:00:00Z"}]}""");
        files.put("api/v2/users.json", """
                {"users": [
                  {"id": 31, "name": "Greta Olsen", "email": "greta@olsen.example", "role": "end-user"},
                  {"id": 32, "name": "Nils Olsen", "email": "nils@olsen.example", "role": "end-user"},
                  {"id": 33, "name": "Otto Old", "email": "otto@oldhouse.example", "role": "agent"}]}""");
        JsonNode done = moving.taken("ZENDESK", Moving.zip(files), false);
        assertThat(told(moving.story(moving.person("greta@olsen"))))
                .filteredOn(line -> !line.startsWith("MATTER"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("INBOUND The gate is stuck.")
                                .contains("gate.jpg"),
                        line -> assertThat(line).isEqualTo("OUTBOUND Otto Old wrote: Push it."),
                        line -> assertThat(line).isEqualTo("INBOUND I pushed it for her."),
                        line -> assertThat(line).startsWith("NOTE").contains("They & we are patient :tea:"),
                        line -> assertThat(line).isEqualTo("INBOUND It squeaks."));
        assertThat(moving.story(moving.person("greta@olsen")).toString())
                .contains("\"Gate\"")
                .doesNotContain("dc.gate");
        assertThat(moving.report(done))
                .contains(
                        "deleted tickets (1),They were thrown away",
                        "files (1),They stay in the old system",
                        "people (1),No conversation is theirs.");
    }

    @Test
    void what_is_of_no_use_has_one_line_for_each_kind() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("api/v2/groups.json", "{\"groups\": [{\"id\": 1, \"name\": \"Support\"}], \"count\": 1}");
        files.put(
                "api/v2/ticket_fields.json",
                "{\"ticket_fields\": [" + "{\"id\": 5, \"title\": \"Priority\"},".repeat(146) + "{\"id\": 6}]}");
        files.put("api/v2/tickets/12/tags.json", "{\"tags\": [\"bread\", \"butter\"]}");
        files.put("api/v2/satisfaction_ratings.json", """
                {"satisfaction_ratings": [{"id": 7, "requester_id": 31, "ticket_id": 401, "score": "good"}]}""");
        files.put("api/v2/help_center/articles.json", """
                {"articles": [{"id": 8, "author_id": 33, "title": "Hinges", "body": "<p>Oil them.</p>"}]}""");
        files.put("macros/13.json", "{\"id\": 13, \"title\": \"Close\", \"actions\": []}");
        files.put("macros/14.json", "{\"macro\": {\"id\": 14, \"title\": \"Greet\"}}");
        files.put("attachments/gate.jpg", "no picture");
        files.put("__MACOSX/._groups.json", "\0\0");
        JsonNode done = moving.taken("ZENDESK", Moving.zip(files), false);
        assertThat(moving.report(done).lines().skip(1))
                .containsExactlyInAnyOrder(
                        "groups (1),Rapport has no use for them.",
                        "ticket fields (147),Rapport has no use for them.",
                        "tags (2),Rapport has no use for them.",
                        "satisfaction ratings (1),Rapport has no use for them.",
                        "articles (1),Rapport has no use for them.",
                        "macros (1),Rapport has no use for them.",
                        "macro (1),Rapport has no use for them.",
                        "files of the archive that are no JSON (2),Rapport has no use for them.");
        assertThat(done.path("refused").asInt()).isEqualTo(8);
    }

    @Test
    void answers_about_one_thing_and_answers_with_everything_beside_are_read_too() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("users/41.json", """
                {"user": {"id": 41, "name": "Ada Finch", "email": "ada@finch.example", "role": "end-user"}}""");
        files.put("tickets/404.json", """
                {"ticket": {"id": 404, "subject": "Lamp", "description": "It blinks.", "status": "closed",
                  "requester_id": 41, "via": {"channel": "email"}, "created_at": "2020-05-01T10:00:00Z"}}""");
        assertThat(moving.taken("ZENDESK", Moving.zip(files), false)
                        .path("messages")
                        .asInt())
                .isEqualTo(1);
        assertThat(told(moving.story(moving.person("ada@finch")))).contains("INBOUND It blinks.");

        JsonNode search = moving.taken("ZAMMAD", """
                {"tickets": [81], "tickets_count": 1, "assets": {
                  "Ticket": {"81": {"id": 81, "title": "Kettle", "state_id": 4, "customer_id": 51}},
                  "TicketArticle": {"951": {"id": 951, "ticket_id": 81, "sender_id": 2, "type_id": 5, "type": "phone",
                    "from": "Bo Lind", "content_type": "text/plain", "body": "It sings.", "internal": false,
                    "created_by_id": 52, "origin_by_id": 51, "created_at": "2021-03-04T09:15:00.000Z"}},
                  "Group": {"1": {"id": 1, "name": "Users"}},
                  "User": {
                    "51": {"id": 51, "login": "bo@lind.example", "firstname": "Bo", "lastname": "Lind",
                           "email": "bo@lind.example", "role_ids": [3]},
                    "52": {"id": 52, "login": "lena@oldhouse.example", "firstname": "Lena", "lastname": "Fischer",
                           "email": "lena@oldhouse.example", "role_ids": [2]}}}}""".getBytes(StandardCharsets.UTF_8), false);
        JsonNode story = moving.story(moving.person("bo@lind"));
        assertThat(told(story)).contains("INBOUND It sings.");
        assertThat(story.toString()).doesNotContain("lena@oldhouse");
        assertThat(moving.report(search).lines().skip(1)).containsExactly("group (1),Rapport has no use for them.");
    }

    @Test
    void whoever_has_a_number_alone_is_known_by_it_and_agents_and_inboxes_are_nobodys_contacts() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("contacts.json", """
                {"meta": {"count": 2}, "payload": [
                  {"id": 71, "name": "Ivy Brook", "email": null, "phone_number": "+441174960101",
                   "additional_attributes": {}},
                  {"id": 72, "name": "Visitor", "email": null, "phone_number": null, "additional_attributes": {}}]}""");
        files.put("conversations.json", """
                {"data": {"meta": {"all_count": 2}, "payload": [
                  {"id": 91, "status": "resolved", "additional_attributes": {}, "meta": {"sender": {"id": 71,
                   "name": "Ivy Brook", "email": null, "phone_number": "+441174960101"}}, "messages": []},
                  {"id": 92, "status": "resolved", "additional_attributes": {}, "meta": {"sender": {"id": 72,
                   "name": "Visitor", "email": null, "phone_number": null}}, "messages": []}]}}""");
        files.put("conversations/91/messages.json", """
                {"meta": {}, "payload": [{"id": 1801, "content": "Is the bridge open?", "conversation_id": 91,
                  "message_type": 0, "created_at": 1614849300, "private": false,
                  "sender": {"id": 71, "name": "Ivy Brook", "email": null, "type": "contact"}}]}""");
        files.put("conversations/92/messages.json", """
                {"meta": {}, "payload": [{"id": 1802, "content": "Hi?", "conversation_id": 92,
                  "message_type": 0, "created_at": 1614849301, "private": false,
                  "sender": {"id": 72, "name": "Visitor", "email": null, "type": "contact"}},
                 {"id": 1803, "content": "Conversation was resolved", "conversation_id": 92, "message_type": 2,
                  "created_at": 1614849302}]}""");
        files.put("agents.json", """
                [{"id": 71, "account_id": 1, "name": "Pim", "email": "pim@oldhouse.example", "role": "agent"}]""");
        files.put("inboxes.json", """
                {"payload": [{"id": 71, "channel_id": 2, "name": "Shop", "channel_type": "Channel::Whatsapp",
                  "phone_number": "+441174960999"}]}""");
        JsonNode done = moving.taken("CHATWOOT", Moving.zip(files), false);
        String ivy = moving.person("Ivy");
        assertThat(told(moving.story(ivy))).contains("INBOUND Is the bridge open?");
        assertThat(moving.admin().get("/api/customers/" + ivy).json().toString())
                .contains("+441174960101");
        assertThat(moving.report(done).lines().skip(1))
                .containsExactlyInAnyOrder(
                        "agents (1),Rapport has no use for them.",
                        "inboxes (1),Rapport has no use for them.",
                        "messages of the system (1),\"Nobody wrote them: greetings, and what was done to a conversation.\"",
                        "conversation 92 (1),Whoever asked has neither an e-mail address nor a telephone number there.");
    }

    @Test
    void a_ticket_without_its_comments_is_taken_by_its_description_and_never_told_twice() throws IOException {
        String user =
                "{\"id\": 81, \"name\": \"Tess Moor\", \"email\": \"tess@moor.example\", \"role\": \"end-user\"}\n";
        String ticket = """
                {"id": 406, "subject": "Fence", "description": "The fence\\n\\nfell.", "status": "closed",\
                 "requester_id": 81, "created_at": "2020-05-01T10:00:00Z"%s}
                """;
        String comments = """
                , "comments": [{"id": 8001, "author_id": 81, "body": "The fence\\nfell.", "public": true,\
                 "created_at": "2020-05-01T10:00:01Z"}, {"id": 8002, "author_id": 81, "body": "And the gate.",\
                 "public": true, "created_at": "2020-05-02T10:00:00Z"}]""";
        byte[] bare = (user + ticket.formatted("")).getBytes(StandardCharsets.UTF_8);
        byte[] whole = (user + ticket.formatted(comments)).getBytes(StandardCharsets.UTF_8);
        assertThat(moving.taken("ZENDESK", bare, false).path("messages").asInt())
                .isEqualTo(1);
        JsonNode later = moving.taken("ZENDESK", whole, false);
        assertThat(later.path("messages").asInt()).isEqualTo(1);
        assertThat(later.path("known").asInt()).isEqualTo(1);
        assertThat(moving.taken("ZENDESK", bare, false).path("messages").asInt())
                .isZero();
        assertThat(moving.taken("ZENDESK", whole, false).path("messages").asInt())
                .isZero();
        assertThat(told(moving.story(moving.person("tess@moor"))))
                .filteredOn(line -> line.startsWith("INBOUND"))
                .containsExactly("INBOUND The fence fell.", "INBOUND And the gate.");
    }

    @Test
    void what_is_beyond_every_measure_is_counted_and_told_of() {
        int messages = ThingStore.MOST_MESSAGES + 3;
        int timeless = Staging.MAX_REFUSALS + 4;
        StringBuilder lines = new StringBuilder("""
                {"id": 61, "name": "Vera Long", "email": "vera@long.example", "role": "end-user"}
                {"id": 405, "subject": "On", "description": "On", "status": "closed", "requester_id": 61}
                """);
        for (int n = 0; n < messages + timeless; n++) {
            String at = n < messages ? ",\"created_at\":\"2020-05-01T10:00:00Z\"" : "";
            lines.append("{\"id\":")
                    .append(700_000 + n)
                    .append(",\"ticket_id\":405,\"author_id\":61,\"public\":true,\"body\":\"And on\"" + at + "}\n");
        }
        JsonNode done = moving.taken("ZENDESK", lines.toString().getBytes(StandardCharsets.UTF_8), false);
        assertThat(done.path("messages").asInt()).isEqualTo(ThingStore.MOST_MESSAGES);
        assertThat(moving.report(done)).contains("\nothers (4),", "\nconversation 405 (3),\"These come behind");
    }

    @Test
    void a_real_zendesk_export_is_taken_or_told_of_to_the_last_comment() throws IOException {
        Optional<Path> export = Corpora.place("zendesk/export.zip");
        assumeTrue(export.isPresent(), "no real export lies beside the repository");
        byte[] file = Corpora.read(export.orElseThrow());
        Set<String> comments = new HashSet<>();
        Set<String> commented = new HashSet<>();
        Map<String, JsonNode> tickets = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                JsonNode answer = JSON.readTree(zip.readAllBytes());
                answer.path("tickets")
                        .forEach(ticket -> tickets.put(ticket.path("id").asString(), ticket));
                for (JsonNode comment : answer.path("comments")) {
                    comments.add(comment.path("id").asString());
                    commented.add(entry.getName().replaceAll(".*tickets/(\\d+)/.*", "$1"));
                }
            }
        }
        long described = tickets.entrySet().stream()
                .filter(ticket -> !commented.contains(ticket.getKey()))
                .filter(ticket -> !ticket.getValue().path("status").asString().equals("deleted"))
                .count();
        isWhole(moving.taken("ZENDESK", file, false), comments.size() + (int) described);
    }

    @Test
    void a_real_zammad_export_is_taken_or_told_of_to_the_last_article() throws IOException {
        Optional<Path> export = Corpora.place("zammad/export.zip");
        assumeTrue(export.isPresent(), "no real export lies beside the repository");
        byte[] file = Corpora.read(export.orElseThrow());
        Set<String> articles = new HashSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                JsonNode answer = JSON.readTree(zip.readAllBytes());
                Stream.concat(Stream.of(answer), answer.findParents("ticket_id").stream())
                        .filter(one -> one.has("ticket_id") && one.has("body"))
                        .forEach(one -> articles.add(one.path("id").asString()));
            }
        }
        isWhole(moving.taken("ZAMMAD", file, false), articles.size());
    }

    /// What was taken and what the report tells of are all that was there.
    private static void isWhole(JsonNode done, int messages) {
        String report = moving.report(done);
        int refused = REFUSED.matcher(report)
                .results()
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .sum();
        assertThat(done.path("messages").asInt() + done.path("notes").asInt() + refused)
                .as(done + "\n" + report)
                .isEqualTo(messages);
    }
}
