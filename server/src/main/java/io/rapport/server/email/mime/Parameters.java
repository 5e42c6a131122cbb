package io.rapport.server.email.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A field like `text/plain; charset=utf-8`: its value in lower case and its parameters, RFC 2231 pieces joined.
///
/// Lenient: unquoted values may hold spaces, quotes may be missing, encoded words stand where they must not.
public record Parameters(String value, Map<String, String> map) {

    private static final int MAX_PARAMETERS = 100;

    public String get(String name) {
        return map.getOrDefault(name, "");
    }

    /// @param field unfolded, one `char` a byte
    public static Parameters parse(String field, String fallback) {
        int end = next(field, 0, ';');
        String value = withoutComments(field.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", "");
        Map<String, TreeMap<Integer, Piece>> pieces = new LinkedHashMap<>();
        int at = end + 1;
        int count = 0;
        while (at < field.length() && count++ < MAX_PARAMETERS) {
            int stop = next(field, at, ';');
            piece(field.substring(at, stop), pieces);
            at = stop + 1;
        }
        Map<String, String> map = new LinkedHashMap<>();
        pieces.forEach((name, parts) -> map.put(name, join(parts, fallback)));
        return new Parameters(value, map);
    }

    private record Piece(String text, boolean extended) {}

    private static void piece(String text, Map<String, TreeMap<Integer, Piece>> pieces) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            return;
        }
        String name = withoutComments(text.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        String value = unquote(text.substring(equals + 1).strip());
        boolean extended = name.endsWith("*");
        if (extended) {
            name = name.substring(0, name.length() - 1);
        }
        int star = name.indexOf('*');
        int number = -1;
        if (star > 0) {
            try {
                number = Integer.parseInt(name.substring(star + 1));
                name = name.substring(0, star);
            } catch (NumberFormatException notAPiece) {
                return;
            }
        }
        pieces.computeIfAbsent(name, _ -> new TreeMap<>()).putIfAbsent(number, new Piece(value, extended));
    }

    /// A whole extended value (`name*=`) wins over a plain one only where no plain one stands (both are key -1: the
    /// first wins); numbered pieces win over either, because a sender that cut the name meant it.
    private static String join(TreeMap<Integer, Piece> parts, String fallback) {
        if (parts.lastKey() < 0) {
            Piece whole = parts.lastEntry().getValue();
            return whole.extended ? extended(whole.text) : HeaderText.decode(whole.text, fallback);
        }
        parts.remove(-1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = "";
        boolean anyExtended = false;
        boolean first = true;
        for (Piece piece : parts.values()) {
            String text = piece.text;
            if (piece.extended) {
                anyExtended = true;
                if (first) {
                    String[] split = text.split("'", 3);
                    if (split.length == 3) {
                        charset = split[0];
                        text = split[2];
                    }
                }
                bytes.writeBytes(percent(text));
            } else {
                bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            }
            first = false;
        }
        byte[] all = bytes.toByteArray();
        return anyExtended
                ? Charsets.decode(all, charset)
                : HeaderText.decode(new String(all, StandardCharsets.ISO_8859_1), fallback);
    }

    private static String extended(String text) {
        String[] split = text.split("'", 3);
        return split.length == 3
                ? Charsets.decode(percent(split[2]), split[0])
                : Charsets.decode(percent(text), "utf-8");
    }

    private static byte[] percent(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    /// Where the next `wanted` outside quotes stands, or the end.
    private static int next(String field, int from, char wanted) {
        boolean quoted = false;
        for (int i = from; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        // A quote that never closes hides everything behind it: then it is no quote.
        return quoted ? plainNext(field, from, wanted) : field.length();
    }

    private static int plainNext(String field, int from, char wanted) {
        int at = field.indexOf(wanted, from);
        return at < 0 ? field.length() : at;
    }

    static String unquote(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                break;
            }
            // Windows paths are written with single backslashes; only a quote or a backslash is ever escaped.
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
                c = text.charAt(++i);
            }
            out.append(c);
        }
        return out.toString();
    }

    static String withoutComments(String text) {
        if (text.indexOf('(') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
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
}
