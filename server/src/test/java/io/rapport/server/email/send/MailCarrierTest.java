package io.rapport.server.email.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.channel.Content;
import io.rapport.server.channel.Delivery;
import io.rapport.server.channel.Hint;
import io.rapport.server.channel.MailServer;
import io.rapport.server.channel.Parcel;
import io.rapport.server.email.Recorded;
import io.rapport.server.email.TestDoors;
import io.rapport.server.email.auth.RelayVerdict;
import io.rapport.server.email.intake.MailIntake;
import io.rapport.server.email.intake.MailTranslator;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.email.oauth.AccessTokens;
import io.rapport.server.email.oauth.Grants;
import io.rapport.server.email.oauth.TokenEndpoint;
import io.rapport.server.email.smtp.Limits;
import io.rapport.server.email.smtp.SmtpListener;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.Networks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCarrierTest {

    @TempDir
    Path folder;

    private final Recorded far = new Recorded();
    private SmtpListener listener;
    private MailCarrier carrier;

    MailCarrierTest() {}

    @BeforeEach
    void start() {
        listener = new SmtpListener(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "far.example",
                Limits.DEFAULT,
                new TestDoors(TestDoors.mail(9, "ana@customer.example")),
                new MailIntake(new MailTranslator(Bounds.DEFAULT), far, new RelayVerdict(java.util.Optional.empty())),
                Optional.empty(),
                new Networks(List.of()),
                folder,
                Clock.systemUTC());
        carrier = carrier(listener.port());
    }

    private static MailCarrier carrier(int port) {
        MailServer relay = new MailServer(
                "127.0.0.1", port, MailServer.Security.NONE, MailServer.SignIn.NONE, "", Optional.empty());
        TestDoors doors = new TestDoors(TestDoors.mail(1, "help@brightline.example"));
        AccessTokens unused = new AccessTokens(
                doors, new Grants(new Recorded(), new Sealer(new byte[32])), new TokenEndpoint(), Clock.systemUTC());
        return new MailCarrier(
                doors,
                Optional.of(relay),
                List.of(),
                unused,
                new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(20)),
                "rapport.example");
    }

    @AfterEach
    void stop() {
        carrier.close();
        listener.close();
    }

    private static Parcel parcel(String to, String subject, Optional<String> html, List<Content.Attached> files) {
        return new Parcel(
                7,
                new DoorId(1),
                "m.abcdefghijklmnopqrst.77@brightline.example",
                "Nell at Brightline",
                "help@brightline.example",
                "help+m.abcdefghijklmnopqrst@brightline.example",
                new ContactPoint(ContactPoint.Kind.EMAIL, to),
                "Ana Müller",
                subject,
                "Grüße,\n.\nNell\n",
                html,
                files,
                List.of("first@customer.example", "second@customer.example"),
                false,
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void a_reply_arrives_as_it_was_written() {
        Delivery delivery = carrier.carry(parcel(
                "ana@customer.example",
                "Über Ihre Leitung – " + "lang ".repeat(40),
                Optional.of("<p>Grüße <img src=\"cid:logo\"></p>"),
                List.of(
                        new Content.Attached(
                                "Rechnung Nº 1 – März.pdf", "application/pdf", new byte[] {1, 2, 3}, Optional.empty()),
                        new Content.Attached("logo.png", "image/png", new byte[] {4}, Optional.of("logo")))));
        assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
        assertThat(((Delivery.Accepted) delivery).detail()).contains("250");
        assertThat(far.arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.content().subject()).startsWith("Über Ihre Leitung – lang lang");
            assertThat(arrival.content().text()).isEqualTo("Grüße,\n.\nNell");
            assertThat(arrival.content().html().orElseThrow()).contains("cid:logo");
            assertThat(arrival.content().attachments())
                    .extracting(Content.Attached::name)
                    .containsExactlyInAnyOrder("Rechnung Nº 1 – März.pdf", "logo.png");
            assertThat(arrival.sender().orElseThrow().name()).isEqualTo("Nell at Brightline");
            assertThat(arrival.hints()).contains(new Hint.MessageId("first@customer.example"));
            String raw = new String(arrival.raw(), StandardCharsets.UTF_8);
            assertThat(raw)
                    .contains("Message-ID: <m.abcdefghijklmnopqrst.77@brightline.example>")
                    .contains("In-Reply-To: <second@customer.example>")
                    .contains("Reply-To: Nell at Brightline <help+m.")
                    .contains("help+m.abcdefghijklmnopqrst@brightline.example")
                    .doesNotContain("Auto-Submitted");
            assertThat(raw.lines().mapToInt(String::length).max().orElse(0)).isLessThan(998);
        });
    }

    @Test
    void nothing_an_agent_writes_becomes_a_header() {
        carrier.carry(
                parcel("ana@customer.example", "Hello\r\nBcc: all@x.example\r\n\r\nbody", Optional.empty(), List.of()));
        String raw = new String(far.arrivals.getFirst().raw(), StandardCharsets.UTF_8);
        assertThat(raw).contains("Subject: Hello Bcc: all@x.example body").doesNotContain("\nBcc:");
    }

    @Test
    void an_unknown_recipient_is_refused_in_the_far_sides_words() {
        Delivery delivery = carrier.carry(parcel("nobody@customer.example", "Hello", Optional.empty(), List.of()));
        assertThat(delivery).isInstanceOf(Delivery.Refused.class);
        assertThat(((Delivery.Refused) delivery).detail()).contains("550").contains("No such mailbox");
    }

    @Test
    void a_far_side_that_cannot_keep_it_now_defers() {
        far.unavailableFor(_ -> true);
        Delivery delivery = carrier.carry(parcel("ana@customer.example", "Hello", Optional.empty(), List.of()));
        assertThat(delivery).isInstanceOf(Delivery.Deferred.class);
        assertThat(((Delivery.Deferred) delivery).detail()).contains("451");
        far.unavailableFor(_ -> false);
        assertThat(carrier.carry(parcel("ana@customer.example", "Hello", Optional.empty(), List.of())))
                .isInstanceOf(Delivery.Accepted.class);
    }

    @Test
    void a_far_side_that_is_not_there_defers() {
        listener.close();
        assertThat(carrier.carry(parcel("ana@customer.example", "Hello", Optional.empty(), List.of())))
                .isInstanceOf(Delivery.Deferred.class);
    }

    @Test
    void a_broken_address_is_refused_before_anything_is_sent() {
        assertThat(carrier.carry(parcel("ana@@\nx", "Hello", Optional.empty(), List.of())))
                .isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void connections_are_used_again() {
        for (int i = 0; i < 5; i++) {
            assertThat(carrier.carry(parcel("ana@customer.example", "Hello " + i, Optional.empty(), List.of())))
                    .isInstanceOf(Delivery.Accepted.class);
        }
        assertThat(listener.connections()).isEqualTo(1);
    }
}
