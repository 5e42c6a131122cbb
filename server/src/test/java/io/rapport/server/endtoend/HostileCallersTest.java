package io.rapport.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.mail.MailWriter;
import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.Channel;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole server among callers who mean it no good: each is answered clearly, and an honest one is not held up.
class HostileCallersTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(5);
    private static final String SUPPORT = "support@brightline.example";

    private static RunningRapport rapport;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start(
                "--rapport.email.smtp.max-message=1MB",
                "--rapport.email.smtp.connections-per-address=60",
                "--rapport.email.smtp.connections=60",
                "--rapport.email.smtp.command=3s");
        rapport.team("Harbourside");
        rapport.door(Channel.MAIL, SUPPORT);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static Socket call() throws IOException {
        Socket socket = new Socket("127.0.0.1", rapport.smtpPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /// One conversation, all of it sent at once; every line that was answered.
    private static List<String> say(byte[]... pieces) throws IOException {
        try (Socket socket = call()) {
            for (byte[] piece : pieces) {
                socket.getOutputStream().write(piece);
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return in.lines().toList();
        }
    }

    private static byte[] envelope(String from) {
        return ("EHLO peer.example\r\nMAIL FROM:<" + from + ">\r\nRCPT TO:<" + SUPPORT + ">\r\nDATA\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static final byte[] END = "\r\n.\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII);

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// An honest mail, and that it was kept promptly.
    private static void anHonestMailIsKept(String subject) throws Exception {
        long begun = System.nanoTime();
        new MailWriter(rapport.smtpPort())
                .send(new MailWriter.Letter("Ana", "ana@customer.example", SUPPORT, subject, "Please call me.", ""));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPTLY);
        assertThat(rapport.count("select count(*) from interaction_content where subject = ?", subject))
                .isEqualTo(1);
    }

    private static long inbounds() {
        return rapport.count("select count(*) from inbound");
    }

    @Test
    void callers_who_drip_bytes_run_out_of_time_and_hold_up_nobody() throws Exception {
        List<Socket> drips = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Socket drip = call();
            drip.getOutputStream().write(latin1("EHLO p"));
            drips.add(drip);
        }
        anHonestMailIsKept("while fifty drip");
        for (Socket drip : drips) {
            String last = new BufferedReader(new InputStreamReader(drip.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .reduce("", (before, line) -> line);
            assertThat(last).startsWith("421");
            drip.close();
        }
        anHonestMailIsKept("after fifty dripped");
    }

    @Test
    void a_caller_beyond_the_last_place_is_told_to_come_again() throws Exception {
        List<Socket> sitting = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Socket one = call();
            assertThat(new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.UTF_8))
                            .readLine())
                    .startsWith("220");
            sitting.add(one);
        }
        assertThat(say(latin1("EHLO x\r\n")).getFirst()).startsWith("421");
        for (Socket one : sitting) {
            one.close();
        }
    }

    @Test
    void an_oversized_mail_is_refused_announced_or_not_and_leaves_nothing() throws Exception {
        long before = inbounds();
        assertThat(say(latin1("EHLO x\r\nMAIL FROM:<a@b.example> SIZE=50000000\r\nQUIT\r\n")))
                .anyMatch(line -> line.startsWith("552"));
        byte[] body = latin1("Subject: big\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(1_500));
        assertThat(say(envelope("a@b.example"), body, END)).anyMatch(line -> line.startsWith("552 5.3.4"));
        assertThat(inbounds()).isEqualTo(before);
        anHonestMailIsKept("after an oversized one");
    }

    @Test
    void a_flood_of_header_fields_a_bomb_and_broken_bytes_are_kept_for_a_person() throws Exception {
        long before = inbounds();
        assertThat(say(envelope("a@b.example"), latin1("X-A: b\r\n".repeat(100_000) + "\r\nwords"), END))
                .anyMatch(line -> line.startsWith("250 2.0.0"));
        assertThat(say(envelope("a@b.example"), latin1("Subject: " + "s".repeat(900_000) + "\r\n\r\nwords"), END))
                .anyMatch(line -> line.startsWith("250 2.0.0"));
        assertThat(say(envelope("a@b.example"), bomb(), END)).anyMatch(line -> line.startsWith("250 2.0.0"));
        byte[] noText = {
            (byte) 0xff, (byte) 0xfe, 0, 1, 2, (byte) 0x80, (byte) 0xc3, 0x28, (byte) 0xed, (byte) 0xa0, (byte) 0x80
        };
        assertThat(say(envelope("a@b.example"), noText, END)).anyMatch(line -> line.startsWith("250 2.0.0"));
        assertThat(say(
                        envelope("a@b.example"),
                        latin1(
                                "From: \u0000\u00ff<\u00fe@\u0000>\r\nMessage-ID: <a\u0000b@c>\r\nSubject: \u0000\r\n\r\n"),
                        noText,
                        END))
                .anyMatch(line -> line.startsWith("250 2.0.0"));

        assertThat(inbounds()).isEqualTo(before + 5);
        assertThat(rapport.count(
                        "select count(*) from inbound i where not exists (select from matter m where m.id = i.matter)"))
                .isZero();
        anHonestMailIsKept("after the flood");
    }

    /// Half a megabyte that would be 400 MB to whoever opened it.
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 400; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        return latin1("From: a@b.example\r\nSubject: open me\r\nContent-Type: application/zip; name=z.zip\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(zipped.toByteArray()));
    }

    @Test
    void commands_in_a_body_and_bodies_in_commands_smuggle_nothing() throws Exception {
        long before = inbounds();
        byte[] smuggled = latin1("Subject: first\r\n\r\nhello\n.\nMAIL FROM:<evil@b.example>\r\nRCPT TO:<" + SUPPORT
                + ">\r\nDATA\r\nSubject: second\r\n\r\nsmuggled");
        assertThat(say(envelope("a@b.example"), smuggled, END).stream().filter(l -> l.startsWith("250 2.0.0")))
                .hasSize(1);
        assertThat(inbounds()).isEqualTo(before + 1);
        assertThat(say(latin1("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(40))).getLast())
                .startsWith("421");
    }
}
