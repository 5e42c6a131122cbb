package io.rapport.media.sip;

import java.util.ArrayList;
import java.util.List;

/// Walks along one line by the basic rules of RFC 3261 section 25.1. Each step moves on or says what was expected; the
/// work is in proportion to the line.
final class Scanner {
    private static final String TOKEN_MARKS = "-.!%*_+`'~";

    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    int position() {
        return at;
    }

    String since(int position) {
        return text.substring(position, at);
    }

    String rest() {
        return text.substring(at);
    }

    /// The next sign, or NUL at the end: NUL itself is refused before.
    char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    boolean skip(char sign) {
        if (peek() == sign && !atEnd()) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char sign) throws BadSyntax {
        if (!skip(sign)) {
            throw expected("'" + sign + "'");
        }
    }

    /// A sign with space around it, as the separators of RFC 3261 (SEMI, EQUAL, SLASH, COMMA).
    boolean separator(char sign) {
        int before = at;
        blanks();
        if (skip(sign)) {
            blanks();
            return true;
        }
        at = before;
        return false;
    }

    void blanks() {
        while (!atEnd() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    void blanks(String what) throws BadSyntax {
        int before = at;
        blanks();
        if (at == before) {
            throw expected(what);
        }
    }

    void end() throws BadSyntax {
        blanks();
        if (!atEnd()) {
            throw expected("nothing more");
        }
    }

    String token(String what) throws BadSyntax {
        int begin = at;
        while (!atEnd() && isToken(text.charAt(at))) {
            at++;
        }
        if (at == begin) {
            throw expected(what);
        }
        return text.substring(begin, at);
    }

    /// Everything up to one of these signs or the end.
    String until(String signs) {
        int begin = at;
        while (!atEnd() && signs.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    long number(long most, String what) throws BadSyntax {
        int begin = at;
        long number = 0;
        while (!atEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = Math.min(Long.MAX_VALUE / 100, number * 10 + (text.charAt(at) - '0'));
            at++;
        }
        if (at == begin || number > most) {
            throw expected(what);
        }
        return number;
    }

    /// What stands between quotes, its escapes undone.
    String quoted() throws BadSyntax {
        expect('"');
        StringBuilder said = new StringBuilder();
        while (!atEnd()) {
            char sign = text.charAt(at++);
            if (sign == '"') {
                return said.toString();
            }
            if (sign == '\\') {
                if (atEnd() || text.charAt(at) > 0x7F) {
                    throw expected("a sign after the backslash");
                }
                sign = text.charAt(at++);
            }
            said.append(sign);
        }
        throw expected("a closing quote");
    }

    BadSyntax expected(String what) {
        String here = text.substring(at, Math.min(text.length(), at + 20));
        return new BadSyntax("expected " + what + (here.isEmpty() ? " at the end" : " before \"" + here + "\""));
    }

    static boolean isBlank(char sign) {
        return sign == ' ' || sign == '\t';
    }

    static boolean isToken(char sign) {
        return sign >= '0' && sign <= '9' || isLetter(sign) || TOKEN_MARKS.indexOf(sign) >= 0;
    }

    static boolean isLetter(char sign) {
        return sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z';
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(sign -> isToken((char) sign));
    }

    /// At the commas that stand neither between quotes nor between angle brackets; empty ones are left out.
    static List<String> splitList(String value) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '\\' -> i += quoted ? 1 : 0;
                case '"' -> quoted = bracketed ? quoted : !quoted;
                case '<' -> bracketed = bracketed || !quoted;
                case '>' -> bracketed = bracketed && quoted;
                case ',' -> {
                    if (!quoted && !bracketed) {
                        add(parts, value.substring(begin, i));
                        begin = i + 1;
                    }
                }
                default -> {}
            }
        }
        add(parts, value.substring(Math.min(begin, value.length())));
        return parts;
    }

    private static void add(List<String> parts, String part) {
        if (!part.isBlank()) {
            parts.add(part.strip());
        }
    }
}
