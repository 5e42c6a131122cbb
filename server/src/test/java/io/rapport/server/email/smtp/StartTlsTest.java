package io.rapport.server.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.server.email.Recorded;
import io.rapport.server.email.TestDoors;
import io.rapport.server.email.auth.RelayVerdict;
import io.rapport.server.email.intake.MailIntake;
import io.rapport.server.email.intake.MailTranslator;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.vocabulary.Networks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// STARTTLS as real programs speak it: swaks and OpenSSL.
class StartTlsTest {
    @TempDir
    Path folder;

    private final Recorded inbox = new Recorded();
    private SmtpListener listener;

    @BeforeEach
    void start() throws Exception {
        certify("mx.brightline.example");
        install();
        listener = listener(Limits.DEFAULT);
    }

    private SmtpListener listener(Limits limits) {
        return new SmtpListener(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "mx.brightline.example",
                limits,
                new TestDoors(TestDoors.mail(1, "help@brightline.example")),
                new MailIntake(new MailTranslator(Bounds.DEFAULT), inbox, new RelayVerdict(Optional.empty())),
                Optional.of(new Certificate("file:" + chain(), key().toString())),
                new Networks(List.of()),
                folder.resolve("spool"),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private Path chain() {
        return folder.resolve("chain.pem");
    }

    private Path key() {
        return folder.resolve("key.pem");
    }

    /// A new key and a certificate that it signed itself, in place of the last.
    private void certify(String name) throws Exception {
        String made = run(
                "",
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                key() + ".new",
                "-out",
                chain() + ".new");
        assertThat(Path.of(key() + ".new")).as(made).exists();
    }

    private void install() throws IOException {
        Files.move(Path.of(key() + ".new"), key(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.move(Path.of(chain() + ".new"), chain(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String run(String input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private String swaks(String... more) throws Exception {
        String[] usual = {
            "swaks",
            "--server",
            "127.0.0.1:" + listener.port(),
            "--from",
            "ana@customer.example",
            "--to",
            "help@brightline.example",
            "--timeout",
            "20"
        };
        return run(
                "",
                java.util.stream.Stream.concat(List.of(usual).stream(), List.of(more).stream())
                        .toArray(String[]::new));
    }

    private String subject() throws Exception {
        return run(
                "QUIT\n",
                "openssl",
                "s_client",
                "-starttls",
                "smtp",
                "-connect",
                "127.0.0.1:" + listener.port(),
                "-crlf");
    }

    @Test
    void a_mail_comes_by_tls() throws Exception {
        assertThat(swaks("--tls", "--header", "Subject: Sealed"))
                .contains("=== TLS started")
                .contains("~> EHLO")
                .contains("<~  250 2.0.0 Kept");
        assertThat(inbox.arrivals)
                .singleElement()
                .satisfies(arrival -> assertThat(arrival.content().subject()).isEqualTo("Sealed"));
    }

    @Test
    void tls_is_offered_once_and_old_versions_are_refused() throws Exception {
        String said = swaks("--tls", "--quit-after", "EHLO");
        assertThat(said.split("250-STARTTLS", -1)).as("offered in clear only").hasSize(2);
        assertThat(run(
                        "QUIT\n",
                        "openssl",
                        "s_client",
                        "-starttls",
                        "smtp",
                        "-connect",
                        "127.0.0.1:" + listener.port(),
                        "-tls1_1",
                        "-cipher",
                        "ALL:@SECLEVEL=0"))
                .contains("Cipher is (NONE)");
    }

    @Test
    void what_was_sent_in_clear_behind_starttls_is_never_obeyed() throws Exception {
        try (SmtpCaller attacker = new SmtpCaller(listener.port())) {
            attacker.say("EHLO attacker.example");
            attacker.raw("STARTTLS\r\nMAIL FROM:<a@attacker.example>\r\nRCPT TO:<help@brightline.example>\r\n");
            assertThat(attacker.answer()).startsWith("500");
            assertThat(attacker.closed()).isTrue();
        }
        assertThat(inbox.arrivals).isEmpty();
    }

    @Test
    void what_was_said_before_tls_is_forgotten() throws Exception {
        // RFC 3207 section 4.2. swaks says EHLO anew; without it MAIL is refused.
        String said = run(
                "MAIL FROM:<ana@customer.example>\nQUIT\n",
                "openssl",
                "s_client",
                "-starttls",
                "smtp",
                "-connect",
                "127.0.0.1:" + listener.port(),
                "-crlf",
                "-quiet",
                "-ign_eof");
        assertThat(said).contains("503 5.5.1 Say EHLO first");
    }

    @Test
    void a_renewed_certificate_is_taken_up_and_a_broken_one_is_not() throws Exception {
        assertThat(subject()).contains("CN = mx.brightline.example");
        certify("renewed.brightline.example");
        install();
        assertThat(subject()).contains("CN = renewed.brightline.example");
        Files.writeString(chain(), "half a file");
        assertThat(subject()).contains("CN = renewed.brightline.example");
        certify("again.brightline.example");
        install();
        assertThat(subject()).contains("CN = again.brightline.example");
    }

    @Test
    void a_handshake_that_never_ends_is_cut() throws Exception {
        listener.close();
        listener = listener(
                new Limits(20_000, 8, 4, 3, 5, Duration.ofSeconds(1), Duration.ofSeconds(4), 1 << 20, 4_096, 50));
        try (SmtpCaller slow = new SmtpCaller(listener.port())) {
            slow.say("EHLO slow.example");
            slow.say("STARTTLS");
            // A TLS record is announced, and then drips: each read is in time, the whole never is.
            String hello = "\u0016\u0003\u0001\u0040\u0000" + "\u0001".repeat(1000);
            long begun = System.nanoTime();
            slow.drip(hello, Duration.ofMillis(200));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void a_certificate_without_its_key_is_refused_at_the_start() throws Exception {
        String first = Files.readString(chain());
        certify("other.brightline.example");
        install();
        Files.writeString(chain(), first);
        assertThatThrownBy(() -> new Certificate(chain().toString(), key().toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rapport.email.smtp.certificate");
    }
}
