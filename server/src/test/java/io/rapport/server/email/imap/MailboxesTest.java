package io.rapport.server.email.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.mail.Dovecot;
import io.rapport.outside.mail.ImapClient;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.MailServer;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Mail fetched from a real Dovecot into the whole application.
class MailboxesTest {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static Dovecot dovecot;
    private static RunningRapport rapport;

    @BeforeAll
    static void start() {
        dovecot = new Dovecot();
        rapport = RunningRapport.start("--rapport.email.smtp.enabled=false", "--rapport.email.smtp.max-message=1MB");
        rapport.team("Harbourside");
    }

    @AfterAll
    static void stop() {
        rapport.close();
        dovecot.close();
    }

    private record Box(String user, DoorId door) {}

    private static String user() {
        return "box" + NEXT.incrementAndGet();
    }

    private static ConfiguredDoors.Draft draft(String user, String password) {
        MailServer server = new MailServer(
                "127.0.0.1",
                dovecot.port(),
                MailServer.Security.NONE,
                MailServer.SignIn.PASSWORD,
                user,
                Optional.of(password));
        return new ConfiguredDoors.Draft(
                Channel.MAIL,
                user,
                user + "@brightline.example",
                Optional.empty(),
                true,
                Optional.of(server),
                Optional.empty());
    }

    private static Box open(String user) {
        return new Box(user, rapport.bean(ConfiguredDoors.class).add(draft(user, Dovecot.PASSWORD)));
    }

    private static ImapClient program(String user) throws Exception {
        return new ImapClient(dovecot.port(), user, Dovecot.PASSWORD);
    }

    private static byte[] mail(String user, int n) {
        return ("From: Gwen <gwen." + user + "." + n + "@bakery.example>\r\nSubject: Mail " + n + "\r\nMessage-ID: <"
                        + user + "." + n + "@bakery.example>\r\n\r\nHello " + n + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long taken(Box box) {
        return rapport.count(
                "select count(*) from inbound where door = ?", box.door().value());
    }

    private static void await(String what, BooleanSupplier reached) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within 30 s: " + what);
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void a_back_log_is_taken_whole_and_the_mailbox_is_left_as_it_was() throws Exception {
        String user = user();
        try (ImapClient program = program(user)) {
            for (int n = 1; n <= 30; n++) {
                program.put(mail(user, n));
            }
            Box box = open(user);
            await("30 mails taken", () -> taken(box) == 30);
            assertThat(program.count()).isEqualTo(30);
            assertThat(program.unseen()).isEqualTo(30);
        }
    }

    @Test
    void what_another_program_has_read_already_is_taken_all_the_same() throws Exception {
        String user = user();
        try (ImapClient program = program(user)) {
            program.put(mail(user, 1));
            program.markAllSeen();
            Box box = open(user);
            await("the mail taken", () -> taken(box) == 1);
        }
    }

    @Test
    void a_mail_that_comes_while_we_wait_is_taken_at_once() throws Exception {
        String user = user();
        Box box = open(user);
        await(
                "connected",
                () -> rapport.bean(ConfiguredDoors.class)
                        .health(box.door())
                        .filter(h -> h.ok())
                        .isPresent());
        try (ImapClient program = program(user)) {
            program.put(mail(user, 1));
            await("the first", () -> taken(box) == 1);
            program.put(mail(user, 2));
            await("the second", () -> taken(box) == 2);
        }
    }

    @Test
    void a_door_closed_and_opened_again_goes_on_where_it_was_and_takes_nothing_twice() throws Exception {
        String user = user();
        ConfiguredDoors doors = rapport.bean(ConfiguredDoors.class);
        try (ImapClient program = program(user)) {
            program.put(mail(user, 1));
            Box box = open(user);
            await("the first", () -> taken(box) == 1);
            ConfiguredDoors.Draft on = draft(user, Dovecot.PASSWORD);
            doors.change(
                    box.door(),
                    new ConfiguredDoors.Draft(on.channel(), on.name(), on.address(), on.team(), false, on.mail()));
            program.put(mail(user, 2));
            doors.change(box.door(), on);
            await("the second", () -> taken(box) == 2);
            rapport.jdbc()
                    .update(
                            "update channel_state set value = '1 0' where door = ?",
                            box.door().value());
            doors.change(
                    box.door(),
                    new ConfiguredDoors.Draft(on.channel(), "anew", on.address(), on.team(), true, on.mail()));
            program.put(mail(user, 3));
            await("the third", () -> taken(box) == 3);
        }
    }

    private static boolean well(Box box) {
        return rapport.bean(ConfiguredDoors.class)
                .health(box.door())
                .filter(h -> h.ok())
                .isPresent();
    }

    @Test
    void a_database_that_is_away_for_a_moment_does_not_end_the_fetching() throws Exception {
        String user = user();
        Box box = open(user);
        await("connected", () -> well(box));
        try (ImapClient program = program(user)) {
            rapport.asOwner().sql("alter table channel_state rename to away").update();
            try {
                program.put(mail(user, 1));
                await("it is said on the door", () -> !well(box));
            } finally {
                rapport.asOwner()
                        .sql("alter table away rename to channel_state")
                        .update();
            }
            await("the mail taken", () -> taken(box) == 1);
        }
    }

    @Test
    void a_bounce_whose_sender_is_empty_is_fetched_whole() throws Exception {
        String user = user();
        try (ImapClient program = program(user)) {
            program.put(("From: MAILER-DAEMON <>\r\nTo: " + user
                            + "@brightline.example\r\nSubject: Mail delivery failed\r\n" + "Message-Id: <" + user
                            + "@df.example>\r\n\r\nIt could not be delivered.\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            Box box = open(user);
            await("the bounce", () -> taken(box) == 1);
            assertThat(rapport.count(
                            "select count(*) from inbound where door = ? and message_id = ?",
                            box.door().value(),
                            user + "@df.example"))
                    .isEqualTo(1);
        }
    }

    @Test
    void one_bad_message_does_not_stop_the_next() throws Exception {
        String user = user();
        try (ImapClient program = program(user)) {
            byte[] huge = new byte[2 << 20];
            java.util.Arrays.fill(huge, (byte) 'x');
            for (int i = 70; i < huge.length; i += 70) {
                huge[i] = '\n';
            }
            program.put(mail(user, 1));
            program.put(huge);
            program.put(mail(user, 3));
            Box box = open(user);
            await("all three", () -> taken(box) == 3);
            assertThat(rapport.count("""
                            select count(*) from inbound i join interaction_content c on c.interaction = i.interaction
                             where i.door = ? and c.unreadable
                            """, box.door().value())).isEqualTo(1);
        }
    }

    @Test
    void a_wrong_password_is_said_on_the_door() {
        DoorId door = rapport.bean(ConfiguredDoors.class).add(draft(user(), "wrong"));
        await(
                "the door says so",
                () -> rapport.bean(ConfiguredDoors.class)
                        .health(door)
                        .filter(h -> !h.ok() && h.text().contains("can't be read"))
                        .isPresent());
    }
}
