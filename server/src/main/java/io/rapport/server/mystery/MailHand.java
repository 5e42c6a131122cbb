package io.rapport.server.mystery;

import io.rapport.server.channel.Carrier;
import io.rapport.server.channel.Delivery;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Parcel;
import io.rapport.server.email.EmailSettings;
import io.rapport.server.vocabulary.ContactPoint;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/// Knocks at mail doors: by SMTP at our listener as another mail host would; where mail is fetched from a mailbox, by
/// the door's own relay to its own address, which is the way into that mailbox.
final class MailHand {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmailSettings settings;
    private final Carrier carrier;

    MailHand(EmailSettings settings, Carrier carrier) {
        this.settings = settings;
        this.carrier = carrier;
    }

    /// @throws IOException when the far side did not take it; says why
    void knock(Door door, Letter letter, Instant now) throws IOException {
        if (door.imap().isPresent()) {
            byRelay(door, letter, now);
        } else if (settings.smtp().enabled()) {
            atListener(door, letter);
        } else {
            throw new IOException("the SMTP listener is switched off, and the door has no mailbox");
        }
    }

    private void atListener(Door door, Letter letter) throws IOException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", host(settings.smtp().address()));
        properties.put("mail.smtp.port", Integer.toString(settings.smtp().port()));
        properties.put("mail.smtp.connectiontimeout", Long.toString(PATIENCE.toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(PATIENCE.toMillis()));
        properties.put("mail.smtp.writetimeout", Long.toString(PATIENCE.toMillis()));
        properties.put("mail.smtp.localhost", MysteryCustomer.ADDRESS.domain());
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(properties));
            message.setFrom(new InternetAddress(MysteryCustomer.ADDRESS.value(), MysteryCustomer.NAME));
            message.setRecipients(Message.RecipientType.TO, door.address());
            message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
            Transport.send(message);
        } catch (MessagingException refused) {
            throw new IOException(reason(refused), refused);
        }
    }

    /// An address that stands for all of the machine's is reached at the loopback one.
    private static String host(String address) {
        return new InetSocketAddress(address, 0).getAddress() instanceof InetAddress a && a.isAnyLocalAddress()
                ? "127.0.0.1"
                : address;
    }

    private static String reason(MessagingException refused) {
        Exception inner = refused.getNextException();
        String said = inner == null || inner.getMessage() == null ? refused.getMessage() : inner.getMessage();
        return said == null ? refused.getClass().getSimpleName() : said.strip();
    }

    private void byRelay(Door door, Letter letter, Instant now) throws IOException {
        String domain = door.address().substring(door.address().lastIndexOf('@') + 1);
        Parcel parcel = new Parcel(
                0,
                door.id(),
                "mystery." + UUID.randomUUID().toString().replace("-", "") + "@" + domain,
                MysteryCustomer.NAME,
                door.address(),
                door.address(),
                new ContactPoint(ContactPoint.Kind.EMAIL, door.address()),
                "",
                letter.subject(),
                letter.text(),
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                now);
        switch (carrier.carry(parcel)) {
            case Delivery.Accepted _ -> {}
            case Delivery.Deferred(var why) -> throw new IOException(why);
            case Delivery.Unsure(var why) -> throw new IOException(why);
            case Delivery.Refused(var why) -> throw new IOException(why);
        }
    }
}
