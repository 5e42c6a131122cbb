package io.rapport.server.email.mime;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads address lists (RFC 5322 section 3.4) as they are found: unquoted commas in names, encoded words round the
/// whole address, missing brackets, groups, routes, raw bytes.
public final class Addresses {

    /// One mailbox: the name they gave (may be empty) and the address with an ASCII domain.
    public record Mailbox(String name, String address) {}

    private static final int MAX = 500;

    private Addresses() {}

    /// @param field unfolded, one `char` a byte
    public static List<Mailbox> parse(String field, String fallback) {
        List<Mailbox> found = new ArrayList<>();
        String pending = "";
        for (String piece : split(field)) {
            String whole = pending.isEmpty() ? piece : pending + "," + piece;
            Mailbox mailbox = mailbox(whole, fallback);
            if (mailbox != null) {
                found.add(mailbox);
                pending = "";
            } else {
                // "Doe, Jane <jane@x>": a name with a comma that should have been quoted.
                pending = whole.length() > 500 ? "" : whole;
            }
            if (found.size() >= MAX) {
                break;
            }
        }
        return found;
    }

    private static @Nullable Mailbox mailbox(String text, String fallback) {
        Mailbox direct = direct(text, fallback);
        if (direct != null || !text.contains("=?")) {
            return direct;
        }
        String decoded = HeaderText.decode(text, fallback);
        Mailbox inside = direct(new String(decoded.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), "");
        return inside;
    }

    private static @Nullable Mailbox direct(String text, String fallback) {
        int open = lastOutsideQuotes(text, '<');
        if (open >= 0) {
            int close = text.indexOf('>', open);
            String address = address(text.substring(open + 1, close < 0 ? text.length() : close));
            if (!address.isEmpty()) {
                return new Mailbox(name(text.substring(0, open), fallback), address);
            }
        }
        String bare = Parameters.withoutComments(text).strip();
        String address = address(bare);
        if (!address.isEmpty()) {
            return new Mailbox(comment(text, fallback), address);
        }
        for (String word : bare.split("[\\s\"'<>()\\[\\],;]+")) {
            String candidate = address(word);
            if (!candidate.isEmpty()) {
                return new Mailbox(name(bare.replace(word, ""), fallback), candidate);
            }
        }
        return null;
    }

    /// The address in ASCII domain form, or empty where it is none.
    static String address(String raw) {
        String text = (raw.startsWith("\"") ? raw : Parameters.withoutComments(raw)).strip();
        if (text.startsWith("mailto:")) {
            text = text.substring(7);
        }
        int colon = text.lastIndexOf(':');
        if (text.startsWith("@") && colon > 0) {
            text = text.substring(colon + 1);
        }
        int at = text.lastIndexOf('@');
        if (at <= 0 || at == text.length() - 1) {
            return "";
        }
        String local = text.substring(0, at).strip();
        String domain = text.substring(at + 1).strip();
        if (local.startsWith("\"") && local.endsWith("\"") && local.length() > 2) {
            local = Parameters.unquote(local);
        } else {
            local = local.replaceAll("\\s*\\.\\s*", ".");
        }
        domain = ascii(domain.replaceAll("\\s*\\.\\s*", "."));
        if (domain.endsWith(".")) {
            domain = domain.substring(0, domain.length() - 1);
        }
        String readable = Charsets.decode(local.getBytes(StandardCharsets.ISO_8859_1), "");
        return clean(readable) && clean(domain) ? readable + "@" + domain : "";
    }

    private static boolean clean(String part) {
        return !part.isEmpty()
                && part.length() <= 255
                && part.chars()
                        .noneMatch(c -> c <= ' '
                                || c == 0x7f
                                || "<>,;:()\"\\".indexOf(c) >= 0
                                || c >= 0xd800 && c <= 0xdfff
                                || Character.isISOControl(c)
                                || c == 0xfffd);
    }

    private static String ascii(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return domain;
        }
        try {
            return IDN.toASCII(Charsets.decode(domain.getBytes(StandardCharsets.ISO_8859_1), ""), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException notADomain) {
            return "";
        }
    }

    private static String name(String raw, String fallback) {
        String text = raw.strip();
        int group = text.indexOf(':');
        if (group >= 0 && !text.startsWith("\"") && text.indexOf('"') < 0) {
            text = text.substring(group + 1).strip();
        }
        if (text.startsWith("\"")) {
            text = Parameters.unquote(text);
        } else if (text.indexOf('"') >= 0) {
            text = text.replace("\"", "");
        }
        return CleanText.line(unwrap(HeaderText.decode(text, fallback)), 200);
    }

    private static String comment(String text, String fallback) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        return open >= 0 && close > open
                ? CleanText.line(HeaderText.decode(text.substring(open + 1, close), fallback), 200)
                : "";
    }

    private static String unwrap(String name) {
        String text = name.strip();
        boolean wrapped = text.length() > 1
                && (text.startsWith("\"") && text.endsWith("\"") || text.startsWith("'") && text.endsWith("'"));
        return wrapped ? text.substring(1, text.length() - 1) : text;
    }

    private static int lastOutsideQuotes(String text, char wanted) {
        boolean quoted = false;
        int found = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                found = i;
            }
        }
        return quoted ? text.lastIndexOf(wanted) : found;
    }

    private static List<String> split(String field) {
        List<String> pieces = new ArrayList<>();
        boolean quoted = false;
        int comments = 0;
        boolean angle = false;
        int from = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = field.indexOf('"', i + 1) > 0;
            } else if (c == '(') {
                comments++;
            } else if (c == ')') {
                comments = Math.max(0, comments - 1);
            } else if (c == '<' && comments == 0) {
                angle = true;
            } else if (c == '>' && comments == 0) {
                angle = false;
            } else if ((c == ',' || c == ';') && comments == 0 && !angle) {
                pieces.add(field.substring(from, i));
                from = i + 1;
            }
        }
        if (from < field.length()) {
            pieces.add(field.substring(from));
        }
        return pieces;
    }
}
