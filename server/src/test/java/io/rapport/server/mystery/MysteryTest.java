package io.rapport.server.mystery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.mail.Dovecot;
import io.rapport.outside.mail.ImapClient;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.MailServer;
import io.rapport.server.channel.Outbox;
import io.rapport.server.channel.TestKnockTokens;
import io.rapport.server.customer.Customers;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.settings.DataFolder;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The mystery customer against the whole application: real SMTP, real HTTP, a real mailbox.
class MysteryTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static SmtpSink world;
    private static RunningRapport rapport;
    private static TeamId team;
    private static AgentId lead;

    @BeforeAll
    static void start() {
        world = new SmtpSink();
        rapport = RunningRapport.start();
        team = rapport.team("Harbourside");
        lead = rapport.agent("Siobhan", team, true);
    }

    @AfterAll
    static void stop() {
        rapport.close();
        world.close();
    }

    private static Door mailDoor(String address) {
        return door(rapport.door(Channel.MAIL, address));
    }

    private static Door door(DoorId id) {
        return rapport.bean(ConfiguredDoors.class).find(id).orElseThrow();
    }

    private static void close(Door door) {
        rapport.bean(ConfiguredDoors.class)
                .change(
                        door.id(),
                        new ConfiguredDoors.Draft(
                                door.channel(), door.name(), door.address(), door.team(), false, door.mail()));
    }

    private static TestKnock knock(long number) {
        return rapport.bean(TestKnockStore.class).find(number).orElseThrow();
    }

    private static long knockAt(Door door) {
        return rapport.bean(Knocker.class).knock(door);
    }

    private static Customers.Mystery mystery() {
        return rapport.bean(Customers.class).mystery().orElseThrow();
    }

    private static List<Promised> care(Door door) {
        return rapport.bean(Promises.class).open(mystery().id()).stream()
                .filter(p -> p.kind() == Promised.Kind.CARE && p.what().contains(DoorName.of(door)))
                .toList();
    }

    private static void lookAround() {
        rapport.bean(DoorAlarms.class).lookAround(Instant.now());
    }

    /// The lead answers a test knock, as they would anybody.
    private static void answer(long number) {
        MatterId matter = new MatterId(rapport.count("select matter from inbound where test_knock = ?", number));
        Customers.Mystery mystery = mystery();
        rapport.bean(Outbox.class)
                .reply(
                        new Outbox.Reply(
                                "answer-" + number,
                                mystery.id(),
                                matter,
                                mystery.address(),
                                mystery.contactPoint(),
                                mystery.name(),
                                "Re: " + Letter.of(number, "").subject(),
                                "We are here.",
                                List.of(),
                                Optional.empty()),
                        rapport.bean(Workforce.class).agent(lead).orElseThrow());
    }

    @Test
    void a_knock_at_a_mail_door_brings_a_receipt_and_then_a_persons_answer() {
        Door door = mailDoor("support@brightline.example");
        long number = knockAt(door);
        rapport.until(SOON, () -> knock(number).receiptAt().isPresent());
        assertThat(knock(number).cameThrough()).isTrue();
        assertThat(knock(number).answerBy()).isPresent();
        assertThat(knock(number).answeredAt()).isEmpty();

        answer(number);
        rapport.until(SOON, () -> knock(number).answeredAt().isPresent());
        assertThat(world.received()).as("nothing of it left the house").isEmpty();
    }

    @Test
    void a_knock_at_a_form_fills_it_in_and_opens_the_receipt() {
        Door door = door(rapport.door(Channel.FORM, "contact"));
        long number = knockAt(door);
        rapport.until(SOON, () -> knock(number).receiptAt().isPresent());
        assertThat(knock(number).cameThrough()).isTrue();
    }

    @Test
    void all_knocks_are_of_one_customer_each_a_matter_of_its_own_at_its_doors_team() {
        TeamId castlegate = rapport.team("Castlegate");
        DoorId own = rapport.bean(ConfiguredDoors.class)
                .add(new ConfiguredDoors.Draft(
                        Channel.MAIL,
                        "Castlegate",
                        "castlegate@brightline.example",
                        Optional.of(castlegate),
                        true,
                        Optional.empty(),
                        Optional.empty()));
        List<Long> numbers = List.of(
                knockAt(door(own)),
                knockAt(door(own)),
                knockAt(mailDoor("one@brightline.example")),
                knockAt(mailDoor("two@brightline.example")),
                knockAt(mailDoor("three@brightline.example")));
        for (long number : numbers) {
            rapport.until(SOON, () -> knock(number).receiptAt().isPresent());
        }
        assertThat(rapport.count("select count(*) from customer where mystery")).isEqualTo(1);
        assertThat(rapport.count("select count(distinct matter) from inbound where test_knock = any (?)", (Object)
                        numbers.toArray(Long[]::new)))
                .isEqualTo(5);
        assertThat(rapport.count(
                        "select p.team from promise p join inbound n on n.matter = p.matter where n.test_knock = ?",
                        numbers.getFirst()))
                .isEqualTo(castlegate.value());
    }

    @Test
    void a_stranger_who_gives_the_mystery_customers_address_or_a_made_up_token_is_a_stranger() throws Exception {
        Door door = mailDoor("spoofed@brightline.example");
        long number = knockAt(door);
        rapport.until(SOON, () -> knock(number).arrivedAt().isPresent());
        new MailWriter(rapport.smtpPort())
                .send(new MailWriter.Letter(
                        MysteryCustomer.NAME,
                        MysteryCustomer.ADDRESS.value(),
                        door.address(),
                        "Test knock 999999: is somebody there?",
                        "knock-999999-AAAAAAAAAAAAAAAAAAAA",
                        ""));
        String sql = "select count(*) from inbound n join customer c on c.id = n.customer where n.door = ? and ";
        assertThat(rapport.count(sql + "c.mystery", door.id().value())).isEqualTo(1);
        assertThat(rapport.count(sql + "not c.mystery", door.id().value())).isEqualTo(1);
        assertThat(rapport.count("select count(*) from inbound where test_knock = 999999"))
                .isZero();
    }

    @Test
    void a_token_that_comes_a_second_time_is_nobodys_knock() throws Exception {
        Door door = mailDoor("again@brightline.example");
        long number = knockAt(door);
        rapport.until(SOON, () -> knock(number).arrivedAt().isPresent());
        new MailWriter(rapport.smtpPort())
                .send(new MailWriter.Letter(
                        "Mallory",
                        "mallory@elsewhere.example",
                        door.address(),
                        "I found this",
                        rapport.bean(TestKnockTokens.class).of(door.id(), number),
                        ""));
        assertThat(rapport.count(
                        "select count(*) from inbound n join customer c on c.id = n.customer"
                                + " where n.door = ? and c.name = 'Mallory' and n.test_knock is null",
                        door.id().value()))
                .isEqualTo(1);
    }

    @Test
    void a_lost_knock_becomes_one_promise_of_the_lead_and_is_released_when_the_next_comes_through() {
        Door door = mailDoor("lost@brightline.example");
        long works = knockAt(door);
        rapport.until(SOON, () -> knock(works).arrivedAt().isPresent());
        lookAround();
        assertThat(care(door)).isEmpty();

        rapport.jdbc()
                .update(
                        "insert into test_knock (door, at) values (?, now() - interval '10 minutes')",
                        door.id().value());
        lookAround();
        lookAround();
        assertThat(care(door)).singleElement().satisfies(promise -> {
            assertThat(promise.owner()).contains(lead);
            assertThat(promise.what()).contains("a test message sent at").endsWith("has not arrived");
        });

        Promised before = care(door).getFirst();
        long again = knockAt(door);
        rapport.until(SOON, () -> knock(again).arrivedAt().isPresent());
        lookAround();
        assertThat(care(door)).isEmpty();
        assertThat(rapport.bean(Promises.class).find(before.id()).orElseThrow().state())
                .isEqualTo(Promised.State.RELEASED);
    }

    @Test
    void who_keeps_the_promise_while_the_worry_lasts_is_not_asked_again() {
        Door door = mailDoor("kept@brightline.example");
        knockAt(mailDoor("makes-the-customer@brightline.example"));
        rapport.jdbc()
                .update(
                        "insert into test_knock (door, at) values (?, now() - interval '10 minutes')",
                        door.id().value());
        lookAround();
        PromiseId id = care(door).getFirst().id();
        Promises promises = rapport.bean(Promises.class);
        promises.change(id, p -> promises.keep(p, Optional.of(lead), Instant.now()), false);
        lookAround();
        assertThat(care(door)).isEmpty();
        close(door);
    }

    @Test
    void an_answer_that_is_overdue_at_a_door_worries_its_lead() throws Exception {
        Door door = mailDoor("late@brightline.example");
        new MailWriter(rapport.smtpPort())
                .send(new MailWriter.Letter(
                        "Gwen", "gwen@bakery.example", door.address(), "No line", "Since this morning.", ""));
        lookAround();
        rapport.jdbc()
                .update(
                        "update promise set deadline = now() - interval '2 hours' where knock_doors[1] = ?",
                        door.id().value());
        lookAround();
        assertThat(care(door))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("somebody was promised an answer by"));
        rapport.jdbc()
                .update(
                        "update promise set deadline = now() + interval '2 hours' where knock_doors[1] = ? and kind = 'ANSWER'",
                        door.id().value());
        lookAround();
        assertThat(care(door)).isEmpty();
    }

    @Test
    void a_door_that_has_fallen_silent_worries_its_lead() {
        Door door = mailDoor("silent@brightline.example");
        rapport.jdbc().update("""
                        insert into inbound (key, channel, door, received, fate, raw_bytes)
                        select 'past-' || h || '-' || n, 'MAIL', ?, now() - h * interval '1 hour', 'NEEDS_NO_ANSWER', 0
                          from generate_series(26, 24 * 62) h, generate_series(1, 3) n
                        """, door.id().value());
        rapport.bean(QuietDoors.class).forget(door.id());
        lookAround();
        assertThat(care(door))
                .singleElement()
                .satisfies(p -> assertThat(p.what())
                        .contains("nobody knocked in the last")
                        .contains("are usual"));
        close(door);
        lookAround();
        assertThat(care(door)).as("a closed door worries nobody").isEmpty();
    }

    @Test
    void a_door_is_knocked_at_on_its_schedule_and_not_before() {
        Door door = mailDoor("hourly@brightline.example");
        TestKnockStore store = rapport.bean(TestKnockStore.class);
        Knocker knocker = rapport.bean(Knocker.class);
        store.schedule(door.id(), 2);
        knocker.keepSchedule(Instant.now());
        TestKnock first = store.last(door.id()).orElseThrow();
        knocker.keepSchedule(Instant.now().plus(Duration.ofMinutes(119)));
        assertThat(store.last(door.id()).orElseThrow().number()).isEqualTo(first.number());
        knocker.keepSchedule(Instant.now().plus(Duration.ofMinutes(121)));
        assertThat(store.last(door.id()).orElseThrow().number()).isGreaterThan(first.number());
        store.schedule(door.id(), 0);
        assertThat(store.schedule()).doesNotContainKey(door.id());
    }

    @Test
    void a_door_that_is_fetched_is_knocked_at_through_its_relay() throws Exception {
        try (Dovecot dovecot = new Dovecot();
                ImapClient mailbox = new ImapClient(dovecot.port(), "fetched", Dovecot.PASSWORD)) {
            MailServer imap = new MailServer(
                    "127.0.0.1",
                    dovecot.port(),
                    MailServer.Security.NONE,
                    MailServer.SignIn.PASSWORD,
                    "fetched",
                    Optional.of(Dovecot.PASSWORD));
            MailServer relay = new MailServer(
                    "127.0.0.1", world.port(), MailServer.Security.NONE, MailServer.SignIn.NONE, "", Optional.empty());
            DoorId id = rapport.bean(ConfiguredDoors.class)
                    .add(new ConfiguredDoors.Draft(
                            Channel.MAIL,
                            "Fetched",
                            "fetched@brightline.example",
                            Optional.empty(),
                            true,
                            Optional.of(imap),
                            Optional.of(relay)));
            long number = knockAt(door(id));
            SmtpSink.Received sent = world.await(m -> m.recipient().equals("fetched@brightline.example"), SOON);
            assertThat(knock(number).arrivedAt()).isEmpty();
            mailbox.put(sent.raw());
            rapport.until(SOON, () -> knock(number).receiptAt().isPresent());
            assertThat(knock(number).cameThrough()).isTrue();
            close(door(id));
        }
        world.clear();
    }

    @Test
    void the_command_prints_what_each_door_did_and_says_when_nothing_runs() {
        Door door = mailDoor("command@brightline.example");
        String data = rapport.bean(DataFolder.class).path().toString();
        Said said = command(data, "once", "60");
        assertThat(said.out()).contains("Knocking at").containsPattern(door.address() + " +receipt after 0\\.\\d min");
        Said nobody = command("/nowhere", "once", "5");
        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err()).contains("Nothing runs with the data folder /nowhere");
    }

    @Test
    void the_command_watches_until_a_person_answers_or_the_limit_is_over() throws Exception {
        Door door = mailDoor("watched@brightline.example");
        String data = rapport.bean(DataFolder.class).path().toString();
        CompletableFuture<Said> watching = CompletableFuture.supplyAsync(
                () -> command(data, "watch", "25"), Executors.newVirtualThreadPerTaskExecutor());
        TestKnockStore store = rapport.bean(TestKnockStore.class);
        rapport.until(
                SOON, () -> store.last(door.id()).flatMap(TestKnock::receiptAt).isPresent());
        answer(store.last(door.id()).orElseThrow().number());
        Said said = watching.join();
        assertThat(said.out())
                .containsPattern(door.address() + " +receipt after 0\\.\\d min")
                .containsPattern(door.address() + " +a person answered after 0\\.\\d min");
        boolean others = rapport.bean(Knocker.class).doors().size() > 1;
        assertThat(said.exit()).isEqualTo(others ? 1 : 0);
    }

    private record Said(int exit, String out, String err) {}

    private static Said command(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                KnockCommand.class.getName()));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), out, err);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
