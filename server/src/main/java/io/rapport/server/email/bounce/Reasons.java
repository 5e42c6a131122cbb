package io.rapport.server.email.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// Puts a mail host's words for not delivering into one of a few reasons.
///
/// The words come first, because hosts give the same status to everything; the enhanced status (RFC 3463) decides
/// where the words say nothing. Rules are in order: the special before the general ("spam … user" is about spam).
final class Reasons {

    static final String UNDEFINED = "undefined";

    private record Rule(String reason, Pattern words) {}

    private static final List<Rule> RULES = rules();

    /// What the reporting host said itself, as opposed to what it was told.
    private static final Pattern TRANSCRIPT = Pattern.compile(
            "(?m)^\\s*>>>.*$|after (?:MAIL FROM|RCPT TO):?<[^>]*>(?: SIZE=\\d+)?|in reply to .{0,20} command|did not like our \\w+(?: \\w+)?");

    private static final Pattern ADDRESSES = Pattern.compile("<?[^\\s<>@]{1,100}@[^\\s<>@,;:]{3,200}>?");

    private Reasons() {}

    /// Neighbouring lines of one reason become one expression: a hundred are tried per report, not four hundred.
    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        String reason = "";
        StringJoiner words = new StringJoiner("|");
        for (String line : lines()) {
            int colon = line.indexOf(": ");
            String next = line.substring(0, colon);
            if (!next.equals(reason) && words.length() > 0) {
                rules.add(new Rule(reason, Pattern.compile(words.toString())));
                words = new StringJoiner("|");
            }
            reason = next;
            words.add("(?:" + line.substring(colon + 2) + ")");
        }
        rules.add(new Rule(reason, Pattern.compile(words.toString())));
        return List.copyOf(rules);
    }

    private static List<String> lines() {
        try (InputStream in = Reasons.class.getResourceAsStream("reasons.txt")) {
            if (in == null) {
                throw new IllegalStateException("reasons.txt is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Statuses that say more than most words do.
    static String fromPreciseStatus(String status) {
        int dot = status.indexOf('.');
        return switch (dot < 0 ? "" : status.substring(dot + 1)) {
            case "1.6" -> "hasmoved";
            case "2.2" -> "mailboxfull";
            case "2.3" -> "exceedlimit";
            case "4.7", "4.316" -> "expired";
            case "4.312" -> "networkerror";
            case "7.25" -> "requireptr";
            case "7.20", "7.21", "7.22", "7.23", "7.24", "7.26" -> "authfailure";
            default -> UNDEFINED;
        };
    }

    /// @param words what was said, any case
    static String fromWords(String words) {
        String lower = ADDRESSES
                .matcher(TRANSCRIPT.matcher(words).replaceAll(" "))
                .replaceAll(" ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replace('’', '\'');
        for (Rule rule : RULES) {
            if (rule.words.matcher(lower).find()) {
                return rule.reason;
            }
        }
        return UNDEFINED;
    }

    /// @param status like `5.1.1`; anything else is undefined
    static String fromStatus(String status) {
        int dot = status.indexOf('.');
        return switch (dot < 0 ? "" : status.substring(dot + 1)) {
            case "1.1", "1.0", "1.3", "1.4", "1.5" -> "userunknown";
            case "1.2", "4.4", "4.3" -> "hostunknown";
            case "1.6", "2.4" -> "hasmoved";
            case "1.7", "1.8", "1.9" -> "rejected";
            case "1.10" -> "notaccept";
            case "2.0", "7.2", "7.12" -> "filtered";
            case "2.1" -> "suspend";
            case "2.2", "2.3" -> "mailboxfull";
            case "3.0", "3.2", "3.5" -> "systemerror";
            case "3.1" -> "systemfull";
            case "3.3" -> "systemerror";
            case "3.4" -> "mesgtoobig";
            case "4.0", "4.1", "4.2", "4.6" -> "networkerror";
            case "4.5", "7.28" -> "toomanyconn";
            case "4.7" -> "expired";
            case "5.0", "5.1", "5.2", "5.4", "5.5" -> "syntaxerror";
            case "5.3" -> "exceedlimit";
            case "6.0", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9", "6.10" -> "contenterror";
            case "7.0", "7.3", "7.4", "7.5", "7.6", "7.7", "7.8", "7.9", "7.10", "7.11", "7.13", "7.14" ->
                "securityerror";
            case "7.1" -> "rejected";
            case "7.20", "7.21", "7.22", "7.23", "7.24", "7.26" -> "authfailure";
            case "7.25" -> "requireptr";
            case "7.27" -> "notaccept";
            default -> UNDEFINED;
        };
    }
}
