package io.rapport.server.movein;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rapport.outside.mail.Dovecot;
import io.rapport.outside.mail.ImapClient;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.email.Corpora;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Histories of other systems, from the file to the timeline.
class MoveInTest {
    private static final String PASSWORD = "a long enough one";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningRapport rapport;
    private static DoorId door;
    private static Http admin;
    private static Http agent;
    private static Moving moving;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        door = rapport.door(Channel.MAIL, "support@brightline.example");
        admin = caller("admin", Role.ADMINISTRATOR, team);
        agent = caller("nell@brightline.example", Role.AGENT, team);
        moving = new Moving(rapport, admin);
    }

    private static Http caller(String name, Role role, TeamId team) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name.split("@")[0], "", Optional.empty(), team, false);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    /// A folder of test data as an archive.
    static byte[] archive(String system) throws IOException {
        Path folder = Path.of("src/test/resources/movein", system);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!file.toString().endsWith(".md")) {
                    zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                    zip.write(Files.readAllBytes(file));
                }
            }
        }
        return bytes.toByteArray();
    }

    private static String mail(String from, String subject) {
        return rapport.bean(Inbox.class)
                .take(new Arrival(
                        Channel.MAIL,
                        door,
                        "key-" + NEXT.incrementAndGet(),
                        Optional.of("fresh-" + NEXT.get() + "@mail.example"),
                        Instant.now(),
                        "From: x\r\n\r\nHello".getBytes(StandardCharsets.UTF_8),
                        Optional.of(new Sender(
                                ContactPoint.email(from).orElseThrow(),
                                "Somebody",
                                Sender.Proof.PROVEN,
                                Optional.empty())),
                        new Nature.Written(),
                        Content.words(subject, "Hello again"),
                        List.of("support@brightline.example"),
                        List.of(),
                        Optional.empty()))
                .customer()
                .orElseThrow()
                .toString();
    }

    @Test
    void a_zammad_export_becomes_the_beginning_of_a_story_and_a_second_time_nothing_is_taken() throws IOException {
        byte[] export = archive("zammad");
        String id = moving.given("ZAMMAD", export);
        JsonNode read = moving.in(id, "READY");
        assertThat(read.path("threads").asInt()).isEqualTo(2);
        assertThat(read.path("refused").asInt())
                .as("a message without its conversation, a file")
                .isEqualTo(2);
        JsonNode preview = admin.get("/api/move-ins/" + id + "/preview").json();
        assertThat(preview.path("messages").asInt()).isEqualTo(5);
        assertThat(preview.path("first").get(0).path("subject").asString()).isEqualTo("The oven hums at night");
        assertThat(preview.path("first").get(0).path("name").asString()).isEqualTo("Wilma Hartmann");
        assertThat(admin.get("/api/customers?q=wilma@hartmann")
                        .json()
                        .path("people")
                        .size())
                .isZero();
        long receipts = rapport.count("select count(*) from outbound");

        admin.ask("POST", "/api/move-ins/" + id + "/start", "{\"carryOn\":true}");
        JsonNode done = moving.in(id, "DONE");
        assertThat(done.path("people").asInt()).isEqualTo(1);
        assertThat(done.path("matters").asInt()).isEqualTo(2);
        assertThat(done.path("messages").asInt()).isEqualTo(4);
        assertThat(done.path("notes").asInt()).isEqualTo(1);
        assertThat(done.path("promises").asInt()).isEqualTo(1);

        String wilma = moving.person("wilma@hartmann");
        JsonNode page = admin.get("/api/customers/" + wilma).json();
        assertThat(page.path("customer").path("name").asString()).isEqualTo("Wilma Hartmann");
        assertThat(page.toString()).contains("Hartmann Ovens");
        assertThat(page.path("promises").toString())
                .contains("Carry on: Which filter fits the small oven")
                .doesNotContain("hums");
        JsonNode story = moving.story(wilma);
        assertThat(story.get(0).path("kind").asString()).isEqualTo("INBOUND");
        assertThat(story.get(0).path("at").asString()).startsWith("2021-03-04T09:15");
        assertThat(story.get(0).path("text").asString())
                .contains("quirrelhum starts at two")
                .contains("Files that stayed in the old system: hum.mp3")
                .doesNotContain("alert");
        assertThat(story.toString())
                .contains("Lena Fischer wrote:", "Same fan as last year.", "We send you a new fan.", "I shall look.");
        assertThat(rapport.count("select count(*) from outbound")).isEqualTo(receipts);
        assertThat(rapport.count(
                        "select count(*) from promise where customer = ? and kind = 'ANSWER'", Long.valueOf(wilma)))
                .isZero();
        assertThat(agent.get("/api/search?q=quirrelhum").json().toString()).contains(wilma);
        assertThat(moving.report(id))
                .contains("conversation 99 (1),\"What was said in it is in the file, and it itself is not.");
        assertThat(rapport.count("select count(*) from move_in_thing where move_in = ?", Long.valueOf(id)))
                .isZero();

        JsonNode again = moving.taken("ZAMMAD", export, true);
        assertThat(again.path("messages").asInt()).isZero();
        assertThat(again.path("promises").asInt()).isZero();
        assertThat(again.path("known").asInt()).isEqualTo(5);
        assertThat(mail("wilma@hartmann.example", "A new oven")).isEqualTo(wilma);
        assertThat(admin.get("/api/customers/" + wilma + "/export").status()).isEqualTo(200);
    }

    @Test
    void a_zendesk_export_knows_comments_by_their_ticket_and_takes_only_what_is_new() throws IOException {
        JsonNode done = moving.taken("ZENDESK", archive("zendesk"), false);
        assertThat(done.path("matters").asInt()).isEqualTo(2);
        assertThat(done.path("messages").asInt()).isEqualTo(3);
        assertThat(done.path("notes").asInt()).isEqualTo(1);
        assertThat(done.path("promises").asInt()).isZero();
        String zora = moving.person("zora@lindqvist");
        assertThat(moving.story(zora).toString()).contains("Otto Old wrote:", "Is it red?", "credit.pdf", "She means");
        String more =
                "{\"ticket\":0}\n{\"id\":301,\"subject\":\"Bill twice\",\"status\":\"solved\",\"requester_id\":21,"
                        + "\"comments\":[{\"id\":5003,\"author_id\":21,\"body\":\"Thank you.\",\"public\":true,"
                        + "\"created_at\":\"2020-05-03T08:00:00Z\"},{\"id\":5001,\"author_id\":21,\"body\":\"I was billed twice.\","
                        + "\"public\":true,\"created_at\":\"2020-05-01T10:00:00Z\"}]}\n{\"users\":[{\"id\":21,\"name\":\"Zora\","
                        + "\"email\":\"zora@lindqvist.example\",\"role\":\"end-user\"}]}";
        JsonNode later = moving.taken("ZENDESK", more.getBytes(StandardCharsets.UTF_8), false);
        assertThat(later.path("messages").asInt()).isEqualTo(1);
        assertThat(later.path("known").asInt()).isEqualTo(1);
        assertThat(later.path("matters").asInt()).isZero();
        assertThat(moving.story(zora).toString()).contains("Thank you.");
    }

    @Test
    void a_chatwoot_export_leaves_out_what_machines_said() throws IOException {
        JsonNode done = moving.taken("CHATWOOT", archive("chatwoot"), false);
        assertThat(done.path("messages").asInt()).isEqualTo(2);
        assertThat(done.path("notes").asInt()).isEqualTo(1);
        String carla = moving.person("carla@wirth");
        assertThat(moving.story(carla).toString())
                .contains("Do you open on Sundays?", "Pim wrote:", "Only in December.")
                .doesNotContain("marked resolved");
    }

    @Test
    void a_table_of_messages_is_taken_by_address_and_subject() throws IOException {
        byte[] table = Files.readAllBytes(Path.of("src/test/resources/movein/csv/messages.csv"));
        JsonNode done = moving.taken("CSV", table, false);
        assertThat(done.path("matters").asInt()).isEqualTo(1);
        assertThat(done.path("messages").asInt()).isEqualTo(2);
        assertThat(done.path("refused").asInt()).isEqualTo(2);
        assertThat(moving.report(done.path("id").asString())).contains("line 5,", "line 6,");
        assertThat(moving.story(moving.person("dora@vale")).toString()).contains("both of them.", "They are here.");
    }

    @Test
    void what_unpacks_without_end_leads_elsewhere_or_is_no_export_is_refused_with_a_sentence() throws IOException {
        assertThat(failed("ZAMMAD", zip("../../etc/users.json", "[]".getBytes(StandardCharsets.UTF_8))))
                .contains("leads out of it");
        byte[] bomb = new byte[(int) ExportFile.MAX_OBJECT + (1 << 20)];
        java.util.Arrays.fill(bomb, (byte) ' ');
        bomb[0] = '{';
        assertThat(failed("ZAMMAD", zip("users.json", bomb))).contains("larger than it may be");
        assertThat(failed("ZENDESK", "{\"id\":".getBytes(StandardCharsets.UTF_8)))
                .contains("no JSON");
        assertThat(failed("ZENDESK", ("[".repeat(5_000)).getBytes(StandardCharsets.UTF_8)))
                .contains("no JSON");
        assertThat(failed("CHATWOOT", new byte[] {'P', 'K', 3, 4, 9, 9, 9})).contains("damaged");
        assertThat(failed("CSV", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))).contains("no column \"date\"");
        assertThat(agent.get("/api/move-ins").status()).isEqualTo(403);
        assertThat(admin.ask("POST", "/api/move-ins/mailbox", "{\"host\":\"a b\",\"user\":\"x\",\"password\":\"y\"}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.get("/api/move-ins/nonsense").status()).isEqualTo(404);
    }

    private static byte[] zip(String path, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static String failed(String source, byte[] file) {
        return moving.in(moving.given(source, file), "FAILED").path("problem").asString();
    }

    private static byte[] letter(String from, String to, String id, String references, String subject, String text) {
        return ("From: " + from + "\r\nTo: " + to + "\r\nDate: Mon, 3 Feb 2020 10:00:00 +0100\r\nMessage-ID: <" + id
                        + ">\r\n" + (references.isEmpty() ? "" : "References: <" + references + ">\r\n") + "Subject: "
                        + subject + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                        + "Content-Type: text/plain\r\n\r\n" + text + "\r\n--b\r\nContent-Type: text/csv\r\n"
                        + "Content-Disposition: attachment; filename=list.csv\r\n\r\n1,2\r\n--b--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void an_old_mailbox_is_read_with_its_sent_folder_and_files_and_left_as_it_was() throws Exception {
        String theirs = "Ivo Marek <ivo@marek.example>";
        String ours = "Nell <nell@brightline.example>";
        try (Dovecot dovecot = new Dovecot();
                ImapClient program = new ImapClient(dovecot.port(), "oldbox", Dovecot.PASSWORD)) {
            program.put(letter(theirs, ours, "ivo-1@marek.example", "", "The stairs", "They creak."));
            program.put(letter(theirs, ours, "ivo-2@marek.example", "", "The roof", "It leaks."));
            program.put(
                    "Sent",
                    letter(
                            ours,
                            theirs,
                            "us-1@brightline.example",
                            "ivo-1@marek.example",
                            "Re: The stairs",
                            "Oil them."));
            program.put("Trash", letter(theirs, ours, "ivo-9@marek.example", "", "Never mind", "Thrown away."));
            String mailbox = "{\"host\":\"127.0.0.1\",\"port\":" + dovecot.port()
                    + ",\"security\":\"NONE\",\"user\":\"oldbox\",\"password\":\"%s\"}";
            String id = admin.ask("POST", "/api/move-ins/mailbox", mailbox.formatted(Dovecot.PASSWORD))
                    .json()
                    .path("id")
                    .asString();
            JsonNode read = moving.in(id, "READY");
            assertThat(read.path("threads").asInt()).isEqualTo(2);
            assertThat(rapport.count(
                            "select count(*) from move_in where id = ? and password is null", Long.valueOf(id)))
                    .isEqualTo(1);
            admin.ask("POST", "/api/move-ins/" + id + "/start", "{\"carryOn\":false}");
            JsonNode done = moving.in(id, "DONE");
            assertThat(done.path("messages").asInt()).isEqualTo(3);
            assertThat(done.path("people").asInt()).isEqualTo(1);
            JsonNode story = moving.story(moving.person("ivo@marek"));
            assertThat(story.toString())
                    .contains("They creak.", "Oil them.", "list.csv")
                    .doesNotContain("Thrown away.");
            assertThat(story.get(0).path("at").asString()).startsWith("2020-02-03T09:00");
            assertThat(program.unseen()).isEqualTo(2);

            String wrong = admin.ask("POST", "/api/move-ins/mailbox", mailbox.formatted("guessed"))
                    .json()
                    .path("id")
                    .asString();
            assertThat(moving.in(wrong, "FAILED").path("problem").asString())
                    .startsWith("The mailbox at 127.0.0.1 can't be read")
                    .doesNotContain("guessed");
        }
    }

    @Test
    void a_real_old_mailbox_moves_in_whole_and_the_report_says_what_did_not_and_why() throws Exception {
        List<Path> mails = Stream.of("mail-gem", "mimekit", "flanker")
                .flatMap(folder -> Corpora.mail(folder).stream())
                .flatMap(folder -> Corpora.files(folder).stream())
                .filter(file -> file.toString().matches(".*\\.(eml|msg|txt)"))
                .toList();
        assumeTrue(!mails.isEmpty(), "the public mails do not lie beside the repository");
        try (Dovecot dovecot = new Dovecot();
                ImapClient program = new ImapClient(dovecot.port(), "realbox", Dovecot.PASSWORD)) {
            for (Path mail : mails) {
                program.put(Corpora.read(mail));
            }
            String id = admin.ask(
                            "POST",
                            "/api/move-ins/mailbox",
                            "{\"host\":\"127.0.0.1\",\"port\":" + dovecot.port()
                                    + ",\"security\":\"NONE\",\"user\":\"realbox\",\"password\":\"" + Dovecot.PASSWORD
                                    + "\"}")
                    .json()
                    .path("id")
                    .asString();
            moving.in(id, "READY");
            long owed = rapport.count("select count(*) from promise where state = 'OPEN'");
            admin.ask("POST", "/api/move-ins/" + id + "/start", "{\"carryOn\":false}");
            JsonNode done = moving.in(id, "DONE");
            int there = program.count();
            assertThat(there).isEqualTo(mails.size());
            assertThat(done.path("messages").asInt()
                            + done.path("known").asInt()
                            + done.path("refused").asInt())
                    .as(done.toString())
                    .isEqualTo(there);
            assertThat(done.path("messages").asInt()).isGreaterThan(there * 4 / 5);
            assertThat(moving.report(id).lines().count())
                    .isEqualTo(1 + done.path("refused").asInt());
            assertThat(rapport.count("select count(*) from promise where state = 'OPEN'"))
                    .as("what is history owes nothing")
                    .isEqualTo(owed);
        }
    }
}
