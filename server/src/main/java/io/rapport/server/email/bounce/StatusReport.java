package io.rapport.server.email.bounce;

import io.rapport.server.email.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A `message/delivery-status` part (RFC 3464): fields for the message, then fields for each recipient.
record StatusReport(List<Recipient> recipients) {

    /// One recipient's fate; each field may be empty.
    record Recipient(String address, String action, String status, String diagnostic) {

        boolean failed() {
            return action.startsWith("fail") || action.isEmpty() && status.startsWith("5");
        }
    }

    static StatusReport parse(String text) {
        List<Recipient> recipients = new ArrayList<>();
        for (String block : text.replace("\r", "").split("\n[ \t]*\n")) {
            Headers fields = fields(block);
            String address = address(fields.get("final-recipient"));
            String original = address(fields.get("original-recipient"));
            String action = fields.get("action").strip().toLowerCase(Locale.ROOT);
            String status = fields.get("status").strip();
            if (address.isEmpty() && original.isEmpty() && action.isEmpty() && status.isEmpty()) {
                continue;
            }
            recipients.add(new Recipient(
                    original.isEmpty() ? address : original,
                    action,
                    Wording.status(status).orElse(""),
                    diagnostic(fields)));
        }
        return new StatusReport(recipients);
    }

    /// The one that matters most: the first that failed, else the first that waits, else the first.
    Optional<Recipient> main() {
        return recipients.stream()
                .filter(Recipient::failed)
                .findFirst()
                .or(() -> recipients.stream()
                        .filter(one -> one.action.startsWith("delay"))
                        .findFirst())
                .or(() -> recipients.stream().findFirst());
    }

    private static Headers fields(String block) {
        List<Headers.Field> fields = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String next : block.split("\n")) {
            if (!next.isEmpty() && (next.charAt(0) == ' ' || next.charAt(0) == '\t')) {
                line.append(' ').append(next.strip());
                continue;
            }
            add(line, fields);
            line.setLength(0);
            line.append(next);
        }
        add(line, fields);
        return new Headers(fields);
    }

    private static void add(CharSequence line, List<Headers.Field> fields) {
        String text = line.toString();
        int colon = text.indexOf(':');
        if (colon > 0) {
            fields.add(new Headers.Field(
                    text.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    text.substring(colon + 1).strip()));
        }
    }

    /// The address behind `rfc822;`.
    private static String address(String field) {
        int semicolon = field.indexOf(';');
        String value = field.substring(semicolon + 1).strip();
        return Wording.address(value).orElse("");
    }

    private static String diagnostic(Headers fields) {
        String code = fields.get("diagnostic-code");
        int semicolon = code.indexOf(';');
        boolean typed =
                semicolon > 0 && semicolon < 20 && code.substring(0, semicolon).indexOf(' ') < 0;
        return (typed ? code.substring(semicolon + 1) : code).strip();
    }
}
