package io.rapport.server.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.email.Recorded;
import io.rapport.server.email.TestDoors;
import io.rapport.server.email.auth.RelayVerdict;
import io.rapport.server.email.intake.MailIntake;
import io.rapport.server.email.intake.MailTranslator;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.vocabulary.Networks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpListenerTest {

    private static final Limits SMALL =
            new Limits(20_000, 8, 4, 3, 5, Duration.ofSeconds(2), Duration.ofSeconds(4), 1 << 20, 4_096, 50);

    @TempDir
    Path folder;

    private final Recorded inbox = new Recorded();
    private final TestDoors doors =
            new TestDoors(TestDoors.mail(1, "help@brightline.example"), TestDoors.mail(2, "sales@brightline.example"));
    private Optional<SmtpListener> listener = Optional.empty();

    @AfterEach
    void stop() {
        listener.ifPresent(SmtpListener::close);
    }

    private SmtpCaller call(Limits limits) throws Exception {
        listener = Optional.of(new SmtpListener(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "mx.brightline.example",
                limits,
                doors,
                new MailIntake(new MailTranslator(Bounds.DEFAULT), inbox, new RelayVerdict(java.util.Optional.empty())),
                Optional.empty(),
                new Networks(List.of()),
                folder,
                Clock.systemUTC()));
        return again();
    }

    private SmtpCaller again() throws Exception {
        return new SmtpCaller(listener.orElseThrow().port());
    }

    private static final String MAIL = "From: Ana <ana@customer.example>\r\nSubject: No line\r\n"
            + "Message-ID: <1@customer.example>\r\n\r\nSince this morning.\r\n";

    @Test
    void a_mail_is_acknowledged_after_it_was_kept() throws Exception {
        try (SmtpCaller caller = call(Limits.DEFAULT)) {
            assertThat(caller.deliver("ana@customer.example", MAIL, "help@brightline.example"))
                    .startsWith("250");
            assertThat(inbox.arrivals).singleElement().satisfies(arrival -> {
                assertThat(arrival.content().subject()).isEqualTo("No line");
                assertThat(arrival.content().text()).isEqualTo("Since this morning.");
                assertThat(new String(arrival.raw())).isEqualTo(MAIL);
            });
        }
    }

    @Test
    void a_mail_that_cannot_be_kept_stays_with_the_sender() throws Exception {
        inbox.unavailableFor(_ -> true);
        try (SmtpCaller caller = call(Limits.DEFAULT)) {
            assertThat(caller.deliver("ana@customer.example", MAIL, "help@brightline.example"))
                    .startsWith("451");
            inbox.unavailableFor(_ -> false);
            assertThat(caller.deliver("ana@customer.example", MAIL, "help@brightline.example"))
                    .startsWith("250");
            assertThat(inbox.arrivals).hasSize(1);
        }
    }

    @Test
    void a_keeping_that_takes_long_is_waited_for_and_not_cut() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        inbox.unavailableFor(_ -> waited(never, SMALL.data().plus(Wire.GRACE).plusSeconds(2)));
        try (SmtpCaller caller = call(SMALL)) {
            assertThat(caller.deliver("ana@customer.example", MAIL, "help@brightline.example"))
                    .startsWith("250");
        }
    }

    private static boolean waited(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    void two_doors_get_one_arrival_each_and_a_retry_after_half_a_failure_doubles_nothing() throws Exception {
        inbox.unavailableFor(arrival -> arrival.door().value() == 2);
        try (SmtpCaller caller = call(Limits.DEFAULT)) {
            String[] both = {"help@brightline.example", "sales@brightline.example", "Help@Brightline.example"};
            assertThat(caller.deliver("ana@customer.example", MAIL, both)).startsWith("451");
            inbox.unavailableFor(_ -> false);
            assertThat(caller.deliver("ana@customer.example", MAIL, both)).startsWith("250");
            assertThat(inbox.arrivals)
                    .extracting(arrival -> arrival.door().value())
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void an_unknown_address_is_refused_and_a_tagged_one_known() throws Exception {
        try (SmtpCaller caller = call(Limits.DEFAULT)) {
            caller.say("EHLO peer.example");
            caller.say("MAIL FROM:<>");
            assertThat(caller.say("RCPT TO:<nobody@brightline.example>")).startsWith("550");
            assertThat(caller.say("RCPT TO:<help+m.abcdefghijklmnop@brightline.example>"))
                    .startsWith("250");
        }
    }

    @Test
    void a_mail_over_the_size_is_refused_and_the_conversation_goes_on() throws Exception {
        try (SmtpCaller caller = call(SMALL)) {
            assertThat(caller.say("EHLO peer.example")).contains("SIZE 20000");
            assertThat(caller.say("MAIL FROM:<a@x.example> SIZE=20001")).startsWith("552");
            String large = MAIL + "x".repeat(998).concat("\r\n").repeat(30);
            assertThat(caller.deliver("a@x.example", large, "help@brightline.example"))
                    .startsWith("552");
            assertThat(caller.deliver("a@x.example", MAIL, "help@brightline.example"))
                    .startsWith("250");
            assertThat(inbox.arrivals).hasSize(1);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void a_mail_above_the_spool_size_comes_whole() throws Exception {
        try (SmtpCaller caller = call(SMALL)) {
            String large = MAIL + "0123456789abcdef".repeat(30).concat("\r\n").repeat(30);
            assertThat(caller.deliver("a@x.example", large, "help@brightline.example"))
                    .startsWith("250");
            assertThat(new String(inbox.arrivals.getFirst().raw())).isEqualTo(large);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void a_large_mail_that_the_disk_does_not_take_stays_with_the_sender_and_a_small_one_is_taken() throws Exception {
        try (SmtpCaller caller = call(SMALL)) {
            Files.delete(folder);
            String large = MAIL + "0123456789abcdef".repeat(30).concat("\r\n").repeat(30);
            assertThat(caller.deliver("a@x.example", large, "help@brightline.example"))
                    .startsWith("452 4.3.1");
            assertThat(caller.deliver("a@x.example", MAIL, "help@brightline.example"))
                    .startsWith("250");
            Files.createDirectory(folder);
            assertThat(caller.deliver("a@x.example", large, "help@brightline.example"))
                    .startsWith("250");
            assertThat(inbox.arrivals).hasSize(2);
        }
    }

    @Test
    void only_CRLF_dot_CRLF_ends_a_mail() throws Exception {
        for (String end : List.of("\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\n.\r", "\r\n.\r")) {
            inbox.arrivals.clear();
            try (SmtpCaller caller = call(Limits.DEFAULT)) {
                String smuggled =
                        MAIL + "first" + end + "MAIL FROM:<evil@x.example>\r\nRCPT TO:<help@brightline.example>"
                                + "\r\nDATA\r\nSubject: smuggled\r\n\r\nx\r\n";
                assertThat(caller.deliver("a@x.example", smuggled, "help@brightline.example"))
                        .startsWith("250");
                assertThat(caller.say("NOOP")).startsWith("250");
                assertThat(inbox.arrivals).hasSize(1);
            }
            listener.orElseThrow().close();
        }
    }

    @Test
    void doubled_dots_are_undone() throws Exception {
        try (SmtpCaller caller = call(Limits.DEFAULT)) {
            assertThat(caller.deliver("a@x.example", MAIL + ".\r\n..\r\n.a\r\n", "help@brightline.example"))
                    .startsWith("250");
            assertThat(new String(inbox.arrivals.getFirst().raw())).isEqualTo(MAIL + ".\r\n..\r\n.a\r\n");
        }
    }

    @Test
    void a_command_with_a_bare_line_feed_ends_the_conversation() throws Exception {
        try (SmtpCaller caller = call(Limits.DEFAULT)) {
            caller.raw("EHLO x\nMAIL FROM:<a@x.example>\r\n");
            assertThat(caller.answer()).startsWith("500");
            assertThat(caller.closed()).isTrue();
        }
    }

    @Test
    void a_caller_that_drips_bytes_runs_out_of_time() throws Exception {
        try (SmtpCaller caller = call(SMALL)) {
            long begin = System.nanoTime();
            String last =
                    caller.drip("NOOP aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Duration.ofMillis(100));
            assertThat(last).startsWith("421");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_guesser_of_addresses_is_sent_away() throws Exception {
        try (SmtpCaller caller = call(SMALL)) {
            caller.say("EHLO peer.example");
            caller.say("MAIL FROM:<a@x.example>");
            String last = "";
            for (int i = 0; i < 6; i++) {
                last = caller.say("RCPT TO:<guess" + i + "@brightline.example>");
            }
            assertThat(last).startsWith("550");
            assertThat(caller.answer()).startsWith("421");
        }
    }

    @Test
    void one_address_cannot_take_all_connections() throws Exception {
        try (SmtpCaller first = call(SMALL);
                SmtpCaller second = again();
                SmtpCaller third = again();
                SmtpCaller fourth = again();
                SmtpCaller fifth = new SmtpCaller(listener.orElseThrow().port(), false)) {
            assertThat(fifth.answer()).startsWith("421");
            assertThat(first.say("QUIT")).startsWith("221");
            assertThat(second.say("NOOP") + third.say("NOOP") + fourth.say("NOOP"))
                    .doesNotContain("421");
        }
    }

    @Test
    void a_mail_that_goes_in_circles_is_refused() throws Exception {
        try (SmtpCaller caller = call(Limits.DEFAULT)) {
            String circles = "Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\r\n".repeat(51) + MAIL;
            assertThat(caller.deliver("a@x.example", circles, "help@brightline.example"))
                    .startsWith("554");
            assertThat(inbox.arrivals).isEmpty();
        }
    }

    @Test
    void commands_sent_together_are_answered_in_order() throws Exception {
        try (SmtpCaller caller = call(Limits.DEFAULT)) {
            caller.say("EHLO peer.example");
            caller.raw(
                    "MAIL FROM:<a@x.example> BODY=8BITMIME SMTPUTF8\r\nRCPT TO:<help@brightline.example>\r\nDATA\r\n");
            assertThat(List.of(caller.answer(), caller.answer(), caller.answer()))
                    .extracting(answer -> answer.substring(0, 3))
                    .containsExactly("250", "250", "354");
            caller.raw(MAIL + ".\r\nQUIT\r\n");
            assertThat(caller.answer()).startsWith("250");
            assertThat(caller.answer()).startsWith("221");
        }
    }

    @Test
    void a_mail_cut_off_by_a_lost_connection_is_not_taken() throws Exception {
        try (SmtpCaller caller = call(Limits.DEFAULT)) {
            caller.say("EHLO peer.example");
            caller.say("MAIL FROM:<a@x.example>");
            caller.say("RCPT TO:<help@brightline.example>");
            caller.say("DATA");
            caller.raw(MAIL);
        }
        try (SmtpCaller caller = again()) {
            assertThat(caller.say("NOOP")).startsWith("250");
        }
        assertThat(inbox.arrivals).isEmpty();
    }
}
