package io.rapport.server.email.send;

import io.rapport.server.channel.Content;
import io.rapport.server.channel.Parcel;
import io.rapport.server.email.mime.CleanText;
import io.rapport.server.email.mime.FileNames;
import io.rapport.server.vocabulary.ContactPoint;
import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

/// Writes a parcel as a message (RFC 5322, MIME). Pure: the same parcel gives the same header each time.
///
/// Nothing a customer or agent wrote can become a header: names and subject are single lines without control
/// characters and encoded by RFC 2047, addresses and ids are checked.
public final class Composer {

    private static final Pattern MESSAGE_ID = Pattern.compile("[^\\s<>\\p{Cntrl}]{1,240}@[^\\s<>@\\p{Cntrl}]{1,250}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}");
    private static final Pattern LINK = Pattern.compile("https?://[!-~&&[^<>\"]]{1,800}");
    private static final int MAX_REFERENCES = 20;

    private Composer() {}

    /// @throws IllegalArgumentException when the parcel cannot be a message (a broken address or id)
    static MimeMessage compose(Session session, Parcel parcel) throws MessagingException {
        MimeMessage message = new FixedIdMessage(session, id(parcel.messageId()));
        message.setFrom(address(parcel.fromAddress(), parcel.fromName()));
        message.setRecipient(Message.RecipientType.TO, address(parcel.to().value(), parcel.toName()));
        message.setHeader(
                "Reply-To", address(parcel.replyAddress(), parcel.fromName()).toString());
        message.setSubject(CleanText.line(parcel.subject(), Content.MAX_SUBJECT), "UTF-8");
        message.setSentDate(Date.from(parcel.writtenAt()));
        thread(message, parcel.inReplyTo());
        if (parcel.automatic()) {
            message.setHeader("Auto-Submitted", isReply(parcel) ? "auto-replied" : "auto-generated");
            message.setHeader("X-Auto-Response-Suppress", "All");
        }
        if (parcel.unsubscribe().isPresent()) {
            message.setHeader(
                    "List-Unsubscribe", "<" + link(parcel.unsubscribe().get()) + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            message.setHeader("Precedence", "bulk");
        }
        body(message, parcel);
        message.saveChanges();
        return message;
    }

    /// Whom bounces go to. A signed reply address brings a bounce back to its matter even where the far side returns
    /// nothing of the message; a machine's answer to a mail has the null sender (RFC 3834 section 3.3).
    static String envelopeSender(Parcel parcel) {
        return isReply(parcel) && parcel.automatic() ? "<>" : checked(parcel.replyAddress());
    }

    private static boolean isReply(Parcel parcel) {
        return !parcel.inReplyTo().isEmpty();
    }

    private static void thread(MimeMessage message, List<String> earlier) throws MessagingException {
        List<String> ids = new ArrayList<>();
        for (String one : earlier) {
            if (MESSAGE_ID.matcher(one).matches()) {
                ids.add("<" + one + ">");
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        message.setHeader("In-Reply-To", ids.getLast());
        // The first one names the thread, the last ones place the message in it.
        List<String> kept = new ArrayList<>(ids.subList(Math.max(0, ids.size() - MAX_REFERENCES), ids.size()));
        if (kept.size() < ids.size()) {
            kept.set(0, ids.getFirst());
        }
        message.setHeader("References", MimeUtility.fold("References: ".length(), String.join(" ", kept)));
    }

    private static void body(MimeMessage message, Parcel parcel) throws MessagingException {
        List<Content.Attached> inline = new ArrayList<>();
        List<Content.Attached> files = new ArrayList<>();
        for (Content.Attached attached : parcel.attachments()) {
            boolean shown = parcel.html().isPresent()
                    && attached.contentId().isPresent()
                    && parcel.html()
                            .get()
                            .contains("cid:" + attached.contentId().get());
            (shown ? inline : files).add(attached);
        }
        if (files.isEmpty()) {
            words(message, parcel, inline);
            return;
        }
        MimeMultipart mixed = new MimeMultipart("mixed");
        MimeBodyPart words = new MimeBodyPart();
        words(words, parcel, inline);
        mixed.addBodyPart(words);
        for (Content.Attached file : files) {
            mixed.addBodyPart(file(file, Part.ATTACHMENT));
        }
        message.setContent(mixed);
    }

    private static void words(Part part, Parcel parcel, List<Content.Attached> inline) throws MessagingException {
        if (parcel.html().isEmpty()) {
            text(part, parcel.text(), "plain");
            return;
        }
        MimeMultipart alternative = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        text(plain, parcel.text(), "plain");
        alternative.addBodyPart(plain);
        alternative.addBodyPart(html(parcel.html().get(), inline));
        part.setContent(alternative);
    }

    private static BodyPart html(String html, List<Content.Attached> inline) throws MessagingException {
        MimeBodyPart page = new MimeBodyPart();
        text(page, html, "html");
        if (inline.isEmpty()) {
            return page;
        }
        MimeMultipart related = new MimeMultipart("related");
        related.addBodyPart(page);
        for (Content.Attached picture : inline) {
            related.addBodyPart(file(picture, Part.INLINE));
        }
        MimeBodyPart whole = new MimeBodyPart();
        whole.setContent(related);
        return whole;
    }

    private static void text(Part part, String text, String subtype) throws MessagingException {
        String lines = CleanText.block(text, Integer.MAX_VALUE).replace("\n", "\r\n");
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        String type = "text/" + subtype + "; charset=utf-8";
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", plainEnough(bytes) ? "7bit" : "quoted-printable");
    }

    private static boolean plainEnough(byte[] bytes) {
        int line = 0;
        for (byte b : bytes) {
            line = b == '\n' ? 0 : line + 1;
            if (b < 0 || line > 900) {
                return false;
            }
        }
        return true;
    }

    private static MimeBodyPart file(Content.Attached attached, String disposition) throws MessagingException {
        String given = attached.type().toLowerCase(java.util.Locale.ROOT);
        boolean opaque =
                !MEDIA_TYPE.matcher(given).matches() || given.startsWith("message/") || given.startsWith("multipart/");
        String type = opaque ? "application/octet-stream" : given;
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(attached.bytes(), type)));
        part.setHeader("Content-Type", type);
        part.setFileName(FileNames.clean(attached.name(), type));
        part.setDisposition(disposition);
        part.setHeader("Content-Transfer-Encoding", "base64");
        if (attached.contentId().isPresent()) {
            part.setContentID("<" + CleanText.line(attached.contentId().get(), 200) + ">");
        }
        return part;
    }

    private static InternetAddress address(String address, String name) {
        try {
            InternetAddress whole = new InternetAddress();
            whole.setAddress(checked(address));
            String shown = CleanText.line(name, 200);
            if (!shown.isEmpty()) {
                whole.setPersonal(shown, "UTF-8");
            }
            return whole;
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("every JDK has UTF-8", impossible);
        }
    }

    private static String checked(String address) {
        return ContactPoint.email(address)
                .map(_ -> address.strip())
                .orElseThrow(() -> new IllegalArgumentException("not a mail address: " + CleanText.line(address, 100)));
    }

    private static String link(String address) {
        if (!LINK.matcher(address).matches()) {
            throw new IllegalArgumentException("not a link: " + CleanText.line(address, 100));
        }
        return address;
    }

    private static String id(String messageId) {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("not a Message-ID: " + CleanText.line(messageId, 100));
        }
        return messageId;
    }

    /// Angus makes a new Message-ID whenever a message is saved; ours was fixed when the reply was written.
    private static final class FixedIdMessage extends MimeMessage {
        private final String id;

        FixedIdMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
