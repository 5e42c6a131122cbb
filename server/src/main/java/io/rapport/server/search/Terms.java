package io.rapport.server.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Map;

/// Walks through the words of a text as they are looked for: runs of letters and digits in small letters without
/// accents. `nell@brightline.example` is three words and `RG-4711` two, so that parts of addresses and numbers of
/// orders are found. Scripts that put no spaces between words (Chinese, Japanese, Thai …) give a word for each sign;
/// what is typed in them is looked for as a sequence. What PostgreSQL's own parser does differs: it keeps addresses
/// whole and takes the hyphen before a number for a minus sign.
final class Terms {
    /// Of a longer run the rest says nothing (in UTF-16 units).
    private static final int LONGEST = 60;

    private static final int FIRST_UNSPACED = 0x0E00;

    /// Letters that Unicode does not take apart.
    private static final Map<Integer, String> LIKE = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ς', "σ"));

    private final String text;
    private final int end;
    private int from;
    private int to;
    private String word = "";

    /// @param limit how far the text is read, in UTF-16 units
    Terms(String text, int limit) {
        this.text = text;
        this.end = Math.min(text.length(), limit);
    }

    /// Goes on to the next word.
    ///
    /// @return whether there is one
    boolean next() {
        while (run()) {
            word = folded(text, from, to);
            if (!word.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// Small, without accents, at most 60 characters; never empty.
    String word() {
        return word;
    }

    /// Where it begins in the text.
    int start() {
        return from;
    }

    /// Where it has ended.
    int end() {
        return to;
    }

    private boolean run() {
        int at = to;
        while (at < end) {
            int sign = text.codePointAt(at);
            if (Character.isLetterOrDigit(sign)) {
                from = at;
                to = unspaced(sign) ? marks(at + Character.charCount(sign)) : runEnd(at);
                return true;
            }
            at += Character.charCount(sign);
        }
        to = at;
        return false;
    }

    private int runEnd(int begin) {
        int at = begin;
        while (at < end) {
            int sign = text.codePointAt(at);
            if (!Character.isLetterOrDigit(sign) && !mark(sign) || unspaced(sign)) {
                break;
            }
            at += Character.charCount(sign);
        }
        return Math.min(at, end);
    }

    private int marks(int begin) {
        int at = begin;
        while (at < end && mark(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return Math.min(at, end);
    }

    private static boolean mark(int sign) {
        return sign > 0x2FF
                && switch (Character.getType(sign)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }

    private static boolean unspaced(int sign) {
        return sign >= FIRST_UNSPACED
                && Character.isLetter(sign)
                && switch (UnicodeScript.of(sign)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
                    default -> false;
                };
    }

    private static String folded(String text, int from, int to) {
        int stop = Math.min(to, from + LONGEST);
        char[] small = new char[stop - from];
        for (int i = from; i < stop; i++) {
            char sign = text.charAt(i);
            if (sign >= 0x80) {
                return unaccented(text.substring(from, stop));
            }
            small[i - from] = sign >= 'A' && sign <= 'Z' ? (char) (sign + 'a' - 'A') : sign;
        }
        return new String(small);
    }

    private static String unaccented(String run) {
        StringBuilder word = new StringBuilder(run.length());
        Normalizer.normalize(run, Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(sign -> {
                    String like = LIKE.get(sign);
                    if (like == null) {
                        word.appendCodePoint(sign);
                    } else {
                        word.append(like);
                    }
                });
        // Taken apart, a sign can become many.
        int length = Math.min(word.length(), LONGEST);
        return word.substring(
                0, length > 0 && Character.isHighSurrogate(word.charAt(length - 1)) ? length - 1 : length);
    }
}
