package io.rapport.server.email.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.channel.ChannelState;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.MailServer;
import io.rapport.server.channel.MailWays;
import io.rapport.server.channel.Sender;
import io.rapport.server.email.Recorded;
import io.rapport.server.email.auth.RelayVerdict;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who is believed about a sender, by how a mail came.
class MailIntakeTest {
    private static final Origin FETCHED = new Origin(Optional.empty(), "", true);
    private static final String STATIONS = "Received: by a\r\nReceived: by b\r\n";

    private final Recorded inbox = new Recorded();
    private final MailIntake intake =
            new MailIntake(new MailTranslator(Bounds.DEFAULT), inbox, new RelayVerdict(Optional.of("mx.us.example")));

    private static Door door(String imapHost, Optional<String> authservId) {
        MailServer imap = new MailServer(
                imapHost, 993, MailServer.Security.TLS, MailServer.SignIn.PASSWORD, "help", Optional.of("x"));
        return new Door(
                new DoorId(1),
                Channel.MAIL,
                "Help",
                "help@brightline.example",
                Optional.empty(),
                true,
                new MailWays(Optional.of(imap), Optional.empty(), Optional.empty(), authservId));
    }

    private byte[] mail(String above, String signer) {
        return (above + "Authentication-Results: " + signer + "; dkim=pass header.d=bakery.example\r\n"
                        + "From: Gwen <gwen@bakery.example>\r\nSubject: Router " + inbox.arrivals.size()
                        + "\r\n\r\nHello\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Sender.Proof proof(byte[] raw, Door door, Origin origin) {
        Envelope envelope = new Envelope(door, Instant.EPOCH, Optional.empty(), List.of());
        intake.take(raw, envelope, origin, new ChannelState.Change(door.id(), "cursor", "1 1"));
        return inbox.arrivals.getLast().sender().orElseThrow().proof();
    }

    @Test
    void the_provider_of_a_fetched_mailbox_is_known_by_its_host() {
        assertThat(proof(mail(STATIONS, "mx.google.com"), door("imap.gmail.com", Optional.empty()), FETCHED))
                .isEqualTo(Sender.Proof.PROVEN);
        assertThat(proof(mail(STATIONS, "mx.google.com"), door("imap.hoster.example", Optional.empty()), FETCHED))
                .isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void the_name_set_at_the_door_counts_before_the_known_one() {
        Door door = door("imap.gmail.com", Optional.of("mx.hoster.example"));
        assertThat(proof(mail(STATIONS, "mx.hoster.example"), door, FETCHED)).isEqualTo(Sender.Proof.PROVEN);
        assertThat(proof(mail(STATIONS, "mx.google.com"), door, FETCHED)).isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void without_either_the_installations_relay_is_believed_as_far_as_the_next_hop() {
        Door door = door("imap.hoster.example", Optional.empty());
        assertThat(proof(mail("", "mx.us.example"), door, FETCHED)).isEqualTo(Sender.Proof.PROVEN);
        assertThat(proof(mail(STATIONS, "mx.us.example"), door, FETCHED)).isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void what_came_by_smtp_is_judged_by_the_relay_and_not_by_the_mailboxs_provider() {
        Origin relayed = new Origin(Optional.of(InetAddress.getLoopbackAddress()), "relay", true);
        Door door = door("imap.gmail.com", Optional.empty());
        assertThat(proof(mail("", "mx.google.com"), door, relayed)).isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof(mail("X-A: 1\r\n", "mx.us.example"), door, relayed)).isEqualTo(Sender.Proof.PROVEN);
    }
}
