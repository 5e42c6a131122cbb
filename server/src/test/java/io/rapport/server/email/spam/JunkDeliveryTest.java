package io.rapport.server.email.spam;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.mail.MailWriter;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// From a sender's mail program by SMTP to the list of junk, with a real rspamd beside.
class JunkDeliveryTest {
    private static io.rapport.outside.mail.Rspamd running;
    private static RunningRapport rapport;
    private static DoorId door;

    @BeforeAll
    static void start() {
        running = new io.rapport.outside.mail.Rspamd();
        rapport = RunningRapport.start("--rapport.email.rspamd.url=" + running.url());
        rapport.team("Harbourside");
        door = rapport.door(Channel.MAIL, "help@brightline.example");
    }

    @AfterAll
    static void stop() {
        rapport.close();
        running.close();
    }

    /// Returns when it was acknowledged.
    private static void write(String from, String subject, String text) throws Exception {
        new MailWriter(rapport.smtpPort())
                .send(new MailWriter.Letter("Somebody", from, "help@brightline.example", subject, text, ""));
    }

    @Test
    void spam_is_acknowledged_and_filed_as_junk_and_ordinary_mail_becomes_a_matter_with_and_without_the_filter()
            throws Exception {
        write("spammer@evil.example", "You won", io.rapport.outside.mail.Rspamd.GTUBE);
        assertThat(rapport.count("""
                        select count(*) from junk j join inbound i on i.id = j.inbound
                         where j.sender = 'spammer@evil.example' and i.fate = 'JUNK'
                           and i.fate_detail = 'the spam filter says reject, 15.0 points: GTUBE'
                        """)).isEqualTo(1);
        write("gwen@bakery.example", "Router", "It blinks.");
        assertThat(rapport.count("select count(*) from promise")).isEqualTo(1);

        running.close();
        write("another@evil.example", "You won", io.rapport.outside.mail.Rspamd.GTUBE);
        assertThat(rapport.count("select count(*) from promise")).isEqualTo(2);
        assertThat(rapport.bean(ConfiguredDoors.class).health(door))
                .hasValueSatisfying(health -> assertThat(health.text()).startsWith("Mail is let in unfiltered"));
    }
}
