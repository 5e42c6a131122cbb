package io.rapport.server.email.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.channel.Nature;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.email.mime.MailParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineMailTest {

    private final MailParser parser = new MailParser(Bounds.DEFAULT);
    private final MachineMail machines = new MachineMail(parser);

    private Nature nature(String mail, Optional<String> returnPath) {
        return machines.nature(parser.parse(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)), returnPath);
    }

    private Nature.Bounce bounce(String mail) {
        Nature nature = nature(mail, Optional.of(""));
        assertThat(nature).isInstanceOf(Nature.Bounce.class);
        return (Nature.Bounce) nature;
    }

    private static String report(String action, String status, String diagnostic) {
        return """
                From: Mail Delivery System <MAILER-DAEMON@relay.example>
                To: help+m.abcdefghijklmnop@brightline.example
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                I'm sorry.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; relay.example

                Final-Recipient: rfc822; ana@customer.example
                Original-Recipient: rfc822;Ana@customer.example
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; %s

                --b
                Content-Type: text/rfc822-headers

                Message-ID: <m.abcdefghijklmnop.9@brightline.example>
                Subject: Your line
                --b--
                """.formatted(action, status, diagnostic);
    }

    @Test
    void a_standard_report_is_read_whole() {
        Nature.Bounce bounce =
                bounce(report("failed", "5.1.1", "550 5.1.1 <ana@customer.example>: no such user\n here"));
        assertThat(bounce)
                .isEqualTo(new Nature.Bounce(
                        Optional.of("m.abcdefghijklmnop.9@brightline.example"),
                        Optional.of("Ana@customer.example"),
                        Nature.Bounce.Kind.PERMANENT,
                        "5.1.1",
                        "userunknown",
                        "550 5.1.1 <ana@customer.example>: no such user here"));
    }

    @Test
    void a_delay_is_temporary_and_a_delivery_is_delivered() {
        assertThat(bounce(report("delayed", "4.4.1", "connection timed out")).kind())
                .isEqualTo(Nature.Bounce.Kind.TEMPORARY);
        assertThat(bounce(report("relayed", "2.0.0", "250 ok")).kind()).isEqualTo(Nature.Bounce.Kind.DELIVERED);
    }

    @Test
    void a_far_side_that_gave_up_is_final_whatever_the_class_of_its_status() {
        Nature.Bounce bounce = bounce(report("failed", "4.2.2", "452 the mailbox of ana is over its quota"));
        assertThat(bounce.kind()).isEqualTo(Nature.Bounce.Kind.PERMANENT);
        assertThat(bounce.reason()).isEqualTo("mailboxfull");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.7.26 fails DMARC of the domain                     | authfailure
            554 5.7.1 Service unavailable; client host blocked by an RBL | blocked
            552 message size exceeds the limit                      | mesgtoobig
            554 5.4.14 Hop count exceeded, possible mail loop        | networkerror
            550 5.1.2 host unknown                                   | hostunknown
            450 4.7.1 your IP has no PTR record                      | requireptr
            550 this account has been suspended                      | suspend
            554 5.6.0 message contains a virus                       | virusdetected
            550 relaying denied                                      | norelaying
            550 looks like spam to us                                | spamdetected
            """)
    void words_of_mail_hosts_have_reasons(String words, String reason) {
        assertThat(bounce(report("failed", "5.0.0", words)).reason()).isEqualTo(reason);
    }

    @Test
    void a_report_in_plain_words_is_read_as_well() {
        Nature.Bounce bounce = bounce("""
                From: MAILER-DAEMON@old.example
                To: help@brightline.example
                Subject: failure notice

                Hi. This is the mail program at old.example.
                I was not able to deliver your message to the following addresses.

                <ana@customer.example>:
                203.0.113.9 does not like recipient.
                Remote host said: 550 5.1.1 unknown user

                --- Below this line is a copy of the message.

                Message-ID: <m.abcdefghijklmnop.9@brightline.example>
                To: ana@customer.example

                Hello
                """);
        assertThat(bounce.recipient()).contains("ana@customer.example");
        assertThat(bounce.messageId()).contains("m.abcdefghijklmnop.9@brightline.example");
        assertThat(bounce.reason()).isEqualTo("userunknown");
        assertThat(bounce.status()).isEqualTo("5.1.1");
    }

    @Test
    void a_complaint_was_delivered_and_says_so() {
        Nature.Bounce bounce = bounce("""
                From: feedback@provider.example
                Subject: FW: Your line
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: text/plain

                A complaint.
                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Original-Rcpt-To: ana@customer.example

                --b
                Content-Type: message/rfc822

                Message-ID: <m.abcdefghijklmnop.9@brightline.example>

                x
                --b--
                """);
        assertThat(bounce.kind()).isEqualTo(Nature.Bounce.Kind.DELIVERED);
        assertThat(bounce.reason()).isEqualTo("feedback");
        assertThat(bounce.messageId()).contains("m.abcdefghijklmnop.9@brightline.example");
    }

    @Test
    void a_receipt_says_that_it_was_displayed() {
        Nature.Bounce bounce = bounce("""
                From: ana@customer.example
                Subject: Read: Your line
                Content-Type: multipart/report; report-type=disposition-notification; boundary=b

                --b
                Content-Type: message/disposition-notification

                Final-Recipient: rfc822;ana@customer.example
                Original-Message-ID: <9@brightline.example>
                Disposition: manual-action/MDN-sent-manually; displayed
                --b--
                """);
        assertThat(bounce.reason()).isEqualTo("displayed");
        assertThat(bounce.messageId()).contains("9@brightline.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Automatic reply: Your line",
                "Out of Office: Ana",
                "Abwesend bis Montag",
                "Automatische Antwort: Leitung",
                "Réponse automatique : votre ligne",
                "Respuesta automática: línea",
                "Risposta automatica: linea",
                "Automatisch antwoord: lijn",
                "Autosvar: linje",
                "Odpowiedź automatyczna: linia",
                "Автоответ: линия",
                "自动回复: 线路",
                "自動返信: 回線",
                "Otomatik yanıt: hat"
            })
    void absence_notices_are_known_in_many_languages(String subject) {
        assertThat(nature(
                        "From: ana@customer.example\nSubject: " + subject + "\n\nx\n",
                        Optional.of("ana@customer.example")))
                .isInstanceOf(Nature.Automatic.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Precedence: bulk",
                "X-Auto-Response-Suppress: All",
                "X-Autoreply: yes",
                "List-Id: <news.example>",
                "Auto-Submitted: auto-generated (failure)"
            })
    void headers_of_machines_are_known(String header) {
        assertThat(nature("From: ana@customer.example\nSubject: Hello\n" + header + "\n\nx\n", Optional.empty()))
                .isInstanceOf(Nature.Automatic.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My holiday booking failed",
                "Re: Automatic payments stopped",
                "Vacationing neighbours lost their line",
                "Delivery of my modem failed",
                "Undeliverable parcel: where is it?",
                "Out of patience",
                "Re: Your failure"
            })
    void people_write_about_failures_too(String subject) {
        assertThat(nature(
                        "From: Ana <ana@customer.example>\nSubject: " + subject
                                + "\nAuto-Submitted: no\n\nIt failed.\n",
                        Optional.of("ana@customer.example")))
                .isEqualTo(new Nature.Written());
    }

    @Test
    void a_null_return_path_is_never_a_person() {
        assertThat(nature("From: ana@customer.example\nSubject: Hello\n\nx\n", Optional.of("")))
                .isInstanceOf(Nature.Automatic.class);
    }
}
