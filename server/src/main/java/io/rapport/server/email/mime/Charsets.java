package io.rapport.server.email.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Turns bytes into words, whatever their sender calls the encoding.
///
/// Names are taken as senders mean them, not as the registry has them: `gb2312` is what Windows writes under that
/// name (GB18030), `iso-8859-1` is windows-1252, as browsers hold it too. Undeclared or unknown: UTF-8 where the
/// bytes are valid UTF-8, ISO-2022-JP where its escapes stand, else windows-1252. Never throws.
public final class Charsets {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("gb2312", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("cp936", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("hz-gb-2312", "GB18030"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("x-big5", "Big5-HKSCS"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("iso-8859-8-e", "ISO-8859-8"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("windows-874", "x-windows-874"),
            Map.entry("macintosh", "x-MacRoman"),
            Map.entry("mac", "x-MacRoman"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf-8n", "UTF-8"));

    private Charsets() {}

    /// The words in `bytes`; `declared` may be empty, wrong or unknown.
    public static String decode(byte[] bytes, String declared) {
        String name = tidy(declared);
        if (isUtf7(name)) {
            return Utf7.decode(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        if (name.isEmpty() || isAscii(name)) {
            return guess(bytes);
        }
        Optional<Charset> known = find(name);
        if (known.isEmpty()) {
            return guess(bytes);
        }
        if (known.get().equals(StandardCharsets.UTF_8)) {
            return utf8(bytes);
        }
        return new String(bytes, known.get());
    }

    /// The words in bytes that no label explains: UTF-8 where they are, else what the neighbourhood is written in.
    static String undeclared(byte[] bytes, String neighbours) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 && !hasJapaneseEscape(bytes) ? text : decode(bytes, neighbours);
    }

    /// Whether we can read that encoding by its name.
    public static boolean known(String declared) {
        String name = tidy(declared);
        return isUtf7(name) || isAscii(name) || find(name).isPresent();
    }

    private static Optional<Charset> find(String name) {
        try {
            return Optional.of(Charset.forName(MEANT.getOrDefault(name, name)));
        } catch (IllegalArgumentException unknown) {
            return alias(name);
        }
    }

    private static Optional<Charset> alias(String name) {
        String bare = name.replaceFirst("^(x-|cs)", "").replace('_', '-');
        if (bare.equals(name) || bare.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(MEANT.getOrDefault(bare, bare)));
        } catch (UnsupportedCharsetException | java.nio.charset.IllegalCharsetNameException unknown) {
            return Optional.empty();
        }
    }

    /// A declared UTF-8 text with no valid sequence beside its broken ones is Western text with a wrong label.
    private static String utf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') < 0) {
            return text;
        }
        boolean anyValid = text.chars().anyMatch(c -> c > 0x7f && c != 0xfffd);
        return anyValid || contains(bytes, (byte) 0xef) ? text : new String(bytes, WESTERN);
    }

    private static String guess(byte[] bytes) {
        if (hasJapaneseEscape(bytes)) {
            return new String(bytes, Charset.forName("x-windows-iso2022jp"));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 || contains(bytes, (byte) 0xef) && validUtf8Mostly(text)
                ? text
                : new String(bytes, WESTERN);
    }

    private static boolean validUtf8Mostly(String text) {
        return text.chars().filter(c -> c > 0x7f && c != 0xfffd).count()
                > text.chars().filter(c -> c == 0xfffd).count();
    }

    private static boolean hasJapaneseEscape(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0x1b && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
                return true;
            }
            if (bytes[i] < 0) {
                return false;
            }
        }
        return false;
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUtf7(String name) {
        return name.equals("utf-7") || name.equals("unicode-1-1-utf-7") || name.equals("utf7");
    }

    private static boolean isAscii(String name) {
        return name.equals("us-ascii") || name.equals("ascii") || name.equals("ansi_x3.4-1968") || name.equals("646");
    }

    private static String tidy(String declared) {
        String name = declared.strip().toLowerCase(Locale.ROOT);
        int end = 0;
        int start = !name.isEmpty() && (name.charAt(0) == '"' || name.charAt(0) == '\'') ? 1 : 0;
        end = start;
        while (end < name.length() && end < 40 && nameCharacter(name.charAt(end))) {
            end++;
        }
        return name.substring(start, end);
    }

    private static boolean nameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' || c == ':';
    }
}
