package io.rapport.server.email.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Hint;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.email.TestDoors;
import io.rapport.server.email.mime.Bounds;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailTranslatorTest {

    private final MailTranslator translator = new MailTranslator(Bounds.DEFAULT);

    private Arrival read(byte[] raw, String... recipients) {
        Envelope envelope = new Envelope(
                TestDoors.mail(1, "help@brightline.example"),
                Instant.EPOCH,
                Optional.of("ana@customer.example"),
                List.of(recipients));
        return translator.translate(raw, translator.parse(raw), envelope, Sender.Proof.UNKNOWN, Optional.empty());
    }

    private Arrival read(String mail, String... recipients) {
        return read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), recipients);
    }

    @Test
    void a_mail_with_everything_is_read_whole() {
        Arrival arrival = read("""
                From: =?utf-8?q?Ana_M=C3=BCller?= <Ana@Customer.example>
                To: Help <help+m.AbCdEfGhIjKlMnOp@brightline.example>, other@x.example
                Reply-To: ana.private@x.example
                Subject: =?utf-8?q?Re=3A_St=C3=B6rung?=
                Message-ID: <3@customer.example>
                In-Reply-To: <m.ZZZZZZZZZZZZZZZZ.8@brightline.example>
                References: <1@x.example> <m.ZZZZZZZZZZZZZZZZ.8@brightline.example>
                Content-Type: multipart/mixed; boundary=o

                --o
                Content-Type: multipart/alternative; boundary=i

                --i
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Es geht wieder, danke. Gr=C3=BC=C3=9Fe

                On Tue, 6 Jan 2026, Nell <help@brightline.example> wrote:
                > Try again.
                --i
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: text/html; charset=utf-8

                <p>Es geht <b>wieder</b>, danke.<img src="cid:a@b"></p>
                --r
                Content-Type: image/png
                Content-ID: <a@b>
                Content-Transfer-Encoding: base64

                AQID
                --r--
                --i--
                --o
                Content-Type: application/pdf; name="=?utf-8?q?M=C3=A4rz=2Epdf?="
                Content-Disposition: attachment; filename*=utf-8''M%C3%A4rz.pdf
                Content-Transfer-Encoding: base64

                JVBERi0=
                --o
                Content-Type: message/rfc822

                From: shop@x.example
                Subject: Your bill

                5 coins
                --o--
                """, "help@brightline.example");
        Sender sender = arrival.sender().orElseThrow();
        assertThat(sender.address().value()).isEqualTo("ana@customer.example");
        assertThat(sender.name()).isEqualTo("Ana Müller");
        assertThat(sender.replyTo().orElseThrow().value()).isEqualTo("ana.private@x.example");
        Content content = arrival.content();
        assertThat(content.subject()).isEqualTo("Re: Störung");
        assertThat(content.text()).isEqualTo("Es geht wieder, danke. Grüße");
        assertThat(content.quoted()).startsWith("On Tue").endsWith("> Try again.");
        assertThat(content.html().orElseThrow()).contains("<b>wieder</b>").contains("cid:a");
        assertThat(content.attachments())
                .extracting(Content.Attached::name)
                .containsExactly("attachment.png", "März.pdf", "Your bill.eml");
        assertThat(content.attachments().getFirst().contentId()).contains("a@b");
        assertThat(arrival.hints())
                .containsExactly(
                        new Hint.Token("AbCdEfGhIjKlMnOp"),
                        new Hint.Token("ZZZZZZZZZZZZZZZZ"),
                        new Hint.MessageId("m.ZZZZZZZZZZZZZZZZ.8@brightline.example"),
                        new Hint.MessageId("1@x.example"));
        assertThat(arrival.nature()).isEqualTo(new Nature.Written());
        assertThat(arrival.recipients()).startsWith("help@brightline.example").contains("other@x.example");
    }

    @Test
    void a_mail_of_html_alone_has_words_too() {
        Content content =
                read("From: a@x.example\nContent-Type: text/html\n\n<div>Hello&nbsp;<i>Nell</i></div><blockquote>old</blockquote>")
                        .content();
        assertThat(content.text()).isEqualTo("Hello Nell");
        assertThat(content.quoted()).isEqualTo("> old");
    }

    @Test
    void every_charset_is_read_as_its_sender_means_it() {
        for (String[] pair : new String[][] {
            {"GB2312", "线路故障"},
            {"Big5", "線路故障"},
            {"KOI8-R", "Нет связи"},
            {"ISO-2022-JP", "回線障害"},
            {"ISO-8859-15", "5 €"},
            {"windows-1252", "5 € – ok"},
            {"Shift_JIS", "回線障害"},
            {"UTF-8", "☎ 线"}
        }) {
            byte[] head = ("From: a@x.example\r\nContent-Type: text/plain; charset=" + pair[0] + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] body = pair[1].getBytes(Charset.forName(pair[0]));
            byte[] raw = java.util.Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, raw, head.length, body.length);
            assertThat(read(raw).content().text()).as(pair[0]).isEqualTo(pair[1]);
        }
    }

    @Test
    void flowed_text_flows() {
        assertThat(
                        read("From: a@x.example\nContent-Type: text/plain; format=flowed\n\nThis is \none line.\n> quoted \n> line\n")
                                .content()
                                .text())
                .startsWith("This is one line.");
    }

    @Test
    void bytes_that_are_no_mail_become_an_arrival_for_a_person() {
        byte[] noise = new byte[5000];
        new java.util.Random(7).nextBytes(noise);
        Arrival arrival = read(noise);
        assertThat(arrival.nature()).isInstanceOf(Nature.Unreadable.class);
        assertThat(arrival.raw()).isEqualTo(noise);
        assertThat(arrival.content().text()).doesNotContain("\0");
        assertThat(read(new byte[0]).nature()).isInstanceOf(Nature.Unreadable.class);
    }

    @Test
    void a_broken_multipart_loses_no_words() {
        assertThat(read("From: a@x.example\nContent-Type: multipart/mixed; boundary=a\n\nNo boundary, only words.\n")
                        .content()
                        .text())
                .isEqualTo("No boundary, only words.");
        assertThat(read("From: a@x.example\nContent-Type: multipart/mixed\n\nStill words.\n")
                        .content()
                        .text())
                .contains("Still words.");
        assertThat(read("From: a@x.example\nSubject: x\n \nBehind a line of one space.\n")
                        .content()
                        .text())
                .isEqualTo("Behind a line of one space.");
        assertThat(read("From: a@x.example\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nNever closed")
                        .content()
                        .text())
                .isEqualTo("Never closed");
    }

    @Test
    void bombs_cost_little_and_say_that_something_was_cut() {
        StringBuilder deep = new StringBuilder("From: a@x.example\n");
        for (int i = 0; i < 500; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append("\n");
        }
        assertThat(read(deep + "\nwords\n").content().truncated()).isTrue();
        assertThat(read("From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n"
                                + "--b\n\nx\n".repeat(20_000))
                        .content()
                        .truncated())
                .isTrue();
        assertThat(read("X-A: b\n".repeat(50_000) + "From: a@x.example\n\nwords\n")
                        .content()
                        .truncated())
                .isTrue();
        Arrival long1 = read("From: a@x.example\nSubject: " + "s".repeat(200_000) + "\n\n" + "word ".repeat(200_000));
        assertThat(long1.content().subject()).hasSize(Content.MAX_SUBJECT);
        assertThat(long1.content().text()).hasSize(Content.MAX_TEXT);
        assertThat(long1.content().truncated()).isTrue();
    }

    @Test
    void a_zip_is_never_opened_and_tnef_stays_as_it_is() {
        Content content =
                read("From: a@x.example\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
                                + Base64.getEncoder().encodeToString(new byte[] {0x78, (byte) 0x9f, 0x3e, 0x22}))
                        .content();
        assertThat(content.attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("winmail.dat");
            assertThat(file.bytes()).hasSize(4);
        });
    }

    @Test
    void a_missing_from_is_found_elsewhere() {
        assertThat(read("Sender: ana@customer.example\nSubject: x\n\nx")
                        .sender()
                        .orElseThrow()
                        .address()
                        .value())
                .isEqualTo("ana@customer.example");
        assertThat(read("From: nonsense\nReply-To: Ana <ana@y.example>\n\nx")
                        .sender()
                        .orElseThrow()
                        .address()
                        .value())
                .isEqualTo("ana@y.example");
        assertThat(read("Subject: x\n\nx").sender().orElseThrow().address().value())
                .isEqualTo("ana@customer.example");
    }
}
