package io.rapport.server.email.bounce;

import io.rapport.server.channel.Nature;
import io.rapport.server.email.mime.Addresses;
import io.rapport.server.email.mime.Charsets;
import io.rapport.server.email.mime.CleanText;
import io.rapport.server.email.mime.HeaderText;
import io.rapport.server.email.mime.Headers;
import io.rapport.server.email.mime.Mail;
import io.rapport.server.email.mime.MailParser;
import io.rapport.server.email.mime.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads reports on the fate of mail we sent: RFC 3464 where hosts keep to it, their own wordings where not,
/// feedback loops (RFC 5965) and receipts (RFC 8098).
///
/// PERMANENT is said whenever the far side has given up, whatever the class of its status: a full mailbox (`4.2.2`,
/// failed) is final for that message. TEMPORARY means that the far side still tries. DELIVERED is for what did
/// arrive: positive reports, complaints (`feedback`), receipts (`displayed`).
public final class BounceReader {

    private static final int MAX_DIAGNOSTIC = 500;
    private static final int MAX_TEXT = 60_000;

    private static final Pattern SENDER = Pattern.compile(
            "(?i)^(?:mailer[-_.]?daemon|post[-_]?master|mail[-_.]?(?:delivery|admin|system|router)|mdaemon|bounces?|mmdf|daemon|failure_notice|"
                    + "mail-delivery-subsystem|mail-?er|no-?reply|microsoftexchange[0-9a-f]+|mail-admin|abuse|amavis|administrator|scanner|.*-bounce.*|bounce-.*)@.*|^(?:mailer-daemon|postmaster)$");

    private static final Pattern SUBJECT = Pattern.compile(
            "(?iU)undeliver|undelivered|un-?deliverable|non[- ]?deliver|non remis|delivery (?:status|fail|error|problem|report|notification|has failed|incomplete|unsuccess|delay)|"
                    + "mail (?:delivery|system error|error|returned|could not)|failure (?:notice|notification|delivery)|returned (?:mail|to sender)|returning message|could ?n(?:o|')t (?:send|be|deliver)|can(?:no|')t (?:be delivered|send|deliver)|"
                    + "(?:not|never) (?:been )?(?:delivered|sent)|message (?:status|delivery|delayed|you sent)|bounce|rejected (?:mail|message)|unzustellbar|nicht zugestellt|zustellung|fehlgeschlagen|"
                    + "no se (?:ha )?pud|devuelto|devolvid|non (?:è stato )?(?:consegn|recapit)|mancata consegna|échec|impossible de remettre|onbestelbaar|niet bezorgd|"
                    + "недостав|невозможн|не доставлен|配信|送信エラー|エラー|不明|退信|系统退信|failed|failure|warning: (?:could not|message)|delayed|nondeliverable|error sending|unable to deliver|user unknown|delivery subsystem|notification d'état");

    private static final Pattern OPENING = Pattern.compile(
            "(?i)could ?n(?:o|')t be delivered|unable to deliver|was(?:n't| not) able to deliver|not be delivered|did not reach|undeliverable|permanent(?: fatal)? errors?|delivery (?:to|of|has) .{0,80}fail|failed permanently|"
                    + "the following address|has not been delivered|could not deliver|failed to deliver|not delivered to|user unknown|delivery error|message was not delivered|transient non-fatal|delivery failed|had (?:permanent|transient)|returned to sender|the following recipient|been rejected|was rejected|mail(?:box)? (?:is )?full|delayed|cannot be delivered|recipients? failed");

    /// Where the returned message begins in a bounce without MIME structure.
    private static final Pattern RETURNED = Pattern.compile(
            "(?im)^[ \\t>|]*(?:-{3,}.{0,100}(?:copy of|original|returned|unsent|undelivered|below|header|transcript follows|message follows|"
                    + "enclosed|forwarded|content)|original (?:message|mail) (?:follows|header|text)|the header page of|(?:the )?(?:original )?message headers? (?:follow|are)|"
                    + "received: (?:from|by|\\(qmail)|return-path: ?<|your (?:original )?message (?:follows|headers)|message headers|-{5,} ?(?:start of|begin)|original message headers|"
                    + "the (?:text|first) .{0,40}(?:original|returned|message)|content-type: message/(?:rfc822|delivery)|date: \\w{3}, \\d|x-mailer:|mime-version: 1|message-id: *<)");

    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^[ \\t>|]*message-id:\\s*<([^<>\\s\\p{Cntrl}]{3,250})>");
    private static final Pattern RETURNED_TO =
            Pattern.compile("(?im)^[ \\t>|]*(?:to|x-rcpt-to|envelope-to|delivered-to):\\s*(.{3,250})$");
    private static final Pattern BRACKETED = Pattern.compile("<([^<>\\s@]{1,100}@[^<>\\s@]{3,250})>");
    private static final Pattern STILL_TRYING = Pattern.compile(
            "(?is)still (?:being |be )?(?:tried|trying|retr|in the queue)|will (?:keep|continue) (?:trying|to (?:try|retry|be retried|attempt))|warning message only|do not need to (?:resend|retry)|"
                    + "no action is required|delivery attempts will continue|transient non-fatal|will be retried|has been delayed|not yet been delivered|will retry|delivery .{0,40}is delayed");

    private final MailParser parser;

    public BounceReader(MailParser parser) {
        this.parser = parser;
    }

    /// @param returnPath the envelope sender; the empty string is the null sender
    public Optional<Nature.Bounce> read(Mail mail, Optional<String> returnPath) {
        Evidence evidence = new Evidence();
        evidence.collect(mail.root(), parser, 0);
        if (evidence.feedback.isPresent()) {
            return Optional.of(feedback(evidence));
        }
        if (evidence.disposition.isPresent()) {
            return Optional.of(receipt(evidence));
        }
        if (evidence.status.isEmpty() && !looksLikeBounce(mail, evidence, returnPath)) {
            return Optional.empty();
        }
        return Optional.of(report(mail, evidence));
    }

    private static boolean looksLikeBounce(Mail mail, Evidence evidence, Optional<String> returnPath) {
        Headers headers = mail.headers();
        if (mail.root().is("multipart/report")
                && mail.root().parameters().get("report-type").equalsIgnoreCase("delivery-status")) {
            return true;
        }
        if (headers.has("x-failed-recipients")) {
            return true;
        }
        String fallback = mail.fallbackCharset();
        String subject = HeaderText.decode(headers.get("subject"), fallback);
        String from = Addresses.parse(headers.get("from"), fallback).stream()
                .map(Addresses.Mailbox::address)
                .findFirst()
                .orElse(headers.get("from"));
        boolean machine = SENDER.matcher(from).matches()
                || headers.get("from")
                        .toLowerCase(Locale.ROOT)
                        .matches(".*(?:mailer-daemon|postmaster|mail delivery|delivery sub).*")
                || returnPath
                        .filter(path -> path.isEmpty() || SENDER.matcher(path).matches())
                        .isPresent();
        if (!machine
                || headers.has("in-reply-to") && headers.get("auto-submitted").startsWith("auto-replied")) {
            return false;
        }
        boolean says = SUBJECT.matcher(subject).find();
        String opening = evidence.human();
        boolean opens = OPENING.matcher(opening.substring(0, Math.min(3000, opening.length())))
                .find();
        return says || opens;
    }

    private static Nature.Bounce feedback(Evidence evidence) {
        Headers fields = evidence.feedback.orElseThrow();
        String type = fields.get("feedback-type");
        Optional<String> recipient = Wording.address(fields.get("original-rcpt-to"))
                .or(() -> Wording.address(fields.get("removal-recipient")))
                .or(evidence::returnedTo);
        return new Nature.Bounce(
                evidence.messageId(),
                recipient,
                Nature.Bounce.Kind.DELIVERED,
                "",
                "feedback",
                CleanText.line(type.isEmpty() ? "complaint" : type, MAX_DIAGNOSTIC));
    }

    private static Nature.Bounce receipt(Evidence evidence) {
        Headers fields = evidence.disposition.orElseThrow();
        String disposition = fields.get("disposition");
        String what =
                disposition.substring(disposition.indexOf(';') + 1).strip().toLowerCase(Locale.ROOT);
        Optional<String> id = Optional.of(fields.get("original-message-id").replaceAll("[<>\\s\\p{Cntrl}]", ""))
                .filter(given -> given.length() > 2);
        String word = what.split("[/ ;]", 2)[0];
        return new Nature.Bounce(
                id.or(evidence::messageId),
                Wording.address(fields.get("final-recipient")),
                Nature.Bounce.Kind.DELIVERED,
                "",
                word.isEmpty() || word.length() > 20 ? "displayed" : word,
                CleanText.line(disposition, MAX_DIAGNOSTIC));
    }

    private static Nature.Bounce report(Mail mail, Evidence evidence) {
        Optional<StatusReport.Recipient> main = evidence.status.flatMap(StatusReport::main);
        String human = evidence.human();
        String coded = main.map(StatusReport.Recipient::diagnostic).orElse("");
        String recipient = main.map(StatusReport.Recipient::address)
                .filter(address -> !address.isEmpty())
                .or(() -> Wording.address(mail.headers().get("x-failed-recipients")))
                .or(() -> evidence.recipientInText())
                .or(evidence::returnedTo)
                .orElse("");
        String subject = HeaderText.decode(mail.headers().get("subject"), "");
        String status = status(main, coded, human);
        String near = Evidence.around(human, recipient);
        String reason = reason(coded, near, human, subject, status);
        String diagnostic = coded.isBlank() ? near : coded;
        Nature.Bounce.Kind kind = kind(main, human, subject);
        return new Nature.Bounce(
                evidence.messageId(),
                Optional.of(recipient).filter(address -> !address.isEmpty()),
                kind,
                status,
                kind == Nature.Bounce.Kind.DELIVERED ? "delivered" : reason,
                CleanText.line(diagnostic, MAX_DIAGNOSTIC));
    }

    private static Nature.Bounce.Kind kind(Optional<StatusReport.Recipient> main, String human, String subject) {
        String action = main.map(StatusReport.Recipient::action).orElse("");
        if (action.startsWith("delay")) {
            return Nature.Bounce.Kind.TEMPORARY;
        }
        if (action.startsWith("deliver") || action.startsWith("relay") || action.startsWith("expand")) {
            return Nature.Bounce.Kind.DELIVERED;
        }
        if (action.isEmpty()) {
            boolean trying = STILL_TRYING.matcher(human).find()
                    || subject.toLowerCase(Locale.ROOT).contains("(delay)");
            return trying ? Nature.Bounce.Kind.TEMPORARY : Nature.Bounce.Kind.PERMANENT;
        }
        return Nature.Bounce.Kind.PERMANENT;
    }

    /// The most precise code: a host's own in its words before the reporter's `5.0.0`.
    private static String status(Optional<StatusReport.Recipient> main, String coded, String human) {
        String said = main.map(StatusReport.Recipient::status).orElse("");
        if (!said.isEmpty() && !said.endsWith(".0.0")) {
            return said;
        }
        return Wording.status(coded)
                .or(() -> Wording.status(human))
                .filter(code -> said.isEmpty() || !code.endsWith(".0.0"))
                .orElse(said);
    }

    /// The coded words, a precise status, the sentences by the address, all the machine's words, any status, the
    /// subject: the first that says something.
    private static String reason(String coded, String near, String human, String subject, String status) {
        String precise = Reasons.fromPreciseStatus(status);
        if (!precise.equals(Reasons.UNDEFINED) && !precise.equals("expired")) {
            return precise;
        }
        for (String words : List.of(coded, near)) {
            String reason = Reasons.fromWords(words);
            if (!reason.equals(Reasons.UNDEFINED)) {
                return reason;
            }
        }
        if (!precise.equals(Reasons.UNDEFINED)) {
            return precise;
        }
        String code = Reasons.fromStatus(status);
        String reason = code.equals(Reasons.UNDEFINED) ? Reasons.fromWords(human) : code;
        return reason.equals(Reasons.UNDEFINED) ? Reasons.fromWords(subject) : reason;
    }

    /// What a report holds, sorted: the machine's words, its coded part, the returned message.
    private static final class Evidence {
        Optional<StatusReport> status = Optional.empty();
        Optional<Headers> feedback = Optional.empty();
        Optional<Headers> disposition = Optional.empty();
        private Optional<Headers> returned = Optional.empty();
        private final StringBuilder words = new StringBuilder();
        private Optional<String> human = Optional.empty();

        void collect(Part part, MailParser parser, int depth) {
            for (Part child : part.children()) {
                collect(child, parser, depth);
            }
            if (part.isMultipart()) {
                return;
            }
            switch (part.type()) {
                case "message/delivery-status", "message/global-delivery-status" -> {
                    StatusReport report = StatusReport.parse(latin(part));
                    if (!report.recipients().isEmpty() && status.isEmpty()) {
                        status = Optional.of(report);
                    }
                }
                case "message/feedback-report" -> feedback = Optional.of(parser.headers(part.bytes()));
                case "message/disposition-notification" -> disposition = Optional.of(parser.headers(part.bytes()));
                case "message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers" ->
                    nested(part, parser, depth);
                case "text/plain" -> add(part.text());
                case "text/html" -> {
                    if (words.isEmpty()) {
                        add(part.text()
                                .replaceAll("(?s)<style.*?</style>|<[^>]{0,2000}>", " ")
                                .replace("&lt;", "<")
                                .replace("&gt;", ">"));
                    }
                }
                default -> {}
            }
        }

        /// A report within the returned message counts where the outer one has none: some gateways wrap them.
        private void nested(Part part, MailParser parser, int depth) {
            Mail inner = parser.parse(part.bytes());
            if (returned.isEmpty()) {
                returned = Optional.of(inner.headers());
            }
            if (depth < 2 && status.isEmpty() && inner.root().is("multipart/report")) {
                Evidence wrapped = new Evidence();
                wrapped.collect(inner.root(), parser, depth + 1);
                if (wrapped.status.isPresent()) {
                    status = wrapped.status;
                    returned = wrapped.returned.or(() -> returned);
                    add(wrapped.words.toString());
                }
            }
        }

        private void add(String text) {
            if (words.length() < MAX_TEXT) {
                words.append(text, 0, Math.min(text.length(), MAX_TEXT)).append('\n');
            }
        }

        private static String latin(Part part) {
            return Charsets.decode(part.bytes(), part.charset());
        }

        /// The machine's words before the returned message.
        String human() {
            if (human.isEmpty()) {
                Matcher end = RETURNED.matcher(words);
                int from = Math.min(30, words.length());
                human = Optional.of(end.find(from) ? words.substring(0, end.start()) : words.toString());
            }
            return human.get();
        }

        Optional<String> messageId() {
            Optional<String> inHeaders = returned.map(headers -> headers.get("message-id"))
                    .map(id -> id.replaceAll("[<>\\s\\p{Cntrl}]", ""))
                    .filter(id -> id.length() > 2 && id.length() <= 250);
            if (inHeaders.isPresent()) {
                return inHeaders;
            }
            Matcher inText = MESSAGE_ID.matcher(words);
            return inText.find() ? Optional.of(inText.group(1)) : Optional.empty();
        }

        Optional<String> returnedTo() {
            Optional<String> inHeaders = returned.flatMap(headers -> Wording.address(headers.get("to")));
            if (inHeaders.isPresent()) {
                return inHeaders;
            }
            Matcher to = RETURNED_TO.matcher(words);
            return to.find() ? Wording.address(to.group(1)) : Optional.empty();
        }

        Optional<String> recipientInText() {
            Matcher bracketed = BRACKETED.matcher(human());
            return bracketed.find() ? Optional.of(bracketed.group(1)) : Wording.address(human());
        }

        /// The sentence of the machine that stands by the address.
        static String around(String human, String recipient) {
            List<String> lines = new ArrayList<>();
            boolean near = recipient.isEmpty();
            for (String line : human.split("\n")) {
                near |= line.contains(recipient);
                if (near && !line.isBlank()) {
                    lines.add(line.strip());
                }
                if (lines.size() >= 8) {
                    break;
                }
            }
            return String.join(" ", lines.isEmpty() ? List.of(human.strip()) : lines);
        }
    }
}
