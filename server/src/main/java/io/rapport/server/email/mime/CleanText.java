package io.rapport.server.email.mime;

/// Takes out of foreign text what can harm: NUL (PostgreSQL holds none), half surrogates, and in single lines also
/// control characters and the invisible ones that turn the reading direction.
public final class CleanText {

    private CleanText() {}

    /// Text of several lines, line ends as `\n`, at most `limit` characters.
    public static String block(String text, int limit) {
        int clean = clean(text);
        if (clean == text.length() && clean <= limit) {
            return text;
        }
        StringBuilder out = new StringBuilder(Math.min(text.length(), limit) + 1);
        int from = Math.min(clean, limit);
        out.append(text, 0, from);
        for (int i = from; i < text.length() && out.length() < limit; i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    continue;
                }
                out.append('\n');
            } else if (Character.isHighSurrogate(c)) {
                if (i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                    if (out.length() + 2 > limit) {
                        break;
                    }
                    out.append(c).append(text.charAt(++i));
                } else {
                    out.append('\ufffd');
                }
            } else if (Character.isLowSurrogate(c)) {
                out.append('\ufffd');
            } else if (c >= ' ' && c != 0x7f || c == '\n' || c == '\t') {
                out.append(c);
            }
        }
        return out.toString();
    }

    /// How many characters at the start stay as they are: in most texts all.
    private static int clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean stays = c >= ' ' ? c != 0x7f && !Character.isSurrogate(c) : c == '\n' || c == '\t';
            if (!stays) {
                return i;
            }
        }
        return text.length();
    }

    /// One line: white space runs become one space, nothing invisible stays, at most `limit` characters.
    public static String line(String text, int limit) {
        String visible = block(text, Math.min(text.length(), 4 * limit + 100));
        StringBuilder out = new StringBuilder(Math.min(visible.length(), limit));
        boolean space = false;
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u2028' || c == '\u2029') {
                space = true;
                continue;
            }
            if (turnsDirection(c) || Character.isISOControl(c)) {
                continue;
            }
            int width = Character.isHighSurrogate(c) ? 2 : 1;
            if (out.length() + width + (space && !out.isEmpty() ? 1 : 0) > limit) {
                break;
            }
            if (space && !out.isEmpty()) {
                out.append(' ');
            }
            space = false;
            out.append(c);
            if (width == 2) {
                out.append(visible.charAt(++i));
            }
        }
        return out.toString();
    }

    private static boolean turnsDirection(char c) {
        return c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\u200e'
                || c == '\u200f'
                || c == '\u061c'
                || c == '\ufeff'
                || c == '\u200b';
    }
}
