package io.rapport.server.email.auth;

import io.rapport.server.channel.MailProvider;
import io.rapport.server.channel.Sender;
import io.rapport.server.email.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a trusted server found out about a sender, read from its Authentication-Results (RFC 8601) or the same in ARC's
/// set (RFC 8617 section 4.1.1). Only fields that carry its own authserv-id are read, and of those:
///
/// - of a relay of ours in front of us, all above the second Received field: what lies below was written by others
///   before the relay had the mail;
/// - of a mailbox's provider, whose hosts write any number of Received on top, only the topmost. Google writes its
///   field below its own last Received, where a sender's header begins, so the next one may be the sender's
///   (RFC 8601 section 7.1).
///
/// A pass counts if it aligns with the From address: the same domain, or one that the From domain lies in. A domain
/// below the From domain does not count, since whoever gets a subdomain somewhere does not speak for the whole
/// (RFC 7489 section 3.1 leaves this to lists of suffixes, which age).
///
/// A field with anything in quotes that could be more than one word is not read: local parts are chosen by senders
/// and stand in there.
public final class RelayVerdict {
    private static final int MAX_FIELD = 8_000;

    private enum Reach {
        NEXT_HOP,
        MAILBOX
    }

    private final Optional<String> authservId;
    private final Reach reach;

    /// Of a relay of ours.
    ///
    /// @param authservId by which the relay signs; empty: nothing is believed
    public RelayVerdict(Optional<String> authservId) {
        this(authservId, Reach.NEXT_HOP);
    }

    private RelayVerdict(Optional<String> authservId, Reach reach) {
        this.authservId = authservId.map(id -> id.strip().toLowerCase(Locale.ROOT));
        this.reach = reach;
    }

    /// Of the provider of a mailbox that was read.
    public static RelayVerdict ofMailbox(String authservId) {
        return new RelayVerdict(Optional.of(authservId), Reach.MAILBOX);
    }

    /// How far a From address in this domain is proven.
    public Sender.Proof of(Headers headers, String fromDomain) {
        if (authservId.isEmpty() || fromDomain.isEmpty()) {
            return Sender.Proof.UNKNOWN;
        }
        boolean proven = false;
        boolean refuted = false;
        for (Result result : results(headers)) {
            boolean aligned = aligns(fromDomain, result.domain());
            switch (result.method()) {
                case "dmarc" -> {
                    boolean about = result.domain().isEmpty() || result.domain().equals(fromDomain);
                    proven |= result.is("pass") && about;
                    refuted |= result.is("fail") && about;
                }
                case "dkim", "spf" -> {
                    proven |= result.is("pass") && aligned;
                    refuted |= result.method().equals("spf") && result.is("fail") && aligned;
                }
                default -> {}
            }
        }
        if (proven) {
            return Sender.Proof.PROVEN;
        }
        return refuted ? Sender.Proof.FAILED : Sender.Proof.UNKNOWN;
    }

    private record Result(String method, String result, String domain) {
        boolean is(String wanted) {
            return result.equals(wanted);
        }
    }

    private List<Result> results(Headers headers) {
        List<Result> results = new ArrayList<>();
        if (insideOneHouse(headers)) {
            return results;
        }
        int received = 0;
        for (Headers.Field field : headers.all()) {
            boolean station = field.name().equals("received");
            if (station && ++received == 2 && reach == Reach.NEXT_HOP) {
                break;
            }
            boolean about = field.name().equals("authentication-results")
                    || field.name().equals("arc-authentication-results") && reach == Reach.MAILBOX;
            if (!about) {
                continue;
            }
            Optional<String> plain = field.value().length() <= MAX_FIELD ? plain(field.value()) : Optional.empty();
            if (plain.isEmpty()) {
                return List.of();
            }
            boolean ours = read(plain.get(), results);
            if (ours && reach == Reach.MAILBOX) {
                break;
            }
        }
        return results;
    }

    /// A mail that never left the company passes no check at Microsoft, so that the topmost field would be its
    /// writer's. Exchange takes this field from what comes from outside.
    private boolean insideOneHouse(Headers headers) {
        return isMicrosoft()
                && headers.get("x-ms-exchange-organization-authas").strip().equalsIgnoreCase("internal");
    }

    private boolean isMicrosoft() {
        return authservId.filter(MailProvider.MICROSOFT.authservId()::equals).isPresent();
    }

    /// @return whether the field was written by whom we believe
    private boolean read(String plain, List<Result> results) {
        String[] parts = plain.toLowerCase(Locale.ROOT).split(";");
        int first = parts[0].strip().matches("i=\\d{1,2}") ? 1 : 0;
        if (parts.length <= first) {
            return false;
        }
        String[] signer = parts[first].strip().split("\\s+");
        // Exchange Online leaves the authserv-id out and begins with a result, though the standard wants it.
        boolean unsigned = first == 0 && isMicrosoft() && signer[0].contains("=");
        if (!unsigned && authservId.filter(signer[0]::equals).isEmpty()) {
            return false;
        }
        for (int i = unsigned ? 0 : first + 1; i < parts.length; i++) {
            String[] words = parts[i].strip().split("\\s+");
            int equals = words[0].indexOf('=');
            if (equals > 0) {
                String method = words[0].substring(0, equals).replaceAll("/.*", "");
                results.add(new Result(method, words[0].substring(equals + 1), domain(method, words)));
            }
        }
        return true;
    }

    /// The domain that a result is about, by the property its method speaks of.
    private static String domain(String method, String[] words) {
        String wanted = switch (method) {
            case "dkim" -> "header.d=";
            case "dmarc" -> "header.from=";
            case "spf" -> "smtp.mailfrom=";
            default -> "none=";
        };
        for (String word : words) {
            if (word.startsWith(wanted)) {
                return bare(word.substring(wanted.length()));
            }
        }
        for (String word : words) {
            if (method.equals("dkim") && word.startsWith("header.i=")) {
                return bare(word.substring("header.i=".length()));
            }
        }
        return "";
    }

    private static String bare(String value) {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    private static boolean aligns(String from, String domain) {
        return domain.indexOf('.') > 0 && (from.equals(domain) || from.endsWith("." + domain));
    }

    /// Without comments; empty when what is in quotes, or quotes in a comment, could be taken for something else.
    private static Optional<String> plain(String value) {
        StringBuilder out = new StringBuilder(value.length());
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean divides = c == ';' || c == '(' || c == ')' || Character.isWhitespace(c);
            if (c == '\\' || c == '"' && depth > 0 || quoted && divides) {
                return Optional.empty();
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                out.append(c);
            }
        }
        return Optional.of(out.toString());
    }

    /// Why the relay took it for junk, where it says so.
    public static Optional<String> junk(Headers headers) {
        for (String field : List.of("x-spam-flag", "x-spam", "x-spam-status")) {
            String value = headers.get(field).strip().toLowerCase(Locale.ROOT);
            if (value.startsWith("yes") || value.equals("true")) {
                return Optional.of("the mail server in front of us marked it: " + field);
            }
        }
        return Optional.empty();
    }
}
