package io.rapport.outside.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// A customer's mail program: writes to a server by SMTP and waits for its `250`.
public final class MailWriter {
    private final Session session;

    /// @param port of the server on the loopback address
    public MailWriter(int port) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.connectiontimeout", "10000");
        properties.put("mail.smtp.timeout", "30000");
        properties.put("mail.smtp.localhost", "customer.example");
        this.session = Session.getInstance(properties);
    }

    /// A mail to be written.
    ///
    /// @param inReplyTo the Message-ID that it answers, with angle brackets; empty for none
    public record Letter(String fromName, String from, String to, String subject, String text, String inReplyTo) {}

    /// Sends, and returns when the server has acknowledged.
    public void send(Letter letter) throws MessagingException {
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(letter.from(), letter.fromName(), StandardCharsets.UTF_8.name()));
            message.setRecipients(Message.RecipientType.TO, letter.to());
            message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
            if (!letter.inReplyTo().isEmpty()) {
                message.setHeader("In-Reply-To", letter.inReplyTo());
                message.setHeader("References", letter.inReplyTo());
            }
            Transport.send(message);
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("every JDK has UTF-8", impossible);
        }
    }
}
