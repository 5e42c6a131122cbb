package io.rapport.server.email.intake;

import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.email.bounce.MachineMail;
import io.rapport.server.email.html.HtmlCleaner;
import io.rapport.server.email.html.SafeHtml;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.email.mime.Charsets;
import io.rapport.server.email.mime.CleanText;
import io.rapport.server.email.mime.FileNames;
import io.rapport.server.email.mime.HeaderText;
import io.rapport.server.email.mime.Headers;
import io.rapport.server.email.mime.Mail;
import io.rapport.server.email.mime.MailParser;
import io.rapport.server.email.mime.Part;
import io.rapport.server.email.mime.QuotedTail;
import io.rapport.server.email.mime.Words;
import io.rapport.server.vocabulary.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Translates mail into arrivals. Pure and thread-safe; never throws for what a sender wrote: the worst mail becomes
/// an arrival of nature [Nature.Unreadable] with its bytes.
public final class MailTranslator {

    private final MailParser parser;
    private final HtmlCleaner cleaner;
    private final MachineMail machines;

    public MailTranslator(Bounds bounds) {
        this.parser = new MailParser(bounds);
        this.cleaner = new HtmlCleaner(bounds.htmlCharacters());
        this.machines = new MachineMail(parser);
    }

    public Mail parse(byte[] raw) {
        return parser.parse(raw);
    }

    /// @param mail the same bytes, parsed by [#parse]
    /// @param proof how far the From address is proven
    public Arrival translate(byte[] raw, Mail mail, Envelope envelope, Sender.Proof proof, Optional<String> junk) {
        try {
            return readable(raw, mail, envelope, proof, junk);
        } catch (RuntimeException | StackOverflowError ourMistake) {
            return unreadable(
                    raw, envelope, "failed with " + ourMistake.getClass().getSimpleName());
        }
    }

    private Arrival readable(byte[] raw, Mail mail, Envelope envelope, Sender.Proof proof, Optional<String> junk) {
        Headers headers = mail.headers();
        String fallback = mail.fallbackCharset();
        Content content = content(mail, fallback);
        Optional<String> returnPath = envelope.returnPath().or(() -> returnPath(headers));
        Optional<Sender> sender = Senders.of(headers, fallback, returnPath, proof);
        Nature nature = machines.nature(mail, returnPath);
        List<String> recipients = Hints.recipients(headers, envelope.recipients(), fallback);
        return new Arrival(
                Channel.MAIL,
                envelope.door().id(),
                FingerPrint.of(envelope.door().id(), raw),
                Hints.ids(headers.get("message-id")).stream().findFirst(),
                envelope.receivedAt(),
                raw,
                sender,
                nature,
                content,
                recipients,
                Hints.of(headers, recipients, reported(nature)),
                junk);
    }

    /// An arrival for bytes that defy us, so that a person looks at them.
    public Arrival unreadable(byte[] raw, Envelope envelope, String why) {
        String text = CleanText.block(Charsets.decode(raw, ""), Content.MAX_TEXT);
        return new Arrival(
                Channel.MAIL,
                envelope.door().id(),
                FingerPrint.of(envelope.door().id(), raw),
                Optional.empty(),
                envelope.receivedAt(),
                raw,
                Optional.empty(),
                new Nature.Unreadable(why),
                Content.words("", text),
                envelope.recipients(),
                List.of(),
                Optional.empty());
    }

    private static Optional<String> reported(Nature nature) {
        return nature instanceof Nature.Bounce bounce ? bounce.messageId() : Optional.empty();
    }

    /// The last carrier writes it on top (RFC 5321 section 4.4); empty brackets are the null sender.
    private static Optional<String> returnPath(Headers headers) {
        return headers.first("return-path")
                .map(path -> path.replace("<", "").replace(">", "").strip());
    }

    /// What a mail says, whatever became of it.
    public Content content(Mail mail) {
        return content(mail, mail.fallbackCharset());
    }

    /// Words that another system kept, as safe as if they had come by mail.
    ///
    /// @param html not cleaned; empty: `text` is all
    public Content words(String subject, String text, String html) {
        Optional<SafeHtml> safe = html.isBlank() ? Optional.empty() : Optional.of(cleaner.clean(htmlWithoutNul(html)));
        String line = CleanText.line(subject, Content.MAX_SUBJECT);
        String read = hasWords(text) ? text : safe.map(SafeHtml::text).orElse(text);
        QuotedTail split = QuotedTail.split(line, CleanText.block(read, 4 * Content.MAX_TEXT));
        return new Content(
                line,
                CleanText.block(split.text(), Content.MAX_TEXT),
                CleanText.block(split.quoted(), Content.MAX_TEXT),
                safe.map(SafeHtml::html).filter(clean -> !clean.isBlank()),
                safe.isPresent() && safe.get().remoteImages(),
                read.length() > Content.MAX_TEXT
                        || safe.isPresent() && safe.get().truncated(),
                List.of(),
                List.of());
    }

    private Content content(Mail mail, String fallback) {
        Words words = Words.of(mail);
        String subject =
                CleanText.line(HeaderText.decode(mail.headers().get("subject"), fallback), Content.MAX_SUBJECT);
        Optional<SafeHtml> html =
                words.html().isBlank() ? Optional.empty() : Optional.of(cleaner.clean(htmlWithoutNul(words.html())));
        boolean plainSays = hasWords(words.text());
        String read = plainSays ? words.text() : html.map(SafeHtml::text).orElse(words.text());
        String block = CleanText.block(read, 4 * Content.MAX_TEXT);
        QuotedTail split = QuotedTail.split(subject, block);
        boolean tooLong = split.text().length() > Content.MAX_TEXT
                || split.quoted().length() > Content.MAX_TEXT
                || read.length() > 4 * Content.MAX_TEXT;
        return new Content(
                subject,
                CleanText.block(split.text(), Content.MAX_TEXT),
                CleanText.block(split.quoted(), Content.MAX_TEXT),
                html.map(SafeHtml::html).filter(safe -> !safe.isBlank()),
                html.isPresent() && html.get().remoteImages(),
                tooLong || mail.truncated() || html.isPresent() && html.get().truncated(),
                attachments(words.files()),
                List.of());
    }

    private static String htmlWithoutNul(String html) {
        return CleanText.block(html, Integer.MAX_VALUE);
    }

    private static boolean hasWords(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private List<Content.Attached> attachments(List<Part> files) {
        List<Content.Attached> attached = new ArrayList<>(files.size());
        for (Part file : files) {
            String given = file.filename();
            if (given.isEmpty() && (file.is("message/rfc822") || file.is("message/global"))) {
                String subject = subjectOf(file);
                given = subject.isEmpty() ? "" : subject.replace('/', '-').replace('\\', '-') + ".eml";
            }
            attached.add(new Content.Attached(
                    FileNames.clean(given, file.type()),
                    CleanText.line(file.type(), 100),
                    file.bytes(),
                    Optional.of(file.contentId()).filter(id -> !id.isEmpty())));
        }
        return attached;
    }

    private String subjectOf(Part message) {
        Headers inner = parser.headers(message.bytes());
        return CleanText.line(HeaderText.decode(inner.get("subject"), ""), 100);
    }
}
