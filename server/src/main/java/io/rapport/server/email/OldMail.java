package io.rapport.server.email;

import io.rapport.server.channel.Content;
import io.rapport.server.channel.MailServer;
import io.rapport.server.email.imap.Mailbox;
import io.rapport.server.email.intake.MailTranslator;
import io.rapport.server.email.intake.Senders;
import io.rapport.server.email.mime.Addresses;
import io.rapport.server.email.mime.Headers;
import io.rapport.server.email.mime.Mail;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.internet.MailDateFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.imap.IMAPFolder;

/// Mail of the past: read as what arrives is read, and taken in by nobody. Thread-safe.
public final class OldMail {
    private static final Pattern ID = Pattern.compile("<\\s*([^<>\\s\\p{Cntrl}]{3,250})\\s*>");
    private static final int MAX_REFERENCES = 50;
    private static final int MAX_FOLDERS = 200;
    private static final int AT_ONCE = 100;
    private static final FetchProfile LOOK = new FetchProfile();

    static {
        LOOK.add(FetchProfile.Item.SIZE);
        LOOK.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
    }

    private final MailTranslator translator;
    private final int maxMessage;

    OldMail(MailTranslator translator, int maxMessage) {
        this.translator = translator;
        this.maxMessage = maxMessage;
    }

    /// Somebody in a header.
    public record Party(String name, String address) {}

    /// A mail as its header tells.
    ///
    /// @param to To and Cc
    /// @param references what it answers, the first of its thread first
    public record Told(
            Optional<Party> from,
            List<Party> to,
            Optional<Instant> date,
            Optional<String> messageId,
            List<String> references,
            String subject) {}

    public Told told(byte[] raw) {
        Mail mail = translator.parse(raw);
        Headers headers = mail.headers();
        String fallback = mail.fallbackCharset();
        List<Party> to = new ArrayList<>();
        for (String field : List.of("to", "cc")) {
            Addresses.parse(headers.get(field), fallback).forEach(one -> to.add(new Party(one.name(), one.address())));
        }
        List<String> references = new ArrayList<>(ids(headers.get("references")));
        ids(headers.get("in-reply-to")).stream()
                .filter(id -> !references.contains(id))
                .forEach(references::add);
        return new Told(
                Senders.from(headers, fallback).map(one -> new Party(one.name(), one.address())),
                to,
                date(headers.get("date")),
                ids(headers.get("message-id")).stream().findFirst(),
                references,
                content(raw).subject());
    }

    private static List<String> ids(String field) {
        Matcher matcher = ID.matcher(field);
        List<String> ids = new ArrayList<>();
        while (matcher.find() && ids.size() < MAX_REFERENCES) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    private static Optional<Instant> date(String field) {
        try {
            return field.isBlank() || field.length() > 200
                    ? Optional.empty()
                    : Optional.of(new MailDateFormat().parse(field).toInstant());
        } catch (ParseException nonsense) {
            return Optional.empty();
        }
    }

    /// What it says, safe to keep and to show, with its files.
    public Content content(byte[] raw) {
        return translator.content(translator.parse(raw));
    }

    /// Words that another system kept, as safe as if they had come by mail.
    ///
    /// @param html not cleaned; empty: `text` is all
    public Content words(String subject, String text, String html) {
        return translator.words(subject, text, html);
    }

    /// Takes one message out of a mailbox.
    public interface Taker {
        /// @param number of the message in its folder
        /// @param received when the mailbox got it
        /// @return whether to go on
        boolean take(String folder, int number, Optional<Instant> received, byte[] raw);

        void tooLarge(String folder, int number);
    }

    /// Reads a mailbox from its beginning, marking and moving nothing.
    ///
    /// @param folders by their full names; none: all of them
    /// @throws IOException with a sentence that says what is wrong, never with the password
    public void read(MailServer server, String password, List<String> folders, Taker taker) throws IOException {
        try (Store store = Mailbox.connect(server, password)) {
            List<Folder> all = Arrays.stream(store.getDefaultFolder().list("*"))
                    .filter(folder -> folders.isEmpty() || folders.contains(folder.getFullName()))
                    .limit(MAX_FOLDERS)
                    .toList();
            if (all.isEmpty()) {
                throw new IOException("There is no such folder in the mailbox.");
            }
            for (Folder folder : all) {
                if ((folder.getType() & Folder.HOLDS_MESSAGES) != 0 && !read(folder, taker)) {
                    return;
                }
            }
        } catch (MessagingException away) {
            String why = String.valueOf(away.getMessage());
            throw new IOException(
                    "The mailbox at " + server.host() + " can't be read: "
                            + (why.length() > 200 ? why.substring(0, 200) : why),
                    away);
        }
    }

    private boolean read(Folder folder, Taker taker) throws MessagingException, IOException {
        folder.open(Folder.READ_ONLY);
        try {
            int count = folder.getMessageCount();
            for (int number = 1; number <= count; number++) {
                if (number % AT_ONCE == 1) {
                    // Without it each is asked for its envelope, which some mails have in a form that can't be read.
                    folder.fetch(folder.getMessages(number, Math.min(count, number + AT_ONCE - 1)), LOOK);
                }
                Message message = folder.getMessage(number);
                if (message.getSize() > maxMessage) {
                    taker.tooLarge(folder.getFullName(), number);
                    continue;
                }
                ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(1024, message.getSize()));
                message.writeTo(out);
                Optional<Instant> received =
                        Optional.ofNullable(message.getReceivedDate()).map(java.util.Date::toInstant);
                if (!taker.take(folder.getFullName(), number, received, out.toByteArray())) {
                    return false;
                }
            }
            return true;
        } finally {
            folder.close(false);
        }
    }
}
