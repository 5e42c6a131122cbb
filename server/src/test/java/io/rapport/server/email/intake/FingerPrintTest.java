package io.rapport.server.email.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.vocabulary.DoorId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerPrintTest {

    private static final String MAIL =
            "From: ana@customer.example\r\nMessage-ID: <1@customer.example>\r\nSubject: a\r\n b\r\n\r\nHello\r\n";

    private static String key(String mail) {
        return FingerPrint.of(new DoorId(1), mail.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_carriers_add_on_the_way_does_not_count() {
        String travelled = "Return-Path: <ana@customer.example>\r\nDelivered-To: help@brightline.example\r\n"
                + "Received: from a by b\r\n\tid 7; now\r\nARC-Seal: i=1;\r\n x\r\nX-Spam-Status: No\r\nAuthentication-Results: x\r\n"
                + "DKIM-Signature: v=1; a=rsa-sha256;\r\n\tb=abc\r\n" + MAIL;
        assertThat(key(travelled)).isEqualTo(key(MAIL)).hasSize(64);
    }

    @Test
    void line_ends_and_blank_lines_at_the_end_do_not_count() {
        assertThat(key(MAIL.replace("\r\n", "\n"))).isEqualTo(key(MAIL));
        assertThat(key(MAIL + "\r\n\r\n")).isEqualTo(key(MAIL));
        assertThat(key("From ana Mon Jan 1\n" + MAIL)).isEqualTo(key(MAIL));
    }

    @Test
    void two_mails_differ() {
        assertThat(key(MAIL.replace("<1@", "<2@"))).isNotEqualTo(key(MAIL));
        assertThat(key(MAIL.replace("Hello", "Hello "))).isNotEqualTo(key(MAIL));
        assertThat(key(MAIL.replace("Hello", "H\rello"))).isNotEqualTo(key(MAIL.replace("Hello", "Hello")));
        assertThat(FingerPrint.of(new DoorId(2), MAIL.getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(key(MAIL));
    }

    @Test
    void two_mails_without_id_and_date_differ_by_where_they_began() {
        String bare = "From: cron@x.example\r\n\r\ndone\r\n";
        assertThat(key("Received: a; 10:00\r\n" + bare)).isNotEqualTo(key("Received: a; 11:00\r\n" + bare));
        assertThat(key("Received: late\r\nReceived: a; 10:00\r\n" + bare))
                .isEqualTo(key("Received: a; 10:00\r\n" + bare));
    }
}
