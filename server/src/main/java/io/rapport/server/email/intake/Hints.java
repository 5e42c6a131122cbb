package io.rapport.server.email.intake;

import io.rapport.server.channel.Hint;
import io.rapport.server.email.mime.Addresses;
import io.rapport.server.email.mime.Headers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what an arrival may answer: our tokens in addresses and Message-IDs first, then any Message-IDs.
///
/// Only candidates: who signed a token and whether it crosses customers is judged behind the inbox.
public final class Hints {

    private static final Pattern ADDRESS_TOKEN = Pattern.compile("\\+m\\.([A-Za-z0-9_-]{16,64})@");
    private static final Pattern ID_TOKEN = Pattern.compile("^m\\.([A-Za-z0-9_-]{16,64})\\.");
    private static final Pattern ID = Pattern.compile("<\\s*([^<>\\s\\p{Cntrl}]{3,250})\\s*>");
    private static final int MAX = 50;

    private Hints() {}

    /// @param recipients every address it was sent to, envelope first
    /// @param reported the Message-ID a bounce reports on, where it is one
    static List<Hint> of(Headers headers, List<String> recipients, Optional<String> reported) {
        List<String> ids = new ArrayList<>();
        reported.ifPresent(ids::add);
        ids.addAll(ids(headers.get("in-reply-to")));
        List<String> references = ids(headers.get("references"));
        Collections.reverse(references);
        ids.addAll(references);

        Set<Hint> hints = new LinkedHashSet<>();
        for (String recipient : recipients) {
            Matcher token = ADDRESS_TOKEN.matcher(recipient);
            if (token.find()) {
                hints.add(new Hint.Token(token.group(1)));
            }
        }
        for (String id : ids) {
            token(id).ifPresent(token -> hints.add(new Hint.Token(token)));
        }
        for (String id : ids) {
            hints.add(new Hint.MessageId(id));
        }
        return hints.stream().limit(MAX).toList();
    }

    /// Our token in a Message-ID of the shape `m.TOKEN.random@domain`.
    static Optional<String> token(String messageId) {
        Matcher token = ID_TOKEN.matcher(messageId);
        return token.find() ? Optional.of(token.group(1)) : Optional.empty();
    }

    /// Message-IDs in the order written, without brackets.
    static List<String> ids(String field) {
        List<String> found = new ArrayList<>();
        Matcher ids = ID.matcher(field);
        while (ids.find() && found.size() < 200) {
            found.add(ids.group(1));
        }
        if (found.isEmpty() && field.indexOf('@') > 0 && field.indexOf('<') < 0 && field.length() < 250) {
            String bare = field.strip();
            if (bare.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
                found.add(bare);
            }
        }
        return found;
    }

    /// Every address a mail was sent to, envelope first, without repetition; at most 100.
    static List<String> recipients(Headers headers, List<String> envelope, String fallback) {
        Set<String> all = new LinkedHashSet<>(envelope);
        for (String field : List.of("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-forwarded-to")) {
            for (String value : headers.every(field)) {
                for (Addresses.Mailbox mailbox : Addresses.parse(value, fallback)) {
                    all.add(mailbox.address());
                }
            }
        }
        return all.stream()
                .filter(address -> address.length() <= 320)
                .limit(100)
                .toList();
    }
}
