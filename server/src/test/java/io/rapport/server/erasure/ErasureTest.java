package io.rapport.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.codec.G711;
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
import io.rapport.server.recording.Basis;
import io.rapport.server.recording.Part;
import io.rapport.server.recording.Recordings;
import io.rapport.server.recording.Take;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A person who is forgotten, looked for in every column of every table.
class ErasureTest {
    private static final String PASSWORD = "a long enough one";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningRapport rapport;
    private static DoorId door;
    private static AgentId ben;
    private static Http admin;
    private static Http agent;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        door = rapport.door(Channel.MAIL, "support@brightline.example");
        ben = rapport.agent("Ben", team, false);
        admin = caller("admin", Role.ADMINISTRATOR, team);
        agent = caller("nell", Role.AGENT, team);
    }

    private static Http caller(String name, Role role, TeamId team) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    /// A person whose words are nobody else's.
    private record Person(String word) {
        static Person fresh() {
            return new Person("quirrelmist" + NEXT.incrementAndGet() + "z");
        }

        String name() {
            return "Zebulon " + word;
        }

        String home() {
            return "zebulon@" + word + ".example";
        }

        String work() {
            return "z." + word + "@bigcompany.example";
        }
    }

    private static Taken writes(Person person, String address, boolean junk) {
        String word = person.word();
        byte[] large = ("A drawing of " + word).repeat(30_000).getBytes(StandardCharsets.UTF_8);
        Content content = new Content(
                "The oven of " + word,
                "My " + word + " is broken.",
                "Quoted " + word,
                Optional.of("<p>My " + word + "</p>"),
                false,
                false,
                List.of(
                        new Content.Attached(
                                word + ".txt", "text/plain", word.getBytes(StandardCharsets.UTF_8), Optional.empty()),
                        new Content.Attached(word + ".png", "image/png", large, Optional.empty())),
                List.of(new Content.Field("Topic", word)));
        return rapport.bean(Inbox.class)
                .take(new Arrival(
                        Channel.MAIL,
                        door,
                        "key-" + word + "-" + NEXT.incrementAndGet(),
                        Optional.of(word + NEXT.incrementAndGet() + "@mail.example"),
                        Instant.now(),
                        ("From: " + person.name() + "\r\n\r\nMy " + word).getBytes(StandardCharsets.UTF_8),
                        Optional.of(new Sender(
                                ContactPoint.email(address).orElseThrow(),
                                person.name(),
                                Sender.Proof.PROVEN,
                                Optional.empty())),
                        new Nature.Written(),
                        content,
                        List.of("support@brightline.example"),
                        List.of(),
                        junk ? Optional.of("looks like it") : Optional.empty()));
    }

    private static String ok(Http.Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isBetween(200, 299);
        return answer.json().path("id").asString("");
    }

    /// Everything that can be known of somebody, in every place where it is kept.
    private static String lives(Person person) {
        String word = person.word();
        Taken first = writes(person, person.home(), false);
        String id = first.customer().orElseThrow().toString();
        String other =
                writes(person, person.work(), false).customer().orElseThrow().toString();
        writes(person, person.home(), true);
        String path = "/api/customers/" + id;
        ok(agent.ask("POST", path + "/merge", "{\"other\":\"" + other + "\"}"));
        ok(agent.ask("PUT", path + "/organisation", "{\"name\":\"" + word + " & Sons\",\"rename\":false}"));
        ok(agent.ask("POST", path + "/contact-points", "{\"value\":\"third@" + word + ".example\",\"shared\":false}"));
        JsonNode page = agent.get(path).json();
        String third = page.path("contactPoints").get(2).path("id").asString();
        ok(agent.ask("DELETE", path + "/contact-points/" + third, ""));
        String matter = page.path("matters").get(0).path("id").asString();
        String to = page.path("contactPoints").get(0).path("id").asString();
        ok(agent.ask(
                "POST", path + "/notes", "{\"key\":\"n" + word.hashCode() + "\",\"text\":\"Likes " + word + "\"}"));
        JsonNode file = JSON.readTree(upload(word));
        ok(agent.ask(
                "PUT",
                path + "/drafts",
                "{\"kind\":\"NOTE\",\"text\":\"About " + word + "\",\"attachments\":[{\"id\":\""
                        + file.path("id").asString() + "\"}]}"));
        ok(agent.ask(
                "POST",
                path + "/replies",
                "{\"key\":\"r" + word.hashCode() + "\",\"matter\":\"" + matter + "\",\"to\":\"" + to
                        + "\",\"quotes\":\"" + first.interaction().orElseThrow() + "\",\"text\":\"Dear " + word
                        + "\",\"promised\":{\"what\":\"Mend the " + word
                        + "\",\"deadline\":\"" + Instant.now().plus(Duration.ofHours(9)) + "\"}}"));
        String promise = ok(agent.ask(
                "POST",
                path + "/promises",
                "{\"matter\":\"" + matter + "\",\"what\":\"Call " + word + "\",\"deadline\":\""
                        + Instant.now().plus(Duration.ofHours(5)) + "\"}"));
        ok(agent.ask(
                "POST",
                "/api/promises/" + promise + "/hand-over",
                "{\"to\":\"" + ben + "\",\"card\":{\"asked\":\"" + word + "\",\"promised\":\"" + word
                        + "\",\"tried\":\"" + word + "\",\"dontAsk\":\"" + word
                        + "\",\"mood\":\"UPSET\",\"nextStep\":\"" + word + "\"}}"));
        String question = ok(agent.ask(
                "POST",
                path + "/questions",
                "{\"key\":\"q" + word.hashCode() + "\",\"text\":\"Who knows " + word + "?\",\"named\":[\"" + ben
                        + "\"]}"));
        ok(agent.ask(
                "POST",
                "/api/questions/" + question + "/answers",
                "{\"key\":\"a" + word.hashCode() + "\",\"text\":\"I know " + word + "\"}"));
        String field =
                ok(admin.ask("POST", "/api/admin/fields", "{\"name\":\"Likes " + NEXT.incrementAndGet() + "\"}"));
        ok(agent.ask("PUT", path + "/facts/" + field, "{\"value\":\"" + word + "\"}"));
        ok(agent.ask(
                "POST",
                path + "/external-ids",
                "{\"about\":\"ORGANISATION\",\"system\":\"crm\",\"value\":\"" + word + "\"}"));
        ok(admin.ask(
                "PUT",
                "/api/external/billing/" + word,
                "{\"place\":\"" + word + "\",\"emails\":[\"" + person.home() + "\"]}"));
        ok(agent.ask("PUT", path + "/wishes/best-time", "{\"value\":\"When " + word + " sleeps\"}"));
        ok(agent.ask("POST", path + "/wishes/agreements", "{\"kind\":\"SURVEY\",\"how\":\"Told " + word + "\"}"));
        imports("name,email,city\nNew " + word + "," + person.home() + ",Town of " + word + "\n");
        movesIn(movedIn(person), true);
        movesIn(movedIn(person).replace("Long ago", "Longer ago"), false);
        rapport.jdbc()
                .update(
                        """
                        insert into chat_visitor (token_hash, door, address, signed, customer, answer_to, created, last_at)
                        values (convert_to(?, 'UTF8'), ?, ?, true, ?, ?, now(), now())
                        """,
                        "hash" + NEXT.incrementAndGet(),
                        door.value(),
                        person.home(),
                        Long.valueOf(id),
                        person.home());
        voted(Long.parseLong(id), matter, word);
        rapport.caughtUp();
        return id;
    }

    /// As if they had said how it was.
    private static void voted(long customer, String matter, String word) {
        rapport.jdbc()
                .update(
                        """
                with s as (insert into survey (name, question, state, share_percent, delay_minutes, words, seed, changed)
                           values (?, 'FACES', 'OFF', 0, 0, '{}', decode(repeat('00', 32), 'hex'), now()) returning id),
                     a as (insert into ask (survey, series, customer, matter, team, channel, how, language, key_id, token_hash,
                                            asked, expires, closes)
                           select s.id, 1, ?, ?, (select min(id) from team), 'MAIL', 'LOT', 'en', 1, convert_to(?, 'UTF8'),
                                  now(), now(), now() from s returning id, survey, team),
                     c as (insert into vote_change (ask, answer, comment, interaction, at)
                           select a.id, 1, ?, (select min(id) from interaction where customer = ?), now() from a)
                insert into vote (ask, survey, series, question, customer, team, channel, answer, comment, confirmed, changed,
                                  interaction)
                select a.id, a.survey, 1, 'FACES', ?, a.team, 'MAIL', 1, ?, now(), now(),
                       (select min(id) from interaction where customer = ?) from a
                """,
                        "Survey " + customer,
                        customer,
                        Long.valueOf(matter),
                        word,
                        word,
                        customer,
                        customer,
                        word,
                        customer);
    }

    private static String upload(String word) {
        // As the desktop uploads: the row is what matters here.
        long id = rapport.count("""
                insert into attachment (agent, name, type, bytes, inline_data) select a.id, ?, 'text/plain', 3, convert_to(?, 'UTF8')
                  from agent a where a.first_name = 'nell' returning id
                """, word + "-draft.txt", "draft of " + word);
        return "{\"id\":\"" + id + "\"}";
    }

    private static void imports(String text) {
        JsonNode one =
                JSON.readTree(admin.send("POST", "/api/imports?name=list.csv", text.getBytes(StandardCharsets.UTF_8)));
        String id = one.path("id").asString();
        ok(admin.ask(
                "POST",
                "/api/imports/" + id + "/start",
                "{\"mapping\":" + one.path("mapping") + ",\"filling\":\"REPLACE\"}"));
        rapport.until(
                Duration.ofSeconds(30),
                () -> admin.get("/api/imports/" + id)
                        .json()
                        .path("state")
                        .asString()
                        .equals("DONE"));
    }

    /// What another system knew of them.
    private static String movedIn(Person person) {
        return "date,from,to,direction,subject,text\n2018-04-01T09:00:00Z," + person.name() + " <" + person.home()
                + ">,support@old.example,in,The old " + person.word() + ",Long ago my " + person.word() + " broke\n";
    }

    /// @return how many of its messages were taken, and how many were known; of one that only waits: none
    private static List<Integer> movesIn(String table, boolean start) {
        String id = JSON.readTree(admin.send(
                        "POST", "/api/move-ins?source=CSV&name=old.csv", table.getBytes(StandardCharsets.UTF_8)))
                .path("id")
                .asString();
        moved(id, "READY");
        if (start) {
            ok(admin.ask("POST", "/api/move-ins/" + id + "/start", "{\"carryOn\":false}"));
            moved(id, "DONE");
        }
        JsonNode now = admin.get("/api/move-ins/" + id).json();
        return List.of(now.path("messages").asInt(), now.path("known").asInt());
    }

    private static void moved(String id, String state) {
        rapport.until(
                Duration.ofSeconds(30),
                () -> admin.get("/api/move-ins/" + id)
                        .json()
                        .path("state")
                        .asString()
                        .equals(state));
    }

    /// In which columns a word stands, in any case, in any kind of column of any table.
    private static Set<String> columnsWith(String word) {
        Set<String> found = new TreeSet<>();
        rapport.jdbc().query("""
                        select c.table_name, c.column_name, c.data_type from information_schema.columns c
                          join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
                         where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                        """, row -> {
            String column = '"' + row.getString("column_name") + '"';
            String test = "bytea".equals(row.getString("data_type"))
                    ? "position(convert_to(?, 'UTF8') in " + column + ") > 0"
                    : "position(? in lower(" + column + "::text)) > 0";
            String table = row.getString("table_name");
            if (rapport.count("select count(*) from \"" + table + "\" where " + test, word) > 0) {
                found.add(table + "." + row.getString("column_name"));
            }
        });
        return found;
    }

    @Test
    void what_was_recorded_of_somebody_is_gone_with_them_also_what_comes_afterwards() {
        Person person = Person.fresh();
        Taken taken = writes(person, person.home(), false);
        CustomerId customer = taken.customer().orElseThrow();
        Take take = rapport.bean(Recordings.class)
                .begin(
                        new Recordings.Subject(customer, taken.interaction().orElseThrow(), rapport.team("Recorded")),
                        new Basis.Announced(),
                        Instant.now());
        take.part(noise(0));
        String parts = "select count(*) from recording_part where recording = ?";
        rapport.until(Duration.ofSeconds(10), () -> rapport.count(parts, take.id()) == 1);
        String blob = String.valueOf(rapport.jdbc()
                .queryForObject("select blob from recording_part where recording = ?", UUID.class, take.id()));
        erase(customer.toString(), person.name());
        take.part(noise(1));
        take.end(10_000);
        Take other = rapport.bean(Recordings.class)
                .begin(
                        new Recordings.Subject(
                                customer, taken.interaction().orElseThrow(), rapport.team("Recorded later")),
                        new Basis.Announced(),
                        Instant.now());
        other.part(noise(0));
        rapport.until(Duration.ofSeconds(10), () -> rapport.count(parts, other.id()) == 1);
        assertThat(rapport.count("select count(*) from recording where id = ?", take.id()))
                .isZero();
        assertThat(rapport.count(parts, take.id())).isZero();
        assertThat(rapport.count("select count(*) from vault_blob where id = ?::uuid", blob))
                .isZero();
    }

    @Test
    void to_whom_somebody_was_put_through_is_forgotten_with_them() {
        Person person = Person.fresh();
        Taken taken = writes(person, person.home(), false);
        CustomerId customer = taken.customer().orElseThrow();
        rapport.jdbc()
                .update("""
                with c as (insert into call (customer, interaction, direction, state, began, ended)
                           values (?, ?, 'INBOUND', 'TALKED', now(), now()) returning id)
                insert into call_passed (call, agent, number, carrier, at)
                select c.id, (select min(id) from agent), '+441174960777', false, now() from c
                """, customer.value(), taken.interaction().orElseThrow().value());
        String passed = "select count(*) from call_passed where number = '+441174960777'";
        assertThat(rapport.count(passed)).isEqualTo(1);
        erase(customer.toString(), person.name());
        assertThat(rapport.count(passed)).isZero();
    }

    private static Part noise(int number) {
        byte[] codes = new byte[Part.SAMPLES];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (i * 31);
        }
        return new Part(number, G711.MU_LAW, codes, G711.MU_LAW, codes);
    }

    private static void erase(String id, String name) {
        ok(admin.ask(
                "POST", "/api/customers/" + id + "/erasure", "{\"name\":\"" + name + "\",\"reason\":\"THEY_ASKED\"}"));
        rapport.jdbc().update("update erasure set due = now() - interval '1 minute' where state = 'WAITING'");
        rapport.bean(Erasures.class).run();
    }

    @Test
    void of_an_erased_person_no_word_is_left_in_any_column_of_any_table() {
        Person person = Person.fresh();
        String id = lives(person);
        assertThat(columnsWith(person.word()))
                .as("what a person leaves before")
                .contains(
                        "answer.text",
                        "ask.token_hash",
                        "attachment.inline_data",
                        "attachment.name",
                        "chat_visitor.address",
                        "contact_point.value",
                        "customer.best_time",
                        "customer.name",
                        "customer_agreement.how",
                        "customer.place",
                        "customer_external_id.value",
                        "customer_fact.value",
                        "draft.text",
                        "hand_over.asked",
                        "hand_over.dont_ask",
                        "hand_over.next_step",
                        "import_row.after",
                        "inbound.key",
                        "inbound.message_id",
                        "inbound.raw",
                        "interaction_content.address",
                        "interaction_content.fields",
                        "interaction_content.html",
                        "interaction_content.text",
                        "junk.text",
                        "matter.about",
                        "message_id.value",
                        "move_in_thing.address",
                        "move_in_thing.body",
                        "note.text",
                        "organisation.name",
                        "organisation_external_id.value",
                        "outbound.recipient",
                        "outbound.quoted",
                        "promise.what",
                        "question.text",
                        "search_entry.words",
                        "vote.comment",
                        "vote_change.comment");
        assertThat(admin.send("GET", "/api/customers/" + id + "/export", new byte[0]))
                .startsWith("PK")
                .contains("customer.json", "files/", person.word() + ".png", "originals/", "-draft.txt");
        long blobs = rapport.count("select count(*) from vault_blob");
        assertThat(blobs).isPositive();
        touched(Long.parseLong(id), person.word());
        long interactions = rapport.count("select count(*) from interaction");
        long promises = rapport.count("select count(*) from promise");

        erase(
                id,
                agent.get("/api/customers/" + id)
                        .json()
                        .path("customer")
                        .path("name")
                        .asString());
        rapport.caughtUp();

        assertThat(columnsWith(person.word())).isEmpty();
        assertThat(columnsWith("zebulon")).isEmpty();
        assertThat(rapport.count("select count(*) from vault_blob")).isLessThan(blobs);
        assertThat(rapport.count("select count(*) from interaction")).isEqualTo(interactions);
        assertThat(rapport.count("select count(*) from promise")).isEqualTo(promises);
        assertThat(rapport.count("select count(*) from vote where customer = ?", Long.valueOf(id)))
                .as("what they chose is still counted")
                .isEqualTo(1);
        JsonNode page = agent.get("/api/customers/" + id).json();
        assertThat(page.path("customer").path("name").asString()).isEqualTo("Erased person");
        assertThat(page.path("promises").size()).isZero();
        assertThat(agent.get("/api/customers/" + id + "/timeline").status()).isEqualTo(200);
        assertThat(admin.get("/api/customers/" + id + "/export").status()).isEqualTo(200);
        assertThat(admin.ask(
                                "POST",
                                "/api/customers/" + id + "/erasure",
                                "{\"name\":\"Erased person\",\"reason\":\"THEY_ASKED\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.get("/api/admin/audit?words=erased").json().toString())
                .contains("erased customer: THEY_ASKED")
                .doesNotContain(person.word());

        assertThat(movesIn(movedIn(person), true))
                .as("what was theirs is not taken again")
                .containsExactly(0, 1);
        String again =
                writes(person, person.home(), false).customer().orElseThrow().toString();
        assertThat(again).isNotEqualTo(id);
    }

    @Test
    void it_waits_a_day_in_which_it_can_be_taken_back() {
        Person person = Person.fresh();
        String id =
                writes(person, person.home(), false).customer().orElseThrow().toString();
        String path = "/api/customers/" + id + "/erasure";
        assertThat(agent.ask("POST", path, "{}").status()).isEqualTo(403);
        assertThat(admin.ask("POST", path, "{\"name\":\"Somebody\",\"reason\":\"THEY_ASKED\"}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.ask("POST", path, "{\"name\":\"" + person.name() + "\"}")
                        .status())
                .isEqualTo(422);
        JsonNode counts = admin.get(path + "/preview").json().path("counts");
        assertThat(counts.path("messages").asInt()).isPositive();
        assertThat(counts.path("files").asInt()).isEqualTo(2);

        ok(admin.ask("POST", path, "{\"name\":\"" + person.name() + "\",\"reason\":\"ORDERED\"}"));
        Instant due = Instant.parse(agent.get(path).json().path("due").asString());
        assertThat(due).isAfter(Instant.now().plus(Duration.ofHours(23)));
        rapport.bean(Erasures.class).run();
        assertThat(columnsWith(person.word())).isNotEmpty();
        ok(admin.ask("DELETE", path, ""));
        assertThat(agent.get(path).json().path("due").isNull()).isTrue();
        assertThat(admin.ask("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void an_address_that_others_share_stays_theirs() {
        Person person = Person.fresh();
        Person friend = Person.fresh();
        String id =
                writes(person, person.home(), false).customer().orElseThrow().toString();
        String theirs =
                writes(friend, friend.home(), false).customer().orElseThrow().toString();
        ok(agent.ask(
                "POST",
                "/api/customers/" + theirs + "/contact-points",
                "{\"value\":\"" + person.home() + "\",\"shared\":true}"));
        erase(id, person.name());
        assertThat(columnsWith(person.word())).containsExactly("contact_point.value");
        assertThat(agent.get("/api/customers/" + theirs)
                        .json()
                        .path("contactPoints")
                        .size())
                .isEqualTo(2);
    }

    /// An incident that touches them, with all that they said of it.
    private static void touched(long customer, String word) {
        rapport.jdbc().update("""
                        with i as (insert into incident (kind, name, ways, whom, state, author, created)
                                   values ('MISTAKE', 'A mistake', '{MAIL}',
                                           '{"everybody":false,"teams":[],"languages":[]}', 'TOLD', 1, now()) returning id),
                        t as (insert into touched (incident, customer) select id, ? from i),
                        o as (insert into opinion (incident, customer, words, how, at) select id, ?, ?, 'OPINION', now() from i),
                        l as (insert into incident_listed (incident, line, given, customer) select id, 1, ?, ? from i),
                        c as (insert into campaign (kind, incident, name, is_update, state, author, created)
                              select 'INCIDENT', id, 'Notice', false, 'DONE', 1, now() from i returning id),
                        a as (insert into campaign_attempt (campaign, customer, way, language, domain, state, detail, changed)
                              select id, ?, 'MAIL', 'en', ?, 'FAILED', ?, now() from c)
                        insert into make_good (incident, customer, what, state, proposed, proof)
                        select id, ?, 'A credit', 'DONE', now(), ? from i
                        """, customer, customer, word, word, customer, customer, word, word, customer, word);
        rapport.jdbc().update("""
                        insert into suppression (digest, kind, value, why, since)
                        select sha256(convert_to(p.kind || ' ' || p.value, 'UTF8')), p.kind, p.value, 'BY_HAND', now()
                          from contact_point p join customer_contact_point l on l.contact_point = p.id where l.customer = ?
                        on conflict do nothing
                        """, customer);
    }
}
