package io.rapport.server.email.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Reads the text of a header field: encoded words (RFC 2047, RFC 2231 section 5), broken ones too, and raw bytes.
///
/// Fields come as one `char` a byte. Neighbouring words of one charset are joined before they are decoded, because
/// many senders cut a character in two. A word without its end runs to the next white space.
public final class HeaderText {

    private HeaderText() {}

    /// @param field the unfolded field, one `char` a byte
    /// @param fallback the encoding of bytes that no encoded word explains; empty to guess
    public static String decode(String field, String fallback) {
        if (isPlain(field)) {
            return field;
        }
        return new Reader(field, fallback).read();
    }

    private static boolean isPlain(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c > 0x7e || c == 0x1b || c == '=' && i + 1 < field.length() && field.charAt(i + 1) == '?') {
                return false;
            }
        }
        return true;
    }

    private static final class Reader {
        private final String field;
        private final String fallback;
        private final StringBuilder out = new StringBuilder();
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private String heldCharset = "";
        private boolean holding;

        Reader(String field, String fallback) {
            this.field = field;
            this.fallback = fallback;
        }

        String read() {
            int at = 0;
            while (at < field.length()) {
                int word = field.indexOf("=?", at);
                if (word < 0) {
                    plain(field.substring(at));
                    break;
                }
                String between = field.substring(at, word);
                int end = word(word, between);
                if (end < 0) {
                    plain(field.substring(at, word + 2));
                    end = word + 2;
                }
                at = end;
            }
            flush();
            return out.toString();
        }

        /// Reads the word that begins at `start`; returns where it ends, or -1 where it is none.
        private int word(int start, String between) {
            int first = field.indexOf('?', start + 2);
            if (first < 0 || first - start > 60 || first + 2 >= field.length() || field.charAt(first + 2) != '?') {
                return -1;
            }
            char encoding = Character.toUpperCase(field.charAt(first + 1));
            String charset = field.substring(start + 2, first);
            if (encoding != 'B' && encoding != 'Q' || charset.isBlank() || charset.indexOf(' ') >= 0) {
                return -1;
            }
            int from = first + 3;
            int to = end(from, encoding);
            boolean closed = field.startsWith("?=", to);
            int language = charset.indexOf('*');
            append(
                    language < 0 ? charset : charset.substring(0, language),
                    encoding,
                    field.substring(from, to),
                    between);
            return closed ? to + 2 : to;
        }

        private int end(int from, char encoding) {
            int close = field.indexOf("?=", from);
            // "=?utf-8?q?=41?=": the first "?=" may be the start of the text itself.
            if (close == from - 1) {
                close = field.indexOf("?=", from + 1);
            }
            int next = field.indexOf("=?", from);
            if (close >= 0 && (next < 0 || close <= next || encoding == 'Q' && next == close + 1)) {
                return close;
            }
            if (close >= 0 && next >= 0 && next < close && field.charAt(Math.max(from, next - 1)) != ' ') {
                return close;
            }
            int space = field.indexOf(' ', from);
            return space < 0 ? field.length() : space;
        }

        private void append(String charset, char encoding, String text, String between) {
            byte[] bytes = encoding == 'B' ? Base64Text.decode(text) : quoted(text);
            boolean neighbours = holding && between.isBlank();
            if (!neighbours) {
                plain(between);
            } else if (!charset.equalsIgnoreCase(heldCharset)) {
                flush();
            }
            heldCharset = charset;
            holding = true;
            held.writeBytes(bytes);
        }

        private void plain(String raw) {
            flush();
            if (!raw.isEmpty()) {
                out.append(Charsets.undeclared(raw.getBytes(StandardCharsets.ISO_8859_1), fallback));
            }
        }

        private void flush() {
            if (holding) {
                out.append(Charsets.decode(held.toByteArray(), heldCharset));
                held.reset();
                holding = false;
            }
        }

        private static byte[] quoted(String text) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                int high = c == '=' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (low >= 0) {
                    bytes.write(high << 4 | low);
                    i += 2;
                } else {
                    bytes.write(c == '_' ? ' ' : c);
                }
            }
            return bytes.toByteArray();
        }
    }
}
