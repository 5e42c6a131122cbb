package io.rapport.server.email.auth;

import io.rapport.server.channel.Sender;
import io.rapport.server.email.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a trusted relay found out about a sender, read from its Authentication-Results (RFC 8601).
///
/// Only fields that carry the relay's own authserv-id are read, and only those above the second Received field: what
/// lies below was written by others before the relay had the mail. A pass counts if it aligns with the From address:
/// the same domain, or one that the From domain lies in. A domain below the From domain does not count, since whoever
/// gets a subdomain somewhere does not speak for the whole (RFC 7489 section 3.1 leaves this to lists of suffixes,
/// which age).
public final class RelayVerdict {
    private static final int MAX_FIELD = 8_000;

    private final Optional<String> authservId;

    /// @param authservId by which the relay signs; empty: nothing is believed
    public RelayVerdict(Optional<String> authservId) {
        this.authservId = authservId.map(id -> id.strip().toLowerCase(Locale.ROOT));
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
        int received = 0;
        for (Headers.Field field : headers.all()) {
            if (field.name().equals("received") && ++received == 2) {
                break;
            }
            if (field.name().equals("authentication-results") && field.value().length() <= MAX_FIELD) {
                read(field.value(), results);
            }
        }
        return results;
    }

    private void read(String value, List<Result> results) {
        String[] parts = withoutComments(value).toLowerCase(Locale.ROOT).split(";");
        String[] signer = parts[0].strip().split("\\s+");
        if (authservId.filter(signer[0]::equals).isEmpty()) {
            return;
        }
        for (int i = 1; i < parts.length; i++) {
            String[] words = parts[i].strip().split("\\s+");
            int equals = words[0].indexOf('=');
            if (equals > 0) {
                String method = words[0].substring(0, equals).replaceAll("/.*", "");
                results.add(new Result(method, words[0].substring(equals + 1), domain(method, words)));
            }
        }
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
        String unquoted = value.replace("\"", "");
        return unquoted.substring(unquoted.lastIndexOf('@') + 1);
    }

    private static boolean aligns(String from, String domain) {
        return domain.indexOf('.') > 0 && (from.equals(domain) || from.endsWith("." + domain));
    }

    private static String withoutComments(String value) {
        StringBuilder out = new StringBuilder(value.length());
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                out.append(c);
            }
        }
        return out.toString();
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
