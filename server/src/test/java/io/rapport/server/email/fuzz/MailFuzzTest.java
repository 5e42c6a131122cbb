package io.rapport.server.email.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Hint;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.email.TestDoors;
import io.rapport.server.email.auth.RelayVerdict;
import io.rapport.server.email.intake.Envelope;
import io.rapport.server.email.intake.MailTranslator;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.email.mime.Mail;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class MailFuzzTest {
    private static final MailTranslator TRANSLATOR = new MailTranslator(Bounds.DEFAULT);
    private static final RelayVerdict RELAY = new RelayVerdict(Optional.of("mx.brightline.example"));
    private static final Envelope ENVELOPE =
            new Envelope(TestDoors.mail(1, "help@brightline.example"), Instant.EPOCH, Optional.empty(), List.of());

    @FuzzTest(maxDuration = "1m")
    void every_mail_becomes_an_arrival_that_can_be_stored_and_shown(byte[] raw) {
        Mail mail = TRANSLATOR.parse(raw);
        Sender.Proof proof = RELAY.of(mail.headers(), "bakery.example");
        Arrival arrival = TRANSLATOR.translate(raw, mail, ENVELOPE, proof, RelayVerdict.junk(mail.headers()));

        if (arrival.nature() instanceof Nature.Unreadable unreadable) {
            assertThat(unreadable.why()).doesNotContain("failed");
        }
        assertThat(arrival.raw()).isSameAs(raw);
        texts(arrival).forEach(MailFuzzTest::storable);
        arrival.content().html().ifPresent(Harmless::check);
        long decoded = arrival.content().attachments().stream()
                .mapToLong(a -> a.bytes().length)
                .sum();
        assertThat(decoded).isLessThanOrEqualTo(2L * raw.length + 1024);
    }

    @FuzzTest(maxDuration = "1m")
    void what_carriers_add_on_the_way_never_makes_another_mail(byte[] raw) {
        String key = key(raw);
        ByteArrayOutputStream carried = new ByteArrayOutputStream();
        carried.writeBytes("Return-Path: <a@b.example>\r\nReceived: from x by y; today\r\nX-Spam-Status: No\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        carried.writeBytes(raw);
        boolean beginsWithHeader = raw.length > 0 && Character.isLetter(raw[0]) && hasIdentity(raw);
        if (beginsWithHeader) {
            assertThat(key(carried.toByteArray())).isEqualTo(key);
        }
        assertThat(key(raw)).isEqualTo(key);
    }

    /// Without Message-ID and Date the oldest Received field counts, which we just added.
    private static boolean hasIdentity(byte[] raw) {
        return new String(raw, StandardCharsets.ISO_8859_1).startsWith("Message-ID: <");
    }

    private static String key(byte[] raw) {
        return TRANSLATOR
                .translate(raw, TRANSLATOR.parse(raw), ENVELOPE, Sender.Proof.UNKNOWN, Optional.empty())
                .key();
    }

    private static List<String> texts(Arrival arrival) {
        Content content = arrival.content();
        List<String> texts = new ArrayList<>(List.of(content.subject(), content.text(), content.quoted()));
        content.html().ifPresent(texts::add);
        content.attachments().forEach(a -> {
            texts.add(a.name());
            texts.add(a.type());
            a.contentId().ifPresent(texts::add);
        });
        arrival.messageId().ifPresent(texts::add);
        texts.addAll(arrival.recipients());
        arrival.hints()
                .forEach(hint -> texts.add(
                        switch (hint) {
                            case Hint.Token(var value) -> value;
                            case Hint.MessageId(var value) -> value;
                        }));
        arrival.sender().ifPresent(sender -> {
            texts.add(sender.name());
            texts.add(sender.address().value());
            sender.replyTo().ifPresent(to -> texts.add(to.value()));
        });
        switch (arrival.nature()) {
            case Nature.Bounce bounce -> {
                texts.add(bounce.reason());
                texts.add(bounce.status());
                texts.add(bounce.diagnostic());
                bounce.recipient().ifPresent(texts::add);
                bounce.messageId().ifPresent(texts::add);
            }
            case Nature.Automatic automatic -> texts.add(automatic.why());
            case Nature.Unreadable unreadable -> texts.add(unreadable.why());
            case Nature.Written _, Nature.Voted _ -> {}
        }
        return texts;
    }

    /// PostgreSQL takes neither NUL nor half a surrogate pair.
    private static void storable(String text) {
        assertThat(text.indexOf('\0')).as("NUL in %s", text).isNegative();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            assertThat(pair || !Character.isSurrogate(c))
                    .as("half a surrogate pair at %d", i)
                    .isTrue();
            i += pair ? 1 : 0;
        }
    }
}
